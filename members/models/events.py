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
    """One decided event in a member's Party life that stands; the date is the decision's.

    A move inside the register is two of them, the arrival with its departure as `counterpart`; an arrival without one
    came from outside, a departure without one went there. What was taken back is a Deed and no event any more.
    """

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
        RETURNED = "returned", _("Returned after having left")
        RESTORED = "restored", _("Restored to the Party")
        EXTENDED = "extended", _("Probation extended")
        NOT_RECOGNIZED = "not_recognized", _("Not recognised as full member")
        TEMPORARY = "temporary", _("Temporarily active elsewhere")
        CAME_BACK = "came_back", _("Back from temporary activity")

        @classmethod
        def entries(cls) -> tuple[LifeEvent.Kind, ...]:
            """By these the member comes to an organisation of ours."""
            return cls.ADMITTED, cls.TRANSFERRED_IN, cls.RETURNED, cls.RESTORED

        @classmethod
        def endings(cls) -> tuple[LifeEvent.Kind, ...]:
            """After these the member belongs to no organisation of ours."""
            return cls.TRANSFERRED_OUT, cls.REMOVED, cls.RESIGNED, cls.EXPELLED, cls.DIED

        @classmethod
        def lasting(cls) -> tuple[LifeEvent.Kind, ...]:
            """These may have a last day."""
            return cls.EXEMPTED, cls.SUSPENDED, cls.EXTENDED, cls.TEMPORARY

    class Beyond(models.TextChoices):
        """Form 1 of the statistics tells apart where people come from and go to."""

        PROVINCE = "province", _("another Party committee of the province")
        ELSEWHERE = "elsewhere", _("outside the province")

    member = models.ForeignKey(Member, models.PROTECT, related_name="events", verbose_name=_("Party member"))
    kind = LineField(_("event"), max_length=16, choices=Kind.choices)
    happened_on = models.DateField(_("date of the decision"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="life_events", verbose_name=_("Party organisation")
    )
    decision_number = LineField(_("decision number"), max_length=60, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    counterpart = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="arrival",
        verbose_name=_("departure"),
    )
    beyond = LineField(_("from or to outside"), max_length=10, choices=Beyond.choices, blank=True)
    elsewhere = LineField(_("organisation outside"), max_length=200, blank=True)
    host = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="guests", verbose_name=_("temporarily at")
    )
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
                condition=Q(until=None)
                | Q(kind__in=["exempted", "suspended", "extended", "temporary"], until__gte=F("happened_on")),
                name="life_event_until_where_it_lasts",
                violation_error_message=_(
                    "Only an exemption, a suspension, a longer probation or temporary activity has a last day, and not "
                    "before its first one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(counterpart=None) | Q(kind="transferred_in", beyond="", elsewhere=""),
                name="life_event_counterpart_of_an_arrival_inside",
                violation_error_message=_("Only an arrival from inside has a departure that belongs to it."),
            ),
            models.CheckConstraint(
                condition=Q(beyond="", elsewhere="")
                | Q(
                    kind__in=["transferred_in", "transferred_out", "returned", "temporary"],
                    beyond__in=["", "province", "elsewhere"],
                ),
                name="life_event_outside_where_one_comes_or_goes",
                violation_error_message=_("Only who comes from outside or goes there has an organisation outside."),
            ),
            models.CheckConstraint(
                condition=Q(host=None) | Q(kind="temporary", beyond="", elsewhere=""),
                name="life_event_host_of_temporary_activity",
                violation_error_message=_("Only temporary activity has a host, inside or outside."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_kind_display()}"

    @property
    def where(self) -> str:
        """The organisation outside, or the host, that it tells of beside our own."""
        return self.host.name if self.host else self.elsewhere
