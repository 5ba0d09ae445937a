"""Two records that may be of one person, and records that were put together."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from members.models.members import Member
from stored.fields import JsonField, LineField, ShortTextField


class LikenessQuerySet(models.QuerySet["Likeness"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_MEMBERS) -> LikenessQuerySet:
        """Who sees both."""
        seen = Member.objects.visible_to(user, permission).values("pk")
        return self.filter(one__in=seen, other__in=seen)

    def editable_by(self, user: User) -> LikenessQuerySet:
        editable = Member.objects.editable_by(user).values("pk")
        return self.filter(one__in=editable, other__in=editable)

    def open(self) -> LikenessQuerySet:
        return self.filter(state=Likeness.State.OPEN)


class Likeness(models.Model):
    """Two members of one name, marks aside, and one birth date, until somebody says whether they are one person."""

    class State(models.TextChoices):
        OPEN = "open", _("not looked at yet")
        DIFFERENT = "different", _("two persons")
        SAME = "same", _("one person")

    one = models.ForeignKey(Member, models.CASCADE, related_name="+")
    other = models.ForeignKey(Member, models.CASCADE, related_name="+")
    state = LineField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    found_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = LikenessQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("likeness of two members")
        verbose_name_plural = _("likenesses of members")
        indexes = [models.Index(fields=["state", "-id"], name="likeness_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["one", "other"],
                name="likeness_once",
                violation_error_message=_("These two are on the list already."),
            ),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")),
                name="likeness_in_order",
                violation_error_message=_("These two are on the list already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "different", "same"]),
                name="likeness_state",
                violation_error_message=_("Choose one of the listed values."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} ({self.one.code}), {self.other} ({self.other.code})"


class RecordMergerQuerySet(models.QuerySet["RecordMerger"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_MEMBERS) -> RecordMergerQuerySet:
        """Who sees the record that stayed; the other is on no list any more."""
        return self.filter(stayed__in=Member.objects.visible_to(user, permission).values("pk"))

    def editable_by(self, user: User) -> RecordMergerQuerySet:
        return self.filter(stayed__in=Member.objects.editable_by(user).values("pk"))

    def standing(self) -> RecordMergerQuerySet:
        return self.filter(taken_back_at=None)


class RecordMerger(models.Model):
    """Two records of one person put together under the number that stays; `kept` is what the way back needs."""

    stayed = models.ForeignKey(Member, models.PROTECT, related_name="mergers", verbose_name=_("number that stays"))
    gone = models.ForeignKey(Member, models.PROTECT, related_name="merged_into", verbose_name=_("number that goes"))
    reason = ShortTextField(_("reason"), max_length=300)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    taken_back_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_because = ShortTextField(_("reason"), max_length=300, blank=True)
    kept: models.JSONField[Any] = JsonField(default=dict, editable=False)

    objects = RecordMergerQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("merger of two records")
        verbose_name_plural = _("mergers of records")
        constraints = [
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(taken_back_at=None),
                name="record_merged_once",
                violation_error_message=_("This record was merged into another already."),
            ),
            models.CheckConstraint(
                condition=~Q(stayed=F("gone")),
                name="record_merger_of_two",
                violation_error_message=_("A record cannot be merged with itself. Choose another."),
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None, taken_back_because="")
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False) & ~Q(taken_back_because=""),
                name="record_merger_taken_back_with_reason",
                violation_error_message=_("Write why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone.code} → {self.stayed.code}"
