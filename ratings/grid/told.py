"""The history of a sheet with what each deed changed: whose row, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from members.models import Member
from ratings.grid.differences import ChangedRow, differences
from ratings.models import Sheet
from ratings.sheets import history
from ratings.sheets.entry import Row, blank, member_id_of
from ratings.sheets.history import HistoryLine

# Of one deed, and of all on a page, which holds a sheet of three hundred rows as well.
MOST_OF_ONE, MOST_ROWS = 30, 200


def lines_told(sheet: Sheet, names: Mapping[str, str]) -> list[HistoryLine]:
    """`names`: of the rows that stand on the sheet; who has left it since is looked up."""
    lines, left = history.lines(sheet), MOST_ROWS
    known = {**names, **_others({key for line in lines for key in line.changes if key not in names})}
    told = []
    for line in lines:
        shown = min(MOST_OF_ONE, left)
        rows = _rows(line.changes, known, shown)
        told.append(replace(line, rows=rows, more=len(line.changes) - len(rows)))
        left -= len(rows)
    return told


def _others(keys: Iterable[str]) -> dict[str, str]:
    ids = {member_id: key for key in keys if (member_id := member_id_of(key)) is not None}
    if not ids:
        return {}
    return {ids[member.pk]: member.full_name for member in Member.objects.filter(pk__in=list(ids))}


def _rows(changes: Mapping[str, Mapping[str, Sequence[Any]]], names: Mapping[str, str], most: int) -> list[ChangedRow]:
    """In the order of the sheet."""
    order = [key for key in names if key in changes]
    return [ChangedRow(key, names[key], differences(key, *_versions(key, changes[key]))) for key in order[:most]]


def _versions(key: str, fields: Mapping[str, Sequence[Any]]) -> tuple[Row, Row]:
    before, after = ({name: pair[at] for name, pair in fields.items()} for at in (0, 1))
    return {**blank(key), **before}, {**blank(key), **after}
