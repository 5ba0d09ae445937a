"""What is asked against a decided rating, what is answered, and each rating that a later decision replaced."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from members.models import Member
from organizations.models import reach_of
from ratings.levels import Level, NotRatedReason
from ratings.models.sheets import Sheet
from stored.fields import JsonField, LineField, LongTextField

CHOOSE = _("Choose one of the listed values.")


class AppealQuerySet(models.QuerySet["Appeal"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_SHEETS) -> AppealQuerySet:
        return self.filter(reach_of(user, permission, "sheet__path"))

    def unanswered(self) -> AppealQuerySet:
        return self.filter(outcome="")


class Appeal(models.Model):
    """Against a member's level on an approved sheet, or without a member against the organisation's own."""

    class Asker(models.TextChoices):
        MEMBER = "member", _("The member")
        ORGANIZATION = "organization", _("The organisation")
        OTHER = "other", _("Another body or person")

    class Outcome(models.TextChoices):
        KEPT = "kept", _("The level is kept")
        RERATED = "rerated", _("Rated again")
        WITHDRAWN = "withdrawn", _("Withdrawn by who asked")

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="appeals", verbose_name=_("rating sheet"))
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="appeals")
    asker = LineField(_("who asks"), max_length=12, choices=Asker.choices)
    asker_name = LineField(_("which body or person"), max_length=200, blank=True)
    received_on = models.DateField(_("received on"))
    request = LongTextField(_("what is asked"))
    grounds = LongTextField(_("on what grounds"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    outcome = LineField(_("answer"), max_length=9, choices=Outcome.choices, blank=True)
    decision_number = LineField(_("decision number"), max_length=60, blank=True)
    decided_on = models.DateField(_("date of the decision"), null=True, blank=True)
    answer = LongTextField(_("reason of the answer"), blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.CheckConstraint(
                condition=Q(asker__in=["member", "organization", "other"]),
                name="appeal_asker",
                violation_error_message=CHOOSE,
            ),
            models.CheckConstraint(
                condition=~Q(asker="member") | Q(member__isnull=False),
                name="appeal_of_a_member_is_about_one",
                violation_error_message=_("A member asks about a member's level: choose the row."),
            ),
            models.CheckConstraint(
                condition=~Q(asker="other") | ~Q(asker_name=""),
                name="appeal_other_asker_is_named",
                violation_error_message=_("Write which body or person asks."),
            ),
            models.CheckConstraint(
                condition=~Q(request=""), name="appeal_asks", violation_error_message=_("Write what is asked.")
            ),
            models.CheckConstraint(
                condition=~Q(grounds=""),
                name="appeal_has_grounds",
                violation_error_message=_("Write on what grounds it is asked."),
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "kept", "rerated", "withdrawn"]),
                name="appeal_outcome",
                violation_error_message=CHOOSE,
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_on=None, answered_by=None, answered_at=None)
                | ~Q(outcome="")
                & ~Q(answer="")
                & Q(decided_on__isnull=False, answered_by__isnull=False, answered_at__isnull=False),
                name="appeal_answer_is_whole",
                violation_error_message=_("An answer has its day, its reason and who gave it."),
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "withdrawn"]) | ~Q(decision_number=""),
                name="appeal_answer_has_decision",
                violation_error_message=_("Write the number of the decision."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {self.sheet.rating_year}"

    def get_absolute_url(self) -> str:
        return reverse("ratings:appeal", args=[self.sheet.rating_year.year, self.pk])

    @property
    def subject(self) -> str:
        return self.member.full_name if self.member else self.sheet.name

    @property
    def asker_words(self) -> str:
        return self.asker_name or self.get_asker_display()

    @property
    def is_open(self) -> bool:
        return not self.outcome


class ReratingQuerySet(models.QuerySet["Rerating"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_SHEETS) -> ReratingQuerySet:
        return self.filter(reach_of(user, permission, "sheet__path"))


class Rerating(models.Model):
    """A level on an approved sheet that a decision cancelled and set anew (QĐ 366-QĐ/TW, Article 15).

    `version` names the edition of the sheet's tallies that it made; `local` keeps the local documents that it rests on.
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="reratings")
    version = models.PositiveIntegerField()
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="reratings")
    appeal = models.OneToOneField(Appeal, models.PROTECT, null=True, blank=True, related_name="rerating")
    old_level = models.PositiveSmallIntegerField(_("level before"), choices=Level.choices, null=True, blank=True)
    old_reason = LineField(_("not rated before because"), max_length=20, choices=NotRatedReason.choices, blank=True)
    new_level = models.PositiveSmallIntegerField(_("level after"), choices=Level.choices, null=True, blank=True)
    new_reason = LineField(_("not rated after because"), max_length=20, choices=NotRatedReason.choices, blank=True)
    decision_number = LineField(_("decision number"), max_length=60)
    decided_on = models.DateField(_("date of the decision"))
    reason = LongTextField(_("reason"))
    local = JsonField(default=list, blank=True, editable=False)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    objects = ReratingQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        verbose_name = _("re-rating")
        verbose_name_plural = _("re-ratings")
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "version"],
                name="rerating_once_an_edition",
                violation_error_message=_("The sheet changed meanwhile. Load the page again."),
            ),
            models.CheckConstraint(
                condition=Q(old_level__isnull=True, old_reason__gt="")
                | Q(old_level__isnull=False, old_level__in=[1, 2, 3, 4], old_reason=""),
                name="rerating_from_level_or_reason",
                violation_error_message=CHOOSE,
            ),
            models.CheckConstraint(
                condition=Q(new_level__isnull=True, new_reason__gt="")
                | Q(new_level__isnull=False, new_level__in=[1, 2, 3, 4], new_reason=""),
                name="rerating_to_level_or_reason",
                violation_error_message=_("Choose the new level, or why there is none."),
            ),
            models.CheckConstraint(
                condition=Q(old_level__isnull=True, new_level__isnull=False)
                | Q(old_level__isnull=False, new_level__isnull=True)
                | Q(old_level__isnull=True, new_level__isnull=True) & ~Q(old_reason=F("new_reason"))
                | Q(old_level__isnull=False, new_level__isnull=False) & ~Q(old_level=F("new_level")),
                name="rerating_changes",
                violation_error_message=_("That stands there already. Choose another level, or leave it as it is."),
            ),
            models.CheckConstraint(
                condition=~Q(decision_number=""),
                name="rerating_has_decision",
                violation_error_message=_("Write the number of the decision."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="rerating_has_reason",
                violation_error_message=_("Write why it is rated again."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {self.sheet.rating_year}"

    def get_absolute_url(self) -> str:
        return reverse("ratings:rerating", args=[self.sheet.rating_year.year, self.pk])

    @property
    def subject(self) -> str:
        return self.member.full_name if self.member else self.sheet.name
