"""What a correction takes over together: an organisation with all that is told of it, a member with what happened."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ratings.register.differences import Difference
from ratings.register.tables import EVENTS, MEMBERSHIPS, PLACES

Subject = tuple[str, int]
ORGANIZATIONS = ("organization_id", "parent_id")
TURNED = ("path", "kind")


def together(found: Collection[Difference], chosen: Collection[str]) -> set[str]:
    """The keys chosen, and those without which somebody would belong where nothing stands, or to what takes no members.

    What happened to somebody who came, went or moved is told with it: else an admission adds no member.
    """
    moved = {subject for each in found for subject in _moved(each)}
    links = {each.key: moved.intersection(_subjects(each)) for each in found}
    keys, touched = set(chosen), set[Subject]()
    while new := set().union(*(links.get(key, ()) for key in keys)) - touched:
        touched |= new
        keys |= {key for key, subjects in links.items() if subjects & new}
    return keys


def _moved(each: Difference) -> Iterator[Subject]:
    """An organisation that came, went, turned or stands elsewhere: a new name or sector moves nobody. And members."""
    if each.table is MEMBERSHIPS:
        yield "member", each.value("member_id")
    elif each.table is PLACES and _turned(each):
        yield "organization", each.value("organization_id")


def _turned(place: Difference) -> bool:
    at = [PLACES.columns.index(name) for name in TURNED]
    before, after = ([[row[column] for column in at] for row in rows] for rows in (place.before, place.after))
    return before != after


def _subjects(each: Difference) -> Iterator[Subject]:
    for name in ORGANIZATIONS:
        yield from (("organization", value) for value in _values(each, name))
    if each.table in (MEMBERSHIPS, EVENTS):
        yield "member", each.value("member_id")


def _values(each: Difference, name: str) -> Iterator[int]:
    if name in each.table.columns:
        at = each.table.columns.index(name)
        yield from (row[at] for row in (*each.before, *each.after))
