"""Plans of a year, and figures that come from outside."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reports.models.terms import root_of
from stored.fields import LineField, LongTextField


class Plan(models.Model):
    """What was planned of an indicator for one year: admissions above all."""

    root = root_of("plans")
    year = models.PositiveSmallIntegerField(_("year"))
    indicator = LineField(max_length=40)
    value = models.DecimalField(_("planned"), max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["year", "indicator"]
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.UniqueConstraint(
                fields=["root", "year", "indicator"],
                name="plan_once_a_year",
                violation_error_message=_("This plan of the year is entered already. Change that one."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.value}"


class LatePlan(models.Model):
    """A plan set, changed or removed for a closed year: by a decision, but the first, which a file may bring in."""

    root = root_of("late_plans")
    year = models.PositiveSmallIntegerField(_("year"))
    indicator = LineField(max_length=40)
    before = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    after = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    decision_number = LineField(_("decision number"), max_length=60, blank=True)
    decided_on = models.DateField(_("date of the decision"), null=True, blank=True)
    reason = LongTextField(_("reason"), blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("plan set after closing")
        verbose_name_plural = _("plans set after closing")
        constraints = [
            models.CheckConstraint(
                condition=Q(before=None) & Q(after__isnull=False)
                | (~Q(reason="") & ~Q(decision_number="") & Q(decided_on__isnull=False)),
                name="late_plan_has_its_decision",
                violation_error_message=_(
                    "The plan of a closed year is changed by a decision: write its number, its day and why."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.before} → {self.after}"


class ProvincialFigure(models.Model):
    """A denominator from outside the organisation, such as the province's domestic revenue, with where it was read."""

    class Code(models.TextChoices):
        DOMESTIC_REVENUE = "domestic_revenue", _("Domestic revenue of the province, million đồng")

    root = root_of("provincial_figures")
    year = models.PositiveSmallIntegerField(_("year"))
    code = LineField(max_length=40, choices=Code.choices)
    value = models.PositiveBigIntegerField(_("value"))
    source = LineField(_("source"), max_length=200)

    class Meta:
        ordering = ["year", "code"]
        verbose_name = _("provincial figure")
        verbose_name_plural = _("provincial figures")
        constraints = [
            models.UniqueConstraint(
                fields=["root", "year", "code"],
                name="provincial_figure_once_a_year",
                violation_error_message=_("This figure of the year is entered already. Change that one."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()} {self.year}"
