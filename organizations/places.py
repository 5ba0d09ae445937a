"""Places worked out from changes: of the organisations that changed, and of all that ever stood below them since.

Every rule of the tree is asked of every day: what an organisation stands below exists then and is of a fitting kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Max
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext

from organizations.inheritance import inherit
from organizations.models import Change, Organization, Place, Seat
from organizations.models.kinds import Kind
from organizations.tree import STEP, child_path
from ui.days import written
from ui.refusals import Refused

# Sent with `organizations`: the ids of those whose places are no longer what they were.
settled = Signal()

KEPT = (*Organization.STANDING, "earlier_paths", "opened_on", "closed_on", "search_key", "former_names", "former_key")


@dataclass(frozen=True)
class Span:
    """What was decided, of the fields of a place; `until` is None where it goes on.

    A cell is of the kind that its place asks for, and only what is of the grassroots has a sector and a type of unit.
    """

    since: date
    until: date | None
    parent: int | None = None
    name: str = ""
    kind: str = ""
    sector: int | None = None
    unit_type: str = ""


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((each for each in (one, other) if each is not None), default=None)


def spans(changes: Iterable[Change]) -> list[Span]:
    """What holds from one day of change to the next; nothing after the end. `changes` by day."""
    found: list[Span] = []
    held = Span(date.min, None)
    for on, together in groupby(changes, key=attrgetter("on")):
        decided = list(together)
        if found:
            found[-1] = replace(found[-1], until=on)
        if any(change.ends for change in decided):
            break
        for change in decided:
            held = _after(held, change)
        found.append(replace(held, since=on, until=None))
    return found


def _after(span: Span, change: Change) -> Span:
    return replace(
        span,
        parent=change.parent_id or span.parent,
        name=change.name or span.name,
        kind=change.kind or span.kind,
        sector=change.sector_id or span.sector,
        unit_type=change.unit_type or span.unit_type,
    )


def settle(organizations: Iterable[int]) -> set[int]:
    """Work the places out anew, from above, also of all below where that moved them; whose places are others now.

    Raises Refused where the tree would have a hole. To be called in the transaction of the change.
    """
    moved: set[int] = set()
    refused: dict[int, Refused] = {}
    asked = set(organizations)
    while asked:
        level = _highest(asked)
        changed, shifted = _settle_level(level, refused)
        moved |= changed
        below = Change.objects.filter(parent__in=shifted).values_list("organization", flat=True).distinct()
        asked = (asked - level) | set(below)
    for each in refused.values():
        raise each
    _keep_today(moved)
    inherit(moved)
    settled.send(sender=Place, organizations=moved)
    return moved


def _highest(organizations: Collection[int]) -> set[int]:
    """Of these, what stands on none of the others today: a child is laid on what its parent was given.

    What did so on another day is refused at first, and asked again once the other is laid.
    """
    ranked: defaultdict[int, set[int]] = defaultdict(set)
    for pk, kind in Organization.objects.filter(pk__in=organizations).values_list("pk", "kind"):
        ranked[_rank(Kind(kind))].add(pk)
    return ranked[min(ranked)]


def _rank(kind: Kind) -> int:
    return max((1 + _rank(above) for above in Kind.parents()[kind]), default=0)


def _settle_level(level: Collection[int], refused: dict[int, Refused]) -> tuple[set[int], set[int]]:
    """Whose places changed, and of these whose path, kind or days did, which is what those below them stand on."""
    before, after = _places_of(level), _worked_out(level, refused)
    changed = {pk for pk in level if list(map(_content, before[pk])) != list(map(_content, after[pk]))}
    Place.objects.filter(organization__in=changed).delete()
    Place.objects.bulk_create(place for pk in sorted(changed) for place in after[pk])
    return changed, {pk for pk in changed if list(map(_ground, before[pk])) != list(map(_ground, after[pk]))}


def _content(place: Place) -> tuple:
    return *_ground(place), place.parent_id, place.name, place.sector_id, place.unit_type


def _ground(place: Place) -> tuple:
    return place.since, place.until, place.path, place.kind


def _places_of(organizations: Iterable[int | None]) -> defaultdict[int, list[Place]]:
    found: defaultdict[int, list[Place]] = defaultdict(list)
    for place in Place.objects.filter(organization__in=list(organizations)).order_by("since"):
        found[place.organization_id].append(place)
    return found


def _worked_out(level: Collection[int], refused: dict[int, Refused]) -> dict[int, list[Place]]:
    changes: defaultdict[int, list[Change]] = defaultdict(list)
    for change in Change.objects.filter(organization__in=list(level)).order_by("on", "pk"):
        changes[change.organization_id].append(change)
    held = {pk: spans(changes[pk]) for pk in level}
    parents = _places_of({span.parent for found in held.values() for span in found})
    seats = _seats({(pk, span.parent) for pk, found in held.items() for span in found})
    laid: dict[int, list[Place]] = {}
    for pk, found in held.items():
        refused.pop(pk, None)
        laid[pk] = []
        try:
            for span in found:
                laid[pk] += _placed(pk, span, seats[pk, span.parent], parents)
        except Refused as hole:
            refused[pk] = hole
    return laid


def _seats(asked: set[tuple[int, int | None]]) -> dict[tuple[int, int | None], int]:
    """The number of each below each of its parents; who has none gets the next, which nobody ever had."""
    rows = Seat.objects.filter(organization__in=[pk for pk, _parent in asked])
    seats = {(row.organization_id, row.parent_id): row.number for row in rows if row.organization_id}
    last: dict[int | None, int] = {}
    given = []
    for pk, parent in sorted(asked - seats.keys(), key=lambda key: (key[1] or 0, key[0])):
        if parent not in last:
            last[parent] = Seat.objects.filter(parent=parent).aggregate(last=Max("number"))["last"] or 0
        last[parent] += 1
        given.append(Seat(organization_id=pk, parent_id=parent, number=last[parent]))
    Seat.objects.bulk_create(given)
    return seats | {(seat.organization_id, seat.parent_id): seat.number for seat in given if seat.organization_id}


def _placed(pk: int, span: Span, seat: int, parents: defaultdict[int, list[Place]]) -> Iterator[Place]:
    """A span, cut where the path of its parent changes."""
    if span.parent is None:
        yield _place(pk, span, span.since, span.until, None, seat)
        return
    reached = span.since
    for above, since, until in _joined(parents[span.parent]):
        start, end = max(since, span.since), _earlier(until, span.until)
        if end is not None and end <= start:
            continue
        if start != reached:
            break
        _fitting(span, above, start)
        yield _place(pk, span, start, end, above, seat)
        if end is None or end == span.until:
            return
        reached = end
    raise Refused(_no_parent(span, reached))


def _place(pk: int, span: Span, since: date, until: date | None, above: Place | None, seat: int) -> Place:
    kind = Kind(span.kind).below(above.kind) if above else span.kind
    of_grassroots = {"sector_id": span.sector, "unit_type": span.unit_type} if kind in Kind.grassroots() else {}
    return Place(
        organization_id=pk,
        since=since,
        until=until,
        parent_id=span.parent,
        path=child_path(above.path if above else "", seat),
        name=span.name,
        kind=kind,
        **of_grassroots,
    )


def _joined(places: Sequence[Place]) -> Iterator[tuple[Place, date, date | None]]:
    """What differs in name only is one ground to stand on.

    The first reaches back: on record many an organisation is older than the one it belongs to.
    """
    since = date.min
    for _key, group in groupby(places, key=attrgetter("path", "kind")):
        together = list(group)
        yield together[0], since, together[-1].until
        since = together[-1].until or date.max


def _fitting(span: Span, above: Place, on: date) -> None:
    kind = Kind(span.kind)
    if kind.fits(above.kind):
        return
    sentence = gettext("%(name)s (%(kind)s) cannot stand below %(above)s (%(above_kind)s) on %(day)s.")
    kinds = {"kind": kind.below(above.kind).label, "above_kind": Kind(above.kind).label}
    raise Refused(sentence % {"name": span.name, "above": above.name, "day": written(on), **kinds})


def _no_parent(span: Span, on: date) -> str:
    sentence = gettext("From %(day)s on, %(name)s would belong to an organisation that does not exist then.")
    return sentence % {"name": span.name, "day": written(on)}


def _keep_today(organizations: Collection[int]) -> None:
    """The organisation itself holds what is so today; what has ended, what was so last."""
    today = timezone.localdate()
    places = _places_of(organizations)
    rows = list(Organization.objects.filter(pk__in=places))
    for row in rows:
        held = places[row.pk]
        now = next((place for place in reversed(held) if place.since <= today), held[0])
        for name in Organization.STANDING:
            setattr(row, name, getattr(now, name))
        row.earlier_paths = _earlier_paths(row, held, now.path)
        row.opened_on, row.closed_on = held[0].since, held[-1].until
        row.set_keys()
        row.set_former(place.name for place in held)
    Organization.objects.bulk_update(rows, KEPT)


def _earlier_paths(row: Organization, held: list[Place], now: str) -> list[str]:
    """What a closed year was counted under stays, though the change is taken back that led there."""
    known = dict.fromkeys([*row.earlier_paths, row.path, *(place.path for place in held)])
    return [path for path in known if path and path != now]


def lay_first(instance: Organization, created: bool, raw: bool, **_: Any) -> None:
    """After an organisation is written the first time."""
    if created and not raw:
        lay([instance])


def lay(organizations: Iterable[Organization]) -> None:
    """The founding, seat and place of organisations that a bulk writer wrote, where they have none."""
    rows = list(organizations)
    founded = set(Change.objects.filter(organization__in=rows).values_list("organization", flat=True))
    new = [row for row in rows if row.pk not in founded]
    Seat.objects.bulk_create(
        Seat(organization=row, parent_id=row.parent_id, number=int(row.path[-STEP:])) for row in new
    )
    Change.objects.bulk_create(founding for row in new for founding in _foundings(row))
    Place.objects.bulk_create(
        Place(
            organization=row,
            since=row.opened_on,
            until=row.closed_on,
            **{name: getattr(row, name) for name in Organization.STANDING},
        )
        for row in new
        if row.closed_on != row.opened_on
    )


def _foundings(row: Organization) -> Iterator[Change]:
    held = {name: getattr(row, name) for name in ("parent_id", "name", "kind", "sector_id", "unit_type")}
    yield Change(organization=row, on=row.opened_on, decision_number=row.decision_number, **held)
    if row.closed_on:
        yield Change(organization=row, on=row.closed_on, ends=True)


def places_on(day: date, organizations: Collection[int]) -> dict[int, Place]:
    """Of each its place of that day; where it had none, the nearest: the first, or the last."""
    found = {}
    for pk, held in _places_of(organizations).items():
        begun = [place for place in held if place.since <= day]
        found[pk] = begun[-1] if begun else held[0]
    return found
