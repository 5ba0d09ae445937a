"""What was counted where a merged organisation stood is the past of the one that it became part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from organizations.models import Lineage, Organization


def inherit(organizations: Iterable[int]) -> None:
    """Every successor by merger of these, and every successor of that one, takes their paths in."""
    level = set(organizations)
    while level:
        level = _take_in(list(_mergers(predecessor__in=level)))


def _mergers(**which: object) -> Iterable[Lineage]:
    return Lineage.objects.filter(kind=Lineage.Kind.MERGE, **which).select_related("predecessor").order_by("pk")


def _take_in(links: Sequence[Lineage]) -> set[int]:
    """Who has more of a past by now."""
    successors = Organization.objects.in_bulk({link.successor_id for link in links})
    longer: dict[int, Organization] = {}
    for link in links:
        successor = successors[link.successor_id]
        if new := [path for path in link.predecessor.paths if path not in successor.paths]:
            successor.earlier_paths = [*successor.earlier_paths, *new]
            longer[successor.pk] = successor
    Organization.objects.bulk_update(longer.values(), ["earlier_paths"])
    return set(longer)


def disinherit(links: Sequence[Lineage]) -> None:
    """After these were taken back. What still comes from another predecessor stays."""
    successors = Organization.objects.in_bulk({link.successor_id for link in links})
    kept: defaultdict[int, set[str]] = defaultdict(set)
    for standing in _mergers(successor__in=successors):
        kept[standing.successor_id].update(standing.predecessor.paths)
    for link in links:
        successor, lost = successors[link.successor_id], set(link.predecessor.paths) - kept[link.successor_id]
        successor.earlier_paths = [path for path in successor.earlier_paths if path not in lost]
    Organization.objects.bulk_update(successors.values(), ["earlier_paths"])
