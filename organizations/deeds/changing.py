"""What one organisation is: founded, named otherwise, of another type, sector or type of unit, dissolved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from organizations.deeds.decision import Decision, check_day, hold
from organizations.deeds.deed import Deed, stood_below
from organizations.deeds.fitting import need_kind
from organizations.deeds.keepers import keepers
from organizations.models import Kind, Lineage, Organization, Place, Reorganization, Sector
from organizations.places import places_on
from ui.refusals import Refused

Deeds = Reorganization.Kind


class Named(NamedTuple):
    code: str
    name: str


@transaction.atomic
def found(
    *,
    decision: Decision,
    named: Named,
    kind: Kind,
    parent: Organization | None,
    by: User | None,
    beside: Organization | None = None,
    **nature: Any,
) -> Reorganization:
    """`nature`: sector and type of unit, of a grassroots organisation. A root may be founded `beside` another one."""
    above = next(iter(hold([parent] if parent else [])), None)
    check_day(decision.on, [])
    need_kind(kind, above)
    deed = Deed(Deeds.FOUND, decision, by)
    made = deed.found(parent=above, kind=kind, **named._asdict(), **nature)
    deed.act_alike(beside, made)
    return deed.done()


@transaction.atomic
def rename(*, decision: Decision, organization: Organization, name: str, by: User) -> Reorganization:
    [organization] = hold([organization])
    check_day(decision.on, [organization])
    if name == _on_that_day(organization, decision).name:
        raise Refused(name=gettext("On that day the organisation bears this name already. Write the new one."))
    deed = Deed(Deeds.RENAME, decision, by)
    deed.change(organization, name=name)
    return deed.done()


@transaction.atomic
def classify(
    *, decision: Decision, organization: Organization, sector: Sector | None, unit_type: str, by: User
) -> Reorganization:
    [organization] = hold([organization])
    check_day(decision.on, [organization])
    stood = _on_that_day(organization, decision)
    if not stood.is_grassroots:
        raise Refused(gettext("Only grassroots Party organisations have a sector and a type of unit."))
    held = (stood.sector, stood.unit_type)
    if (sector or held[0], unit_type or held[1]) == held:
        raise Refused(gettext("Nothing changes. Choose another sector or another type of unit."))
    deed = Deed(Deeds.CLASSIFY, decision, by)
    deed.change(organization, sector=sector, unit_type=unit_type)
    return deed.done()


@transaction.atomic
def to_committee(
    *, decision: Decision, organization: Organization, cells: Sequence[Named], by: User, name: str = ""
) -> Reorganization:
    """A grassroots cell becomes a committee. Members belong to cells: to the first of those founded below it."""
    [organization] = hold([organization])
    check_day(decision.on, [organization])
    _of_kind(_on_that_day(organization, decision), Kind.GRASSROOTS_CELL)
    if not cells:
        raise Refused(cells=gettext("Members belong to cells: name at least one cell below the new committee."))
    deed = Deed(Deeds.TURN, decision, by)
    deed.change(organization, kind=Kind.GRASSROOTS_COMMITTEE, name=name)
    made = [deed.found(parent=organization, kind=Kind.SUBORDINATE_CELL, **cell._asdict()) for cell in cells]
    deed.carry(organization, made[0])
    return deed.done()


@transaction.atomic
def to_cell(*, decision: Decision, organization: Organization, by: User, name: str = "") -> Reorganization:
    """A committee becomes a grassroots cell: its cells end, and their members belong to it."""
    [organization] = hold([organization])
    check_day(decision.on, [organization])
    _of_kind(_on_that_day(organization, decision), Kind.GRASSROOTS_COMMITTEE)
    deed = Deed(Deeds.TURN, decision, by)
    deed.change(organization, kind=Kind.GRASSROOTS_CELL, name=name)
    _dissolve_into(deed, organization, organization)
    return deed.done()


def _dissolve_into(deed: Deed, above: Organization, target: Organization) -> None:
    """Level by level."""
    level = [above]
    while level:
        level = [each.organization for found in stood_below(level, deed.on).values() for each in found]
        check_day(deed.on, level)
        for each in level:
            deed.end(each)
            deed.came(Lineage.Kind.MERGE, each, target)
            deed.carry(each, target)


def _on_that_day(organization: Organization, decision: Decision) -> Place:
    """Decisions are entered in any order of days: what it is today says nothing."""
    return places_on(decision.on, [organization.pk])[organization.pk]


def _of_kind(place: Place, kind: Kind) -> None:
    if place.kind != kind:
        sentence = gettext("On that day %(name)s is not of the type “%(kind)s”. Look at the day.")
        raise Refused(on=sentence % {"name": place.name, "kind": kind.label})


@transaction.atomic
def dissolve(*, decision: Decision, organization: Organization, by: User) -> Reorganization:
    """Only what is empty: what is still there is named."""
    [organization] = hold([organization])
    check_day(decision.on, [organization])
    if found := [*_below(organization, decision), *_held(organization, decision)]:
        raise Refused(*found)
    deed = Deed(Deeds.DISSOLVE, decision, by)
    deed.touch(organization.parent)
    deed.end(organization)
    return deed.done()


def _below(organization: Organization, decision: Decision) -> list[str]:
    names = [each.organization.name for each in stood_below([organization], decision.on)[organization.pk]]
    sentence = gettext("Organisations still stand below it: %(names)s. Move, merge or dissolve these first.")
    return [sentence % {"names": ", ".join(names)}] if names else []


def _held(organization: Organization, decision: Decision) -> list[str]:
    return [said for keeper in keepers() for said in keeper.in_the_way(organization, decision.on)]
