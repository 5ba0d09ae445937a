"""What a committee has published of a year or a term, with the word that stood before the number."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from reports.models.terms import Term, root_of
from stored.fields import LineField, ShortTextField

SINGLE = ("exactly", "about", "nearly", "over", "at_least", "under", "at_most")


class Published(models.Model):
    class Qualifier(models.TextChoices):
        EXACTLY = "exactly", _("exactly")
        ABOUT = "about", _("about")
        NEARLY = "nearly", _("nearly")
        OVER = "over", _("over")
        AT_LEAST = "at_least", _("at least")
        UNDER = "under", _("under")
        AT_MOST = "at_most", _("at most")
        BETWEEN = "between", _("between")

    root = root_of("published")
    indicator = LineField(_("indicator"), max_length=40)
    term = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="published", verbose_name=_("term")
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    # Of a term: whether it was said of each of its years, not of their sum.
    each_year = models.BooleanField(_("each year"), default=False)
    qualifier = LineField(max_length=8, choices=Qualifier.choices)
    low = models.DecimalField(max_digits=14, decimal_places=2)
    high = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    document = LineField(_("document"), max_length=200)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    words = ShortTextField(_("in its own words"), max_length=500, blank=True)

    class Meta:
        ordering = ["indicator", "year", "pk"]
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        constraints = [
            models.UniqueConstraint(
                fields=["root", "indicator", "year", "document"],
                condition=Q(term=None),
                name="published_once_of_a_year",
                violation_error_message=_("This document's figure of the year is entered already. Change that one."),
            ),
            models.UniqueConstraint(
                fields=["term", "indicator", "each_year", "document"],
                condition=Q(year=None),
                name="published_once_of_a_term",
                violation_error_message=_("This document's figure of the term is entered already. Change that one."),
            ),
            models.CheckConstraint(
                condition=Q(term=None, year__isnull=False, each_year=False) | Q(term__isnull=False, year=None),
                name="published_of_a_year_or_a_term",
                violation_error_message=_("A published figure is of a year or of a term. Choose one."),
            ),
            models.CheckConstraint(
                condition=Q(qualifier="between", high__isnull=False, high__gte=F("low"), low__gte=0)
                | Q(qualifier__in=SINGLE, high=None, low__gte=0),
                name="published_numbers_fit_qualifier",
                violation_error_message=_("The numbers do not fit the word before them. Check them."),
            ),
            models.CheckConstraint(
                condition=~Q(document=""),
                name="published_in_a_document",
                violation_error_message=_("Write in which document it was published."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.when}"

    @property
    def when(self) -> str:
        return self.term.code if self.term else str(self.year)
