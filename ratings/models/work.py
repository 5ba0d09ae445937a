"""The work of a year in numbers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ratings.levels import Level
from ratings.models.sheets import Sheet


class WorkResult(models.Model):
    """The year's work of a grassroots organisation in numbers, as the term's indicators need them.

    "Officials" are cadres, Party members, officials and public employees; "workers" the other employees.
    Money is in million đồng.
    """

    sheet = models.OneToOneField(Sheet, models.CASCADE, related_name="work_result")
    officials_summoned = models.PositiveIntegerField(_("officials summoned to study sessions"), null=True, blank=True)
    officials_attended = models.PositiveIntegerField(_("officials who attended"), null=True, blank=True)
    workers_summoned = models.PositiveIntegerField(_("workers summoned to study sessions"), null=True, blank=True)
    workers_attended = models.PositiveIntegerField(_("workers who attended"), null=True, blank=True)
    officials_expected = models.PositiveIntegerField(
        _("officials who should register a commitment"), null=True, blank=True
    )
    officials_registered = models.PositiveIntegerField(
        _("officials who registered a commitment"), null=True, blank=True
    )
    workers_expected = models.PositiveIntegerField(_("workers who should register a commitment"), null=True, blank=True)
    workers_registered = models.PositiveIntegerField(_("workers who registered a commitment"), null=True, blank=True)
    ethics_standards = models.BooleanField(_("ethics standards issued and kept up to date"), null=True, blank=True)
    staff_considered = models.PositiveIntegerField(_("staff considered for titles"), null=True, blank=True)
    staff_titled = models.PositiveIntegerField(_("staff titled advanced worker or higher"), null=True, blank=True)
    political_task_level = models.PositiveSmallIntegerField(
        _("level of the agency or enterprise in its political task"), choices=Level.choices, null=True, blank=True
    )
    directives_expected = models.PositiveIntegerField(
        _("officials to whom directives should be brought"), null=True, blank=True
    )
    directives_reached = models.PositiveIntegerField(
        _("officials whom directives reached in time"), null=True, blank=True
    )
    revenue = models.PositiveBigIntegerField(_("revenue of the year, million đồng"), null=True, blank=True)
    revenue_previous = models.PositiveBigIntegerField(
        _("revenue of the year before, million đồng"), null=True, blank=True
    )
    budget_paid = models.PositiveBigIntegerField(_("paid into the budget, million đồng"), null=True, blank=True)
    mobilisation_registered = models.PositiveIntegerField(
        _("“Skilful mass mobilisation” models registered"), null=True, blank=True
    )
    mobilisation_recognised = models.PositiveIntegerField(
        _("“Skilful mass mobilisation” models recognised"), null=True, blank=True
    )
    dialogues = models.PositiveIntegerField(_("dialogues with citizens"), null=True, blank=True)

    class Meta:
        verbose_name = _("work result")
        verbose_name_plural = _("work results")
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{part}__lte": F(whole)}) | Q(**{part: None}) | Q(**{whole: None}),
                name=f"workresult_{part}_within",
                violation_error_message=message,
            )
            for part, whole, message in (
                (
                    "officials_attended",
                    "officials_summoned",
                    _("More attended than were summoned. Check both numbers."),
                ),
                ("workers_attended", "workers_summoned", _("More attended than were summoned. Check both numbers.")),
                ("officials_registered", "officials_expected", _("More registered than should. Check both numbers.")),
                ("workers_registered", "workers_expected", _("More registered than should. Check both numbers.")),
                ("staff_titled", "staff_considered", _("More titled than were considered. Check both numbers.")),
                ("directives_reached", "directives_expected", _("More reached than expected. Check both numbers.")),
                (
                    "mobilisation_recognised",
                    "mobilisation_registered",
                    _("More recognised than registered. Check both numbers."),
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.sheet)
