from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Cast, Length
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEvent, User
from accounts.permissions import Permission, Reach
from accounts.roles import Role
from organizations.tree import STEP, ancestor_paths, below, directly_below

models.CharField.register_lookup(Length)


class Sector(models.Model):
    """One of the six groups in which the Bloc leads and reports: five of agencies, one of enterprises."""

    class Kind(models.TextChoices):
        AGENCIES = "agencies", _("Agencies")
        ENTERPRISES = "enterprises", _("Enterprises")

    code = models.SlugField(max_length=40, unique=True)
    name_vi = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    position = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        constraints = [models.CheckConstraint(condition=Q(kind__in=["agencies", "enterprises"]), name="sector_kind")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_vi


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_ORGANIZATIONS) -> OrganizationQuerySet:
        """Where the person's assignments of today let them do this. Everything scoped narrows through here."""
        return self.filter(reach_of(user, permission))

    def open_on(self, day: date) -> OrganizationQuerySet:
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day), opened_on__lte=day)

    def below(self, organization: Organization) -> OrganizationQuerySet:
        """The organisation itself and all below it."""
        return self.filter(below(organization.path))

    def grassroots(self) -> OrganizationQuerySet:
        return self.filter(kind__in=Organization.Kind.grassroots())


class Organization(models.Model):
    """A Party organisation at its place in the tree (Charter, Art. 10 and 21-24)."""

    class Kind(models.TextChoices):
        BLOC = "bloc", _("Bloc Party organisation")
        GRASSROOTS_COMMITTEE = "grassroots_committee", _("Grassroots Party committee")
        GRASSROOTS_CELL = "grassroots_cell", _("Grassroots cell")
        SECTION = "section", _("Section Party organisation")
        SUBORDINATE_CELL = "subordinate_cell", _("Subordinate cell")

        @classmethod
        def grassroots(cls) -> tuple[Organization.Kind, ...]:
            """The two types counted as a grassroots Party organisation (TCCSĐ)."""
            return cls.GRASSROOTS_COMMITTEE, cls.GRASSROOTS_CELL

        @classmethod
        def cells(cls) -> tuple[Organization.Kind, ...]:
            """Where members belong."""
            return cls.GRASSROOTS_CELL, cls.SUBORDINATE_CELL

        @classmethod
        def parents(cls) -> dict[str, tuple[Organization.Kind, ...]]:
            """Below what each kind may stand; the Bloc is a root."""
            return {
                cls.BLOC: (),
                cls.GRASSROOTS_COMMITTEE: (cls.BLOC,),
                cls.GRASSROOTS_CELL: (cls.BLOC,),
                cls.SECTION: (cls.GRASSROOTS_COMMITTEE,),
                cls.SUBORDINATE_CELL: (cls.GRASSROOTS_COMMITTEE, cls.SECTION),
            }

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("type"), max_length=24, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    path = models.CharField(max_length=40, unique=True, editable=False)
    sector = models.ForeignKey(
        Sector, models.PROTECT, null=True, blank=True, related_name="organizations", verbose_name=_("sector")
    )
    opened_on = models.DateField(_("founded on"))
    closed_on = models.DateField(_("ended on"), null=True, blank=True)
    decision_number = models.CharField(_("decision number"), max_length=60, blank=True)
    # Set on generated organisations: every page and paper that shows them carries the mark.
    synthetic = models.BooleanField(_("synthetic data"), default=False, editable=False)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        verbose_name = _("Party organisation")
        verbose_name_plural = _("Party organisations")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="organization_closed_after_opened",
                violation_error_message=_("An organisation cannot end before it was founded."),
            ),
            models.CheckConstraint(
                condition=Q(kind="bloc", parent=None) | (~Q(kind="bloc") & Q(parent__isnull=False)),
                name="organization_only_blocs_are_roots",
            ),
            models.CheckConstraint(
                condition=Q(sector__isnull=True) | Q(kind__in=["grassroots_committee", "grassroots_cell"]),
                name="organization_sector_is_of_grassroots",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organizations:detail", args=[self.pk])

    @property
    def is_grassroots(self) -> bool:
        return self.kind in self.Kind.grassroots()

    @property
    def is_cell(self) -> bool:
        return self.kind in self.Kind.cells()

    @property
    def is_enterprise(self) -> bool:
        return self.sector is not None and self.sector.kind == Sector.Kind.ENTERPRISES

    @property
    def decider(self) -> Organization | None:
        """The committee that decides on this organisation's year: a section submits, but decides on nothing."""
        parent = self.parent
        return parent.parent if parent and parent.kind == self.Kind.SECTION else parent

    @property
    def depth(self) -> int:
        return len(self.path) // STEP - 1

    def ancestors(self) -> OrganizationQuerySet:
        """From the root down, without the organisation itself."""
        return Organization.objects.filter(path__in=ancestor_paths(self.path))


class Lineage(models.Model):
    """What an organisation came from: the Bloc of 1/7/2019 has two predecessors."""

    class Kind(models.TextChoices):
        MERGE = "merge", _("Merger")
        SPLIT = "split", _("Division")
        MOVE = "move", _("Move")

    predecessor = models.ForeignKey(Organization, models.PROTECT, related_name="successor_links")
    successor = models.ForeignKey(Organization, models.PROTECT, related_name="predecessor_links")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    happened_on = models.DateField()
    decision_number = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["happened_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="lineage_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="lineage_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: User, permission: Permission = Permission.MANAGE_USERS) -> AssignmentQuerySet:
        return self.filter(reach_of(user, permission, "organization__path"))

    def on(self, day: date) -> AssignmentQuerySet:
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


class Assignment(models.Model):
    """A person's role at an organisation, from one day to another, both included."""

    user = models.ForeignKey(User, models.PROTECT, related_name="assignments", verbose_name=_("user"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="assignments", verbose_name=_("Party organisation")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "pk"]
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="assignment_ends_after_it_begins",
                violation_error_message=_("An assignment cannot end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organization"], condition=Q(until=None), name="assignment_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.organization}"


def reach_of(user: User, permission: Permission, path_field: str = "path") -> Q:
    """The condition on `path_field` under which the person may do this; one that nothing meets without a grant."""
    narrow = decided_by if permission.reach is Reach.CHILDREN else below
    condition = Q(pk__in=[])
    for path in user.paths(permission):
        condition |= narrow(path, path_field)
    return condition


def decided_by(path: str, path_field: str) -> Q:
    """What stands directly below, and the cells of sections there: `Organization.decider` as a condition."""
    of_section = Q(**{f"{path_field.removesuffix('path')}parent__kind": Organization.Kind.SECTION})
    return (directly_below(path, path_field) & ~of_section) | (directly_below(path, path_field, levels=2) & of_section)


def users_managed_by(user: User) -> models.QuerySet[User]:
    """Who has no assignment, of any time, outside the administrator's reach.

    An account without any is managed by those who manage whoever added it; by all where nobody did, as at the start.
    """
    within = Assignment.objects.visible_to(user, Permission.MANAGE_USERS)
    outside = Assignment.objects.exclude(pk__in=within.values("pk")).values("user")
    added = AuditEvent.objects.filter(
        verb="user.add", target_type=User._meta.label_lower, target_id=Cast(OuterRef("pk"), models.CharField())
    )
    added_elsewhere = Exists(added.filter(actor__in=outside))
    placed = Exists(Assignment.objects.filter(user=OuterRef("pk")))
    return User.objects.exclude(pk__in=outside).filter(Q(placed) | ~added_elsewhere)
