"""Terms, what they aim at, and figures that come from outside."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from stored.fields import LineField


def root_of(what: str) -> models.ForeignKey[Organization]:
    """The root organisation whose congress, plan or province it is."""
    return models.ForeignKey(Organization, models.PROTECT, related_name=what, verbose_name=_("Party organisation"))


class Term(models.Model):
    """A term of a root's committee, congress to congress; its results are those of its rating years."""

    root = root_of("terms")
    code = LineField(_("term"), max_length=9)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    first_year = models.PositiveSmallIntegerField(_("first rating year"))
    last_year = models.PositiveSmallIntegerField(_("last rating year"))

    class Meta:
        ordering = ["-first_year"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.UniqueConstraint(
                fields=["root", "code"],
                name="term_once_a_root",
                violation_error_message=_("This term is entered already. Choose other years."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lt=F("ends_on")) & Q(first_year__lte=F("last_year")),
                name="term_in_order",
                violation_error_message=_("A term cannot end before it begins. Check its days and years."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("reports:dashboard", args=[self.code])

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)


class Target(models.Model):
    """What a congress resolved for an indicator, in the order of its resolution.

    An indicator that the term reports but that no resolution bounds has no comparison.
    `part` tells apart two bounds under one code (officials 100 %, workers above 80 %).
    """

    class Comparison(models.TextChoices):
        AT_LEAST = "ge", _("at least")
        MORE_THAN = "gt", _("more than")
        AT_MOST = "le", _("at most")
        EXACTLY = "eq", _("exactly")
        BETWEEN = "between", _("between")
        PLAN = "plan", _("more than planned")
        NONE = "", _("no bound")

    class Period(models.TextChoices):
        EACH_YEAR = "each_year", _("each year")
        WHOLE_TERM = "whole_term", _("whole term")

    term = models.ForeignKey(Term, models.CASCADE, related_name="targets")
    position = models.PositiveSmallIntegerField()
    indicator = LineField(max_length=40)
    part = LineField(max_length=40, blank=True)
    comparison = LineField(max_length=8, choices=Comparison.choices, blank=True)
    low = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    high = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    period = LineField(max_length=10, choices=Period.choices)

    class Meta:
        ordering = ["term", "position", "pk"]
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.UniqueConstraint(
                fields=["term", "indicator", "part"],
                name="target_once_a_term",
                violation_error_message=_("This target stands in the term already. Change that one."),
            ),
            models.CheckConstraint(
                condition=Q(comparison__in=["", "plan"], low=None, high=None)
                | Q(comparison__in=["ge", "gt", "le", "eq"], low__isnull=False, high=None)
                | Q(comparison="between", low__isnull=False, high__isnull=False, high__gte=F("low")),
                name="target_bounds_fit_comparison",
                violation_error_message=_("The bounds do not fit the way of comparing. Check them."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term} {self.indicator} {self.part}".strip()


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
