"""What a correction takes over together: an organisation, who belongs to it, and what stands directly below it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ratings.register.differences import Difference
from ratings.register.tables import MEMBERSHIPS, PLACES

ORGANIZATIONS = ("organization_id", "parent_id")
TURNED = ("path", "kind")


def together(found: Collection[Difference], chosen: Collection[str]) -> set[str]:
    """The keys chosen, and those without which somebody would belong where nothing stands, or to a committee."""
    moved = {each.row[0] for each in found if each.table is PLACES and _moved(each)}
    links = {
        each.key: moved.intersection(_organizations(each)) for each in found if each.table in (PLACES, MEMBERSHIPS)
    }
    keys, touched = set(chosen), set[int]()
    while new := set().union(*(links.get(key, ()) for key in keys)) - touched:
        touched |= new
        keys |= {key for key, organizations in links.items() if organizations & new}
    return keys


def _moved(place: Difference) -> bool:
    """It came, went, turned or stands elsewhere: a new name or sector moves nobody."""
    at = [PLACES.columns.index(name) for name in TURNED]
    before, after = ([[row[column] for column in at] for row in rows] for rows in (place.before, place.after))
    return before != after


def _organizations(difference: Difference) -> Iterator[int]:
    columns = difference.table.columns
    for name in ORGANIZATIONS:
        if name in columns:
            yield from (row[columns.index(name)] for row in (*difference.before, *difference.after))
