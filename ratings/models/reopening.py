"""What the people of a locked sheet ask for: that it, or its year, is reopened."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import reach_of
from ratings.models.sheets import Sheet
from ratings.models.years import RatingYear
from stored.fields import LineField, LongTextField


class ReopeningRequestQuerySet(models.QuerySet["ReopeningRequest"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_SHEETS) -> ReopeningRequestQuerySet:
        return self.filter(reach_of(user, permission, "sheet__path"))

    def waiting(self) -> ReopeningRequestQuerySet:
        return self.filter(outcome="")

    def waiting_for(self, user: User) -> ReopeningRequestQuerySet:
        """In a closed year whoever manages years answers, in an open one whoever reopens sheets."""
        closed = Q(sheet__rating_year__state=RatingYear.State.CLOSED)
        by_year = closed & reach_of(user, Permission.MANAGE_RATING_YEARS, "sheet__path")
        by_sheet = ~closed & reach_of(user, Permission.REOPEN_SHEETS, "sheet__path")
        return self.waiting().filter(by_year | by_sheet)


class ReopeningRequest(models.Model):
    """Answered by the deed itself, which reopens the year or the sheet, or by a refusal with its reason."""

    class Outcome(models.TextChoices):
        REOPENED = "reopened", _("Reopened as asked")
        REFUSED = "refused", _("Not reopened")
        TAKEN_BACK = "taken_back", _("Taken back by who asked")

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="reopening_requests", verbose_name=_("rating sheet"))
    reason = LongTextField(_("why it should be reopened"))
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    outcome = LineField(_("answer"), max_length=10, choices=Outcome.choices, blank=True)
    answer = LongTextField(_("reason of the answer"), blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = ReopeningRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = _("request to reopen")
        verbose_name_plural = _("requests to reopen")
        constraints = [
            models.UniqueConstraint(
                fields=["sheet"],
                condition=Q(outcome=""),
                name="reopeningrequest_one_waits",
                violation_error_message=_("A request to reopen this sheet waits for its answer already."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="reopeningrequest_has_reason",
                violation_error_message=_("Write why the sheet should be reopened."),
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "reopened", "refused", "taken_back"]),
                name="reopeningrequest_outcome",
                violation_error_message=_("Choose one of the listed values."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answer="", answered_by=None, answered_at=None)
                | ~Q(outcome="") & Q(answered_by__isnull=False, answered_at__isnull=False),
                name="reopeningrequest_answer_is_whole",
                violation_error_message=_("An answer has its day and who gave it."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(answer=""),
                name="reopeningrequest_refusal_has_reason",
                violation_error_message=_("Write why it is not reopened."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.sheet)

    def get_absolute_url(self) -> str:
        return reverse("ratings:reopening_request", args=[self.sheet.rating_year.year, self.pk])

    @property
    def is_waiting(self) -> bool:
        return not self.outcome
