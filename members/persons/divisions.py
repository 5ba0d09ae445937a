"""Who went where when a cell was divided was chosen by name: a record that goes is named by the one that stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from members.models import Member
from organizations.models import Reorganization

Kept = Mapping[str, Any]


def go(stayed: Member, gone: Member, places: Sequence[int]) -> list[list[Any]]:
    """`places`: where the one that goes ever belonged. Returns each reorganisation that named it, as it was."""
    before = []
    for row in Reorganization.objects.filter(organizations__in=places).order_by("pk").distinct():
        kept = row.kept.get("members")
        if kept and gone.pk in _named(kept):
            before.append([row.pk, kept])
            row.kept = {**row.kept, "members": _renamed(kept, gone.pk, stayed.pk)}
            row.save(update_fields=["kept"])
    return before


def are_as_left(stayed: int, gone: int, before: Sequence[Sequence[Any]]) -> bool:
    rows = Reorganization.objects.in_bulk([pk for pk, _kept in before])
    return all(rows[pk].kept.get("members") == _renamed(kept, gone, stayed) for pk, kept in before)


def back(before: Sequence[Sequence[Any]]) -> None:
    rows = Reorganization.objects.in_bulk([pk for pk, _kept in before])
    for pk, kept in before:
        row = rows[pk]
        row.kept = {**row.kept, "members": kept}
        row.save(update_fields=["kept"])


def _named(kept: Kept) -> set[int]:
    parts = {member for _source, _target, part in kept.get("ways", ()) for member in part or ()}
    return parts | {*kept.get("along", ())} | {member for member, *_stay in kept.get("turned", ())}


def _renamed(kept: Kept, gone: int, stayed: int) -> Kept:
    def one(member: int) -> int:
        return stayed if member == gone else member

    def each(members: Sequence[int]) -> list[int]:
        return sorted({one(member) for member in members})

    return {
        **kept,
        "ways": [[source, target, part and each(part)] for source, target, part in kept.get("ways", ())],
        "along": each(kept.get("along", ())),
        "turned": [[one(member), *stay] for member, *stay in kept.get("turned", ())],
    }
