"""A deed on organisations under way: what it changes, founds, ends and carries, written as one reorganisation."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from accounts.models import User
from accounts.trail.record import record
from organizations import notices
from organizations.actions import lay_down, need_free_code
from organizations.deeds import assigned
from organizations.deeds.decision import Decision
from organizations.deeds.keepers import Carrying, Refounded, Way, keepers
from organizations.holding import need_founded
from organizations.inheritance import inherit
from organizations.models import Change, Kind, Lineage, Organization, Place, Reorganization
from organizations.places import places_on, settle


class Below(NamedTuple):
    """`on`: the day from which it stands there, or the one asked about."""

    organization: Organization
    on: date


class Deed:
    """To be used in one transaction; `done` is its last step."""

    def __init__(self, kind: Reorganization.Kind, decision: Decision, by: User | None):
        self.decision, self.by = decision, by
        self.row = Reorganization.objects.create(
            kind=kind,
            on=decision.on,
            decision_number=decision.number,
            decided_on=decision.decided_on,
            note=decision.note,
            by=by,
        )
        self.touched: dict[int, Organization] = {}
        self.founded: list[Organization] = []
        self.ended: list[Organization] = []
        self.refounded: list[Refounded] = []
        self.ways: list[Way] = []
        self.alike: list[tuple[Organization, Organization]] = []
        self.changes: list[Change] = []
        self.links: dict[tuple[int, int, str], Lineage] = {}
        # Of each fact what it was before and what it is, where the changes alone do not say so.
        self.said: dict[str, list[str]] = {}

    @property
    def on(self) -> date:
        return self.decision.on

    def touch(self, *organizations: Organization | None) -> None:
        """Said on the page of each, and held against what is decided later."""
        self.touched |= {each.pk: each for each in organizations if each is not None}

    def change(self, organization: Organization, **values: Any) -> None:
        """From the day of the deed, or from a later one `on`."""
        self.touch(organization, values.get("parent"))
        held = {"on": self.on, "decision_number": self.decision.number, "reorganization": self.row}
        self.changes.append(Change(organization=organization, **(held | values)))

    def found_like(self, organization: Organization, **facts: Any) -> Organization:
        """Of the same nature, and where it stood on the day."""
        place = places_on(self.on, [organization.pk])[organization.pk]
        return self.found(
            parent=place.parent, kind=Kind(place.kind), sector=place.sector, unit_type=place.unit_type, **facts
        )

    def end(self, organization: Organization) -> None:
        self.change(organization, ends=True)
        self.ended.append(organization)

    def found(self, *, parent: Organization | None, **facts: Any) -> Organization:
        if parent is not None:
            need_founded(parent, self.on, "on")
        need_free_code(facts["code"], self.by)
        made = lay_down(parent=parent, opened_on=self.on, decision_number=self.decision.number, **facts)
        Change.objects.filter(organization=made).update(reorganization=self.row)
        self.touch(made, parent)
        self.founded.append(made)
        return made

    def refound(self, refounded: Refounded) -> None:
        self.touch(refounded.organization)
        self.refounded.append(refounded)

    def came(self, kind: Lineage.Kind, predecessor: Organization, successor: Organization) -> None:
        """Of each kind once between two: what came first is said."""
        held = {"happened_on": self.on, "decision_number": self.decision.number, "reorganization": self.row}
        link = Lineage(predecessor=predecessor, successor=successor, kind=kind, **held)
        self.links.setdefault((predecessor.pk, successor.pk, kind), link)

    def carry(self, source: Organization, target: Organization, part: Iterable[int] | None = None) -> None:
        self.touch(source, target)
        self.ways.append(Way(source, target, None if part is None else frozenset(part)))

    def act_alike(self, one: Organization | None, root: Organization) -> None:
        """A new root is nobody's yet: who acts at the one it comes from acts there too, until others are appointed."""
        if one is not None and root.parent_id is None:
            self.alike.append((one, root))

    def done(self) -> Reorganization:
        self._write()
        carrying = self._carrying()
        self.row.kept = {
            "said": self.said,
            "founded": [each.pk for each in self.founded],
            "changed": len(self.changes),
            "assigned": assigned.carry(carrying, [(one, self.touched[root.pk]) for one, root in self.alike]),
            **{keeper.name: keeper.carry(carrying) for keeper in keepers()},
        }
        self.row.save(update_fields=["kept"])
        self.row.organizations.set(self.touched)
        self._tell()
        return self.row

    def _write(self) -> None:
        """All at once: a deed on many organisations asks the database no more often than one on two."""
        Change.objects.bulk_create(self.changes)
        there = Lineage.objects.filter(predecessor__in={one for one, *_rest in self.links})
        for known in there.values_list("predecessor", "successor", "kind"):
            self.links.pop(known, None)
        Lineage.objects.bulk_create(self.links.values())
        settle(self.touched)
        inherit(one for one, *_rest in self.links)
        fresh = Organization.objects.in_bulk(self.touched)
        self.touched = {pk: fresh[pk] for pk in self.touched}

    def _carrying(self) -> Carrying:
        """With each organisation as it is now."""
        now = self.touched
        ways = tuple(replace(way, source=now[way.source.pk], target=now[way.target.pk]) for way in self.ways)
        refounded = tuple(each._replace(organization=now[each.organization.pk]) for each in self.refounded)
        earlier = [each.organization for each in refounded if each.after < each.before]
        later = [each.organization for each in refounded if each.after > each.before]
        founded = tuple(now[each.pk] for each in (*self.founded, *earlier))
        ended = tuple(now[each.pk] for each in (*self.ended, *later))
        return Carrying(self.on, ways, founded, ended, refounded)

    def _tell(self) -> None:
        codes = [each.code for each in self.touched.values()]
        about = {"on": self.on.isoformat(), "number": self.decision.number, "organizations": codes, **self.said}
        record(by=self.by, verb=f"reorganization.{self.row.kind}", target=self.row, reason=self.decision.note, **about)
        notices.reorganized(self.row, self.touched.values(), by=self.by)


def stood_below(organizations: Collection[Organization], on: date) -> dict[int, list[Below]]:
    """What stands directly below each on the day or at any time after it."""
    later = Place.objects.filter(Q(until=None) | Q(until__gt=on), parent__in=organizations)
    came: dict[tuple[int | None, int], date] = {}
    for place in later.order_by("since"):
        came.setdefault((place.parent_id, place.organization_id), max(place.since, on))
    children = list(Organization.objects.filter(pk__in={child for _parent, child in came}).order_by("path"))
    return {
        each.pk: [Below(child, came[each.pk, child.pk]) for child in children if (each.pk, child.pk) in came]
        for each in organizations
    }


CELLS = Kind.cells()
