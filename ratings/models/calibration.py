"""Sessions that compared sheets, and what each changed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from members.models import Member
from organizations.models import Organization, reach_of
from ratings.levels import Level
from ratings.models.sheets import Sheet
from ratings.models.years import RatingYear
from stored.fields import LineField, LongTextField, ShortTextField


class CalibrationSessionQuerySet(models.QuerySet["CalibrationSession"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_SHEETS) -> CalibrationSessionQuerySet:
        return self.filter(reach_of(user, permission, "organization__path"))


class CalibrationSession(models.Model):
    """A meeting of the deciding committee that compared sheets and changed some of them, with its minutes."""

    rating_year = models.ForeignKey(
        RatingYear, models.PROTECT, related_name="calibration_sessions", verbose_name=_("rating year")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="calibration_sessions", verbose_name=_("Party organisation")
    )
    held_on = models.DateField(_("held on"))
    participants = LongTextField(_("participants"))
    decision_number = LineField(_("decision number"), max_length=60, blank=True)
    minutes = LongTextField(_("minutes"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    objects = CalibrationSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = _("calibration session")
        verbose_name_plural = _("calibration sessions")
        constraints = [
            models.CheckConstraint(
                condition=~Q(participants=""),
                name="calibrationsession_has_participants",
                violation_error_message=_("Write who took part in the session."),
            ),
            models.CheckConstraint(
                condition=~Q(minutes=""),
                name="calibrationsession_has_minutes",
                violation_error_message=_("Write what was discussed and on what grounds."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}, {self.rating_year}, {self.held_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("ratings:calibration_minutes", args=[self.rating_year.year, self.pk])


class CalibrationChange(models.Model):
    """One level that a session changed: of a member, or without a member of the organisation itself."""

    session = models.ForeignKey(CalibrationSession, models.PROTECT, related_name="changes")
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="calibration_changes")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    old_level = models.PositiveSmallIntegerField(_("level before"), choices=Level.choices)
    new_level = models.PositiveSmallIntegerField(_("level after"), choices=Level.choices)
    reason = ShortTextField(_("reason"), max_length=500)

    class Meta:
        ordering = ["sheet__path", "member__sort_key", "pk"]
        verbose_name = _("change by calibration")
        verbose_name_plural = _("changes by calibration")
        constraints = [
            models.CheckConstraint(
                condition=Q(old_level__in=[1, 2, 3, 4], new_level__in=[1, 2, 3, 4]),
                name="calibrationchange_levels",
                violation_error_message=_("Choose one of the listed values."),
            ),
            models.CheckConstraint(
                condition=~Q(old_level=F("new_level")),
                name="calibrationchange_changes",
                violation_error_message=_("The new level is the old one. Choose another, or leave the row as it is."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="calibrationchange_has_reason",
                violation_error_message=_("Write the reason of the change."),
            ),
            models.UniqueConstraint(
                fields=["session", "sheet", "member"],
                condition=Q(member__isnull=False),
                name="calibrationchange_once_a_member",
                violation_error_message=_("The level of this member is changed by this session already."),
            ),
            models.UniqueConstraint(
                fields=["session", "sheet"],
                condition=Q(member=None),
                name="calibrationchange_once_an_organization",
                violation_error_message=_("The level of this organisation is changed by this session already."),
            ),
        ]

    def __str__(self) -> str:
        subject = self.member or self.sheet.organization
        return f"{subject}: {self.get_old_level_display()} → {self.get_new_level_display()}"
