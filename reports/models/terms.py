"""Terms, and what they aim at."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
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
    # Of a committee appointed for the rest of a term: the term of the organisation before it.
    continues = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="continued_by", verbose_name=_("continues")
    )
    # Of a term that ended early: what it was to be, and by which decision it ended.
    meant_until = models.DateField(_("was to last until"), null=True, blank=True)
    meant_last_year = models.PositiveSmallIntegerField(null=True, blank=True)
    ended_by = LineField(_("decision number"), max_length=60, blank=True)

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
            models.CheckConstraint(
                condition=Q(meant_until=None, meant_last_year=None, ended_by="")
                | (
                    Q(meant_until__isnull=False, meant_until__gt=F("ends_on"))
                    & Q(meant_last_year__isnull=False, meant_last_year__gte=F("last_year"))
                    & ~Q(ended_by="")
                ),
                name="term_ended_early_by_decision",
                violation_error_message=_("A term that ends early has a decision, and a day before its last one."),
            ),
            models.CheckConstraint(
                condition=Q(continues=None) | ~Q(continues=F("id")),
                name="term_continues_another",
                violation_error_message=_("A term cannot continue itself. Choose another."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("reports:dashboard", args=[self.code])

    @property
    def is_over(self) -> bool:
        return self.ends_on < timezone.localdate()

    @property
    def ended_early(self) -> bool:
        return self.meant_until is not None

    @property
    def is_fixed(self) -> bool:
        """A report that was made after its last day keeps its days and years from being changed."""
        return self.reports.printed().filter(requested_at__date__gt=self.ends_on).exists()

    @property
    def would_be_fixed(self) -> bool:
        """By a report that is made now. What ended early stands by its decision already."""
        return self.is_over and not self.ended_early and not self.is_fixed

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
