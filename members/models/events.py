"""What happened in a member's Party life."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from members.models.members import Member
from organizations.models import Organization, reach_of, stood_in_reach, stood_within
from stored.fields import LineField, ShortTextField


class LifeEventQuerySet(models.QuerySet["LifeEvent"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_MEMBERS) -> LifeEventQuerySet:
        """Where the organisation stands today, or stood when it happened, in the person's reach."""
        now = reach_of(user, permission, "organization__path")
        return self.filter(now | Q(stood_in_reach(user, permission, "happened_on")))

    def below(self, organization: Organization) -> LifeEventQuerySet:
        """What happened in it, or in anything that stood below it on that day."""
        return self.filter(stood_within(organization, F("happened_on")))

    def admissions(self) -> LifeEventQuerySet:
        return self.filter(kind=LifeEvent.Kind.ADMITTED)


class LifeEvent(models.Model):
    """One decided event in a member's Party life; the date is the decision's."""

    class Kind(models.TextChoices):
        ADMITTED = "admitted", _("Admitted")
        RECOGNIZED = "recognized", _("Recognised as full member")
        TRANSFERRED_IN = "transferred_in", _("Transferred in")
        TRANSFERRED_OUT = "transferred_out", _("Transferred out")
        REMOVED = "removed", _("Removed from the list")
        RESIGNED = "resigned", _("Resigned")
        EXPELLED = "expelled", _("Expelled")
        DIED = "died", _("Died")
        EXEMPTED = "exempted", _("Exempted from activity")
        SUSPENDED = "suspended", _("Suspended from activity")
        RESUMED = "resumed", _("Resumed activity")

        @classmethod
        def endings(cls) -> tuple[LifeEvent.Kind, ...]:
            """After these the member belongs to no organisation of ours."""
            return cls.TRANSFERRED_OUT, cls.REMOVED, cls.RESIGNED, cls.EXPELLED, cls.DIED

    member = models.ForeignKey(Member, models.PROTECT, related_name="events", verbose_name=_("Party member"))
    kind = LineField(_("event"), max_length=16, choices=Kind.choices)
    happened_on = models.DateField(_("date of the decision"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="life_events", verbose_name=_("Party organisation")
    )
    decision_number = LineField(_("decision number"), max_length=60, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    note = ShortTextField(_("note"), max_length=300, blank=True)

    objects = LifeEventQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        verbose_name = _("life event")
        verbose_name_plural = _("life events")
        indexes = [models.Index(fields=["kind", "happened_on"], name="life_event_when")]
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(kind="admitted"),
                name="life_event_admitted_once",
                violation_error_message=_("This member's admission is recorded already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | (Q(kind__in=["exempted", "suspended"]) & Q(until__gte=F("happened_on"))),
                name="life_event_until_only_where_it_lasts",
                violation_error_message=_(
                    "Only an exemption or a suspension has a last day, and not before its first one."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_kind_display()}"
