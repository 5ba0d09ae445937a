"""Two roots with committees, cells and members, and deeds on them in short."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.models import User
from accounts.roles import Role
from members.models import Member, Membership
from organizations.deeds import changing, merging, moving, splitting
from organizations.deeds.changing import Named
from organizations.deeds.decision import Decision
from organizations.deeds.taking_back import take_back
from organizations.models import Lineage, Organization, Place, Reorganization
from tests.factories import OrganizationFactory, cell, committee, grassroots_cell, member_of, user_with

MIDYEAR = date(2024, 7, 1)
PLACE = ("organization", "since", "until", "path", "name", "kind", "sector", "unit_type")


def decided(on: date = MIDYEAR) -> Decision:
    return Decision(on, "12-QĐ/ĐU", on)


@dataclass
class Small:
    """`one` holds the committees `own` and `sibling`, and a lone cell; `two` is another root with a committee."""

    one: Organization
    two: Organization
    own: Organization
    sibling: Organization
    other: Organization
    lone: Organization
    first: Organization
    second: Organization
    third: Organization
    office: User
    members: dict[str, list[Member]] = field(default_factory=dict)

    def move(self, *organizations: Organization, to: Organization, on: date = MIDYEAR) -> Reorganization:
        return moving.move(decision=decided(on), organizations=organizations, parent=to, by=self.office)

    def merge(self, *organizations: Organization, into: Organization, on: date = MIDYEAR) -> Reorganization:
        return merging.merge_into(decision=decided(on), organizations=organizations, survivor=into, by=self.office)

    def merge_anew(self, *organizations: Organization, name: str, on: date = MIDYEAR) -> Reorganization:
        named = Named(f"M{Organization.objects.count()}", name)
        return merging.merge_anew(decision=decided(on), organizations=organizations, named=named, by=self.office)

    def split(self, organization: Organization, name: str, on: date = MIDYEAR, **part: Any) -> Reorganization:
        named = Named(f"S{Organization.objects.count()}", name)
        return splitting.split(decision=decided(on), organization=organization, named=named, by=self.office, **part)

    def rename(self, organization: Organization, name: str, on: date = MIDYEAR) -> Reorganization:
        return changing.rename(decision=decided(on), organization=organization, name=name, by=self.office)

    def dissolve(self, organization: Organization, on: date = MIDYEAR) -> Reorganization:
        return changing.dissolve(decision=decided(on), organization=organization, by=self.office)

    def take_back(self, deed: Reorganization) -> Reorganization:
        return take_back(reorganization=deed, by=self.office)


def build(size: int = 3) -> Small:
    one, two = OrganizationFactory(name="Đảng bộ Một"), OrganizationFactory(name="Đảng bộ Hai")
    own, sibling, other = committee(one, name="Đảng bộ Sở"), committee(one, name="Đảng bộ Ban"), committee(two)
    first, second, third = (cell(above, name=name) for above, name in ((own, "Một"), (own, "Hai"), (sibling, "Ba")))
    lone = grassroots_cell(one, name="Chi bộ Hội")
    small = Small(one, two, own, sibling, other, lone, first, second, third, user_with(Role.OFFICE, one))
    for name in ("first", "second", "third", "lone"):
        small.members[name] = [member_of(getattr(small, name)) for _ in range(size)]
    return small


def of(organization: Organization, day: date) -> int:
    return Membership.objects.of(organization, day).count()


def traces() -> tuple[list, ...]:
    """All that a deed may leave in the register."""
    return (
        list(Place.objects.order_by("organization", "since").values_list(*PLACE)),
        list(Membership.objects.order_by("pk").values_list("pk", "member", "organization", "since", "until")),
        list(Organization.objects.order_by("pk").values_list("pk", "name", "path", "kind", "opened_on", "closed_on")),
        list(Lineage.objects.order_by("pk").values_list("predecessor", "successor", "kind")),
    )
