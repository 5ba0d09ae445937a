"""Cells that are merged downwards: what stands in them belongs to each of their rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from exchange.files.book import Row
from exchange.files.lines import BETWEEN
from ui.workbooks.reading import Area

NAMED = 10


def across(areas: Sequence[Area]) -> frozenset[int]:
    """Rows in which cells side by side are one."""
    return frozenset(area.first_row for area in areas if area.last_column > area.first_column)


def spread(rows: Sequence[Row], areas: Sequence[Area]) -> tuple[Sequence[Row], list[str]]:
    """The rows with it, and a remark."""
    numbers = {row.number: at for at, row in enumerate(rows)}
    down = [area for area in areas if area.last_row > area.first_row and area.first_row in numbers]
    changed: dict[int, list[str]] = {}
    used = [area for area in down if _fill(rows, numbers, area, changed)]
    if not used:
        return rows, []
    named = [str(area) for area in used[:NAMED]] + ["…"] * (len(used) > NAMED)
    remark = gettext("Merged cells were read for each of their rows: %(where)s.") % {"where": ", ".join(named)}
    return [Row(row.number, BETWEEN.join(changed.get(at, ())) or row.line) for at, row in enumerate(rows)], [remark]


def _fill(rows: Sequence[Row], numbers: dict[int, int], area: Area, changed: dict[int, list[str]]) -> bool:
    column = area.first_column
    first = rows[numbers[area.first_row]].parts()
    value = first[column - 1] if column <= len(first) else ""
    below = list(_places(numbers, area)) if value else []
    for at in below:
        parts = changed.setdefault(at, rows[at].parts())
        parts += [""] * (column - len(parts))
        parts[column - 1] = parts[column - 1] or value
    return bool(below)


def _places(numbers: dict[int, int], area: Area) -> Iterator[int]:
    last = min(area.last_row, max(numbers))
    return (numbers[row] for row in range(area.first_row + 1, last + 1) if row in numbers)
