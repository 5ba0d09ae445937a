"""Local documents that also govern a rating year."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ratings.models.years import RatingYear
from ratings.rules.local import LocalRule
from stored.fields import LineField

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
WHEN = _("Write a date of the document between 2000 and 2100.")


class LocalDocument(models.Model):
    """Beside the central documents of the year's rule set. What is printed of it is frozen with the print (ADR 25)."""

    rating_year = models.ForeignKey(
        RatingYear, models.PROTECT, related_name="local_documents", verbose_name=_("rating year")
    )
    number = LineField(_("number of the document"), max_length=60)
    issued_on = models.DateField(_("issued on"))
    body = LineField(_("issued by"), max_length=120)
    abstract = LineField(_("what it is about"), max_length=200)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    class Meta:
        ordering = ["issued_on", "pk"]
        verbose_name = _("local document")
        verbose_name_plural = _("local documents")
        constraints = [
            models.UniqueConstraint(
                fields=["rating_year", "number"],
                name="localdocument_once_a_year",
                violation_error_message=_("This document stands in the year already. Correct that one."),
            ),
            models.CheckConstraint(
                condition=Q(issued_on__gte=FIRST_DAY, issued_on__lte=LAST_DAY),
                name="localdocument_day",
                violation_error_message=WHEN,
            ),
            models.CheckConstraint(
                condition=~Q(number=""),
                name="localdocument_has_number",
                violation_error_message=_("Write the number of the document."),
            ),
            models.CheckConstraint(
                condition=~Q(body=""),
                name="localdocument_has_body",
                violation_error_message=_("Write which body issued it."),
            ),
            models.CheckConstraint(
                condition=~Q(abstract=""),
                name="localdocument_has_abstract",
                violation_error_message=_("Write in few words what it is about."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.rule)

    @property
    def rule(self) -> LocalRule:
        return LocalRule(self.number, self.issued_on, self.body, self.abstract)
