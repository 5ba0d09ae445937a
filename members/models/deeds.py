"""What is to be done with a member, or was done and does no longer stand: events tell only what stands."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from members.models.members import Member, Membership
from organizations.models import Organization, reach_of
from stored.fields import JsonField, LineField, ShortTextField


class DeedQuerySet(models.QuerySet["Deed"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_MEMBERS) -> DeedQuerySet:
        """From where the member belongs or came from; of what has reached the other end, from there too."""
        return self.filter(self._sent(user, permission) | self._received(user, permission))

    def sent_by(self, user: User) -> DeedQuerySet:
        """Those on whose member the person may act."""
        return self.filter(self._sent(user, Permission.EDIT_MEMBERS))

    def received_by(self, user: User) -> DeedQuerySet:
        """Those that the person may accept or refuse."""
        return self.filter(reach_of(user, Permission.EDIT_MEMBERS, "target__path"))

    @staticmethod
    def _sent(user: User, permission: Permission) -> Q:
        """A member whose cell was merged while the deed is open belongs to the people of the successor."""
        open_ones = Membership.objects.filter(member=OuterRef("member"), until=None)
        theirs = Exists(open_ones.filter(reach_of(user, permission, "organization__path")))
        nowhere = Q(source=None) & reach_of(user, permission, "target__path")
        still_open = Q(state__in=Deed.State.still_open())
        return reach_of(user, permission, "source__path") | nowhere | (still_open & Q(theirs))

    @staticmethod
    def _received(user: User, permission: Permission) -> Q:
        """What is only planned, or was taken back by its sender, says nothing to the other end."""
        told = ~Q(state__in=[Deed.State.PLANNED, Deed.State.WITHDRAWN])
        return told & reach_of(user, permission, "target__path")

    def waiting(self) -> DeedQuerySet:
        """For the receiving organisation."""
        return self.filter(state=Deed.State.OFFERED)

    def open(self) -> DeedQuerySet:
        return self.filter(state__in=Deed.State.still_open())


class Deed(models.Model):
    """One deed on a member outside the events: offered to the receiver, planned for its day, or come to nothing.

    `facts` holds what its kind asks for besides the columns, and of a deed that was taken back what its events said.
    """

    class Kind(models.TextChoices):
        TRANSFER = "transfer", _("Transfer inside")
        ADMIT = "admit", _("Admission")
        RECEIVE = "receive", _("Arrival from outside")
        RECOGNIZE = "recognize", _("Recognition as full member")
        EXTEND = "extend", _("Longer probation")
        REFUSE = "refuse", _("Refusal of full membership")
        LEND = "lend", _("Temporary activity elsewhere")
        COME_BACK = "come_back", _("Return from temporary activity")
        LEAVE = "leave", _("Leaving the list")
        REST = "rest", _("Exemption or suspension")
        RESUME = "resume", _("Resumption of activity")
        RETURN = "return", _("Return under the old number")
        RESTORE = "restore", _("Restoration to the Party")

    class State(models.TextChoices):
        OFFERED = "offered", _("waits for the receiver")
        PLANNED = "planned", _("planned for its day")
        DONE = "done", pgettext_lazy("of a deed on a member", "done")
        REFUSED = "refused", _("refused by the receiver")
        WITHDRAWN = "withdrawn", _("withdrawn")
        REVOKED = "revoked", _("taken back")

        @classmethod
        def still_open(cls) -> tuple[Deed.State, ...]:
            return cls.OFFERED, cls.PLANNED

    member = models.ForeignKey(Member, models.PROTECT, related_name="deeds", verbose_name=_("Party member"))
    kind = LineField(_("deed"), max_length=10, choices=Kind.choices)
    state = LineField(_("state"), max_length=10, choices=State.choices)
    on = models.DateField(_("takes effect on"))
    source = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("from the organisation")
    )
    target = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("to the organisation")
    )
    decision_number = LineField(_("decision number"), max_length=60, blank=True)
    facts: models.JSONField[Any] = JsonField(default=dict, editable=False)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    reason = ShortTextField(_("reason"), max_length=300, blank=True)

    objects = DeedQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("deed on a member")
        verbose_name_plural = _("deeds on members")
        indexes = [models.Index(fields=["state", "on"], name="member_deed_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["offered", "planned", "done", "refused", "withdrawn", "revoked"]),
                name="member_deed_state",
                violation_error_message=_("Choose one of the listed values."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["offered", "planned"], settled_at=None)
                | Q(state__in=["done", "refused", "withdrawn", "revoked"], settled_at__isnull=False),
                name="member_deed_settled_when_no_longer_open",
                violation_error_message=_(
                    "Who did it and when belong together. Load the page again and repeat the step."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(kind="transfer", target__isnull=False, source__isnull=False),
                name="member_deed_offered_to_somebody",
                violation_error_message=_("Only a transfer waits for a receiver. Name the organisation."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "revoked"]) | ~Q(reason=""),
                name="member_deed_reason_of_a_no",
                violation_error_message=_("Write why."),
            ),
            models.UniqueConstraint(
                fields=["member", "kind"],
                condition=Q(state__in=["offered", "planned"]),
                name="member_deed_open_once",
                violation_error_message=_("Such a deed waits for this member already. Settle that one first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("members:deed", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in self.State.still_open()
