"""Plans of a year, and figures that come from outside."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.models.terms import root_of
from stored.fields import LineField


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
