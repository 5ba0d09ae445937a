"""Who held which office in a committee, from when to when."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from committees.models.committees import Committee
from members.models import Member
from organizations.models import Organization, moved_on, reach_of
from stored.fields import LineField


class OfficeQuerySet(models.QuerySet["Office"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_MEMBERS) -> OfficeQuerySet:
        here = reach_of(user, permission, "committee__organization__path")
        return self.filter(here | moved_on(user, permission, "committee__organization"))

    def editable_by(self, user: User) -> OfficeQuerySet:
        return self.filter(reach_of(user, Permission.EDIT_MEMBERS, "committee__organization__path"))

    def on(self, day: date | OuterRef) -> OfficeQuerySet:
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def standing(self) -> OfficeQuerySet:
        return self.filter(until=None)

    def of(self, organization: Organization) -> OfficeQuerySet:
        return self.filter(committee__organization=organization)

    def leading(self) -> OfficeQuerySet:
        """Of the committee itself; the inspection commission is not the leadership."""
        return self.filter(kind__in=Office.Kind.leading())

    def in_order(self) -> OfficeQuerySet:
        rank = models.Case(*(models.When(kind=kind, then=at) for at, kind in enumerate(Office.Kind.values)))
        return self.order_by(rank, "member__sort_key", "pk")


class Office(models.Model):
    """From the first day on, up to but without the day `until`; how it ended is said with it."""

    class Kind(models.TextChoices):
        SECRETARY = "secretary", _("Secretary")
        STANDING_DEPUTY = "standing_deputy", _("Standing deputy secretary")
        DEPUTY = "deputy", _("Deputy secretary")
        BOARD_MEMBER = "board_member", _("Member of the standing board")
        COMMITTEE_MEMBER = "committee_member", _("Committee member")
        COMMISSION_CHAIR = "commission_chair", _("Chair of the inspection commission")
        COMMISSION_DEPUTY = "commission_deputy", _("Deputy chair of the inspection commission")
        COMMISSION_MEMBER = "commission_member", _("Member of the inspection commission")

        @classmethod
        def leading(cls) -> tuple[Office.Kind, ...]:
            """Whoever holds one of these is a committee member (cấp ủy viên)."""
            return cls.SECRETARY, cls.STANDING_DEPUTY, cls.DEPUTY, cls.BOARD_MEMBER, cls.COMMITTEE_MEMBER

        @classmethod
        def board(cls) -> tuple[Office.Kind, ...]:
            return cls.SECRETARY, cls.STANDING_DEPUTY, cls.DEPUTY, cls.BOARD_MEMBER

        @classmethod
        def commission(cls) -> tuple[Office.Kind, ...]:
            return cls.COMMISSION_CHAIR, cls.COMMISSION_DEPUTY, cls.COMMISSION_MEMBER

        @classmethod
        def held_by_one(cls) -> tuple[Office.Kind, ...]:
            return cls.SECRETARY, cls.STANDING_DEPUTY, cls.COMMISSION_CHAIR

    class Ending(models.TextChoices):
        RELIEVED = "relieved", _("Relieved of the office")
        TRANSFERRED = "transferred", _("Transferred to other work")
        LEFT = "left", _("No longer belongs to the organisation")
        TERM_OVER = "term_over", _("The term is over")

        @classmethod
        def by_hand(cls) -> tuple[Office.Ending, ...]:
            return cls.RELIEVED, cls.TRANSFERRED

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="offices", verbose_name=_("committee"))
    member = models.ForeignKey(Member, models.PROTECT, related_name="offices", verbose_name=_("Party member"))
    kind = LineField(_("office"), max_length=20, choices=Kind.choices)
    since = models.DateField(_("from"))
    decision_number = LineField(_("decision number"), max_length=60, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    ending = LineField(_("ended because"), max_length=12, choices=Ending.choices, blank=True)
    ending_number = LineField(_("decision number of the end"), max_length=60, blank=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "pk"]
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        indexes = [models.Index(fields=["member", "since", "until"], name="office_when")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="office_ends_after_it_begins",
                violation_error_message=_("An office cannot end before it begins. Check both dates."),
            ),
            models.CheckConstraint(
                condition=Q(until=None, ending="") | (Q(until__isnull=False) & ~Q(ending="")),
                name="office_ends_with_a_reason",
                violation_error_message=_("Say both on which day and why the office ended."),
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        *("secretary", "standing_deputy", "deputy", "board_member", "committee_member"),
                        *("commission_chair", "commission_deputy", "commission_member"),
                    ]
                ),
                name="office_kind",
                violation_error_message=_("Choose one of the listed values."),
            ),
            models.UniqueConstraint(
                fields=["committee", "member", "kind"],
                condition=Q(until=None),
                name="office_once_at_a_time",
                violation_error_message=_("This member holds this office already."),
            ),
            models.UniqueConstraint(
                fields=["committee", "kind"],
                condition=Q(until=None, kind__in=["secretary", "standing_deputy", "commission_chair"]),
                name="office_held_by_one",
                violation_error_message=_("Somebody else holds this office. Enter the end of that one first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.get_kind_display()}"
