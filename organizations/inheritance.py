"""What was counted where a merged organisation stood is the past of the one that it became part of."""

from __future__ import annotations

from collections.abc import Iterable

from organizations.models import Lineage, Organization


def inherit(organizations: Iterable[int]) -> None:
    """Every successor by merger of these, and every successor of that one, takes their paths in."""
    level = set(organizations)
    while level:
        level = {link.successor_id for link in _mergers(predecessor__in=level) if _take_in(link)}


def _mergers(**which: object) -> Iterable[Lineage]:
    return Lineage.objects.filter(kind=Lineage.Kind.MERGE, **which).select_related("predecessor").order_by("pk")


def _take_in(link: Lineage) -> bool:
    successor = Organization.objects.get(pk=link.successor_id)
    new = [path for path in link.predecessor.paths if path not in successor.paths]
    if new:
        successor.earlier_paths = [*successor.earlier_paths, *new]
        successor.save(update_fields=["earlier_paths"])
    return bool(new)


def disinherit(predecessor: Organization, successor: Organization) -> None:
    """After their merger was taken back. What still comes from another predecessor stays."""
    kept = {path for link in _mergers(successor=successor) for path in link.predecessor.paths}
    lost = set(predecessor.paths) - kept
    successor.earlier_paths = [path for path in successor.earlier_paths if path not in lost]
    successor.save(update_fields=["earlier_paths"])
