"""Party organisations in their tree, and where in it a person's assignments of today reach."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, TypeAlias

from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Length, Substr
from django.db.models.lookups import In
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission, Reach
from organizations.matching import any_word, each_word, nearness, spaced
from organizations.models import kinds
from organizations.models.kinds import Kind
from organizations.models.sectors import Sector
from organizations.models.units import UnitType
from organizations.tree import STEP, ancestor_paths, below, directly_below
from stored.fields import JsonField, LineField, LongTextField, NameField
from stored.matching import begins
from ui.searching import code_key, search_key, typed_words
from ui.vietnamese import number_key

models.CharField.register_lookup(Length)


class Standing:
    """What stands in the tree: its name, kind, sector, parent and path, of one day or of a span of days."""

    STANDING = ("parent_id", "path", "name", "kind", "sector_id", "unit_type")

    kind: str
    name: str
    path: str
    sector: Sector | None
    parent: Organization | None

    @property
    def is_grassroots(self) -> bool:
        return self.kind in Kind.grassroots()

    @property
    def is_cell(self) -> bool:
        return self.kind in Kind.cells()

    @property
    def is_enterprise(self) -> bool:
        return self.sector is not None and self.sector.kind == Sector.Kind.ENTERPRISES

    @property
    def decider(self) -> Organization | None:
        """The committee that decides on this organisation's year: a section submits, but decides on nothing."""
        parent = self.parent
        return parent.parent if parent and parent.kind == Kind.SECTION else parent

    @property
    def committee(self) -> str:
        """As its papers are headed and signed: a đảng bộ acts by its đảng ủy, a chi bộ by itself."""
        return re.sub(r"^Đảng bộ\b", "Đảng ủy", self.name)

    @property
    def depth(self) -> int:
        return len(self.path) // STEP - 1


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_ORGANIZATIONS) -> OrganizationQuerySet:
        """Where the person's assignments of today let them do this. Everything scoped narrows through here."""
        return self.filter(reach_of(user, permission) | moved_on(user, permission, "pk"))

    def open_on(self, day: date) -> OrganizationQuerySet:
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day), opened_on__lte=day)

    def usual_first(self) -> OrganizationQuerySet:
        """The order in which a root is meant where none was named: one that goes on before those that have ended."""
        return self.order_by(F("closed_on").desc(nulls_first=True), "path")

    def below(self, organization: Organization) -> OrganizationQuerySet:
        """The organisation itself and all below it."""
        return self.filter(below(organization.path))

    def grassroots(self) -> OrganizationQuerySet:
        return self.filter(kind__in=Organization.Kind.grassroots())

    def matching(self, text: str) -> OrganizationQuerySet:
        """Every word begins a word of a name or of the code, or, where one is the own alone, of those above."""
        with_above = each_word(text, lambda word: begins(word) | begins_above(word))
        apart = any_word(text, lambda word: begins(word) & ~begins_above(word))
        return self.filter(each_word(text, begins_own) | (with_above & apart))

    def nearest_first(self, text: str) -> OrganizationQuerySet:
        near = nearness(text, "spaced_name", Q(code__iexact=number_key(text)))
        by_own_words = Case(When(each_word(text, begins), then=0), default=1)
        return self.alias(spaced_name=spaced("name"), near=near, own=by_own_words).order_by("near", "own", "path")

    def in_sector(self, sector: Sector) -> OrganizationQuerySet:
        """Grassroots organisations of a sector and all below them."""
        return self.filter(of_sector(sector))


class Organization(Standing, models.Model):
    """A Party organisation at its place in the tree (Charter, Art. 10 and 21-24)."""

    Kind: TypeAlias = kinds.Kind

    code = LineField(_("code"), max_length=20, unique=True)
    name = NameField(_("name"), max_length=200)
    kind = LineField(_("type"), max_length=24, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    path = LineField(max_length=40, unique=True, editable=False)
    # Where it stood before, and all paths of those that were merged into it: what was counted there is its past.
    earlier_paths: models.JSONField[Any] = JsonField(default=list, editable=False)
    search_key = LineField(max_length=280, editable=False)
    # What it was called before, oldest first, and the words by which it is found by that.
    former_names: models.JSONField[Any] = JsonField(default=list, editable=False)
    former_key = LongTextField(blank=True, default="", db_default="", editable=False)
    sector = models.ForeignKey(
        Sector, models.PROTECT, null=True, blank=True, related_name="organizations", verbose_name=_("sector")
    )
    unit_type = LineField(
        _("type of unit"), max_length=16, choices=UnitType.choices, blank=True, default="", db_default=""
    )
    opened_on = models.DateField(_("founded on"))
    closed_on = models.DateField(_("ended on"), null=True, blank=True)
    decision_number = LineField(_("decision number"), max_length=60, blank=True)
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
                name="organization_only_roots_have_no_parent",
                violation_error_message=_(
                    "Only a Party organisation above the grassroots stands at the top; all others belong to one above."
                ),
            ),
            models.CheckConstraint(
                condition=Q(sector__isnull=True) | Q(kind__in=["grassroots_committee", "grassroots_cell"]),
                name="organization_sector_is_of_grassroots",
                violation_error_message=_("Only grassroots Party organisations have a sector. Leave the sector empty."),
            ),
            models.CheckConstraint(
                condition=Q(unit_type="")
                | Q(unit_type__in=UnitType.values, kind__in=["grassroots_committee", "grassroots_cell"]),
                name="organization_unit_type_is_of_grassroots",
                violation_error_message=_(
                    "Only grassroots Party organisations have a type of unit, one of those listed. Leave it empty."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:  # type: ignore[no-untyped-def]
        self.set_keys()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("organizations:detail", args=[self.pk])

    def set_keys(self) -> None:
        """Also called by bulk writers, which never reach save()."""
        self.search_key = f"{search_key(self.name)} {code_key(self.code)}"

    def set_former(self, names: Iterable[str]) -> None:
        """Of all names that it ever had, oldest first, those that are not its own today."""
        self.former_names = [name for name in dict.fromkeys(names) if name != self.name]
        self.former_key = " ".join(map(search_key, self.former_names))

    def formerly(self, text: str) -> str:
        """Its former names where what was looked for stands in these and not in its own."""
        own = f" {self.search_key}"
        missing = any(f" {word}" not in own for word in typed_words(text))
        return ", ".join(self.former_names) if missing else ""

    @property
    def paths(self) -> tuple[str, ...]:
        """Its own of today, then those of its past."""
        return self.path, *self.earlier_paths

    def ancestors(self) -> OrganizationQuerySet:
        """From the root down, without the organisation itself."""
        return Organization.objects.filter(path__in=ancestor_paths(self.path))


def begins_own(word: str) -> Q:
    """A word of its name, of its code or of a name that it had."""
    return begins(word) | begins(word, "former_key")


def begins_above(word: str) -> Q:
    """Roots are left out: their name would be found with every organisation."""
    above = ("parent", "parent__parent")
    return reduce(or_, (Q(**{f"{one}__parent__isnull": False}) & begins(word, f"{one}__search_key") for one in above))


def within(organization: Organization, path_field: str) -> Q:
    """The condition on `path_field`, of any day: at or below the organisation, or one that was merged into it."""
    return reduce(or_, (below(path, path_field) for path in organization.paths))


def of_sector(sector: Sector, path_field: str = "path") -> In:
    """The condition on `path_field`: a grassroots organisation of the sector, or something below one."""
    return In(Substr(path_field, 1, 2 * STEP), Organization.objects.filter(sector=sector).values("path"))


def reach_of(user: User, permission: Permission, path_field: str = "path") -> Q:
    """The condition on `path_field` under which the person may do this; one that nothing meets without a grant."""
    narrow = decided_by if permission.reach is Reach.CHILDREN else below
    condition = Q(pk__in=[])
    for path in user.paths(permission):
        condition |= narrow(path, path_field)
    return condition


def moved_on(user: User, permission: Permission, field: str) -> Q:
    """The condition on `field`, an organisation: it stood where the person reads the past of a root, and stands
    elsewhere now, where they may look from their own root."""
    if not any(grant.reads for grant in user.grants):
        return Q(pk__in=())
    own = [
        path for grant in user.held if permission in grant.permissions for path in (grant.path, *grant.earlier_paths)
    ]
    stood = Organization.objects.filter(reach_of(user, permission, "places__path"))
    seen = stood.filter(reduce(or_, map(below, own), Q(pk__in=())))
    return Q(**{f"{field}__in": seen.order_by().values("pk")})


def decided_by(path: str, path_field: str) -> Q:
    """What stands directly below, and the cells of sections there: `Organization.decider` as a condition."""
    of_section = Q(**{f"{path_field.removesuffix('path')}parent__kind": Organization.Kind.SECTION})
    return (directly_below(path, path_field) & ~of_section) | (directly_below(path, path_field, levels=2) & of_section)
