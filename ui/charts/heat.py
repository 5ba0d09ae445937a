"""A map of levels: rows of coloured cells under years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ui.charts.marks import WIDTH, Box
from ui.charts.shapes import HeatChart

HEAT_NAME, HEAT_CELL, HEAT_ROW, HEAT_HEAD = 164, 54, 27, 24
NAME_LENGTH, NAME_LINE = 23, 16


class PlacedText(NamedTuple):
    """`at`: where it stands along its row or column."""

    at: int
    text: str


@dataclass(frozen=True)
class HeatLine:
    """An organisation's name, on one line or two, and its cells."""

    name: str
    lines: tuple[PlacedText, ...]
    boxes: tuple[Box, ...]
    href: str


@dataclass(frozen=True)
class HeatLayout:
    width: int
    height: int
    labels: tuple[PlacedText, ...]
    rows: tuple[HeatLine, ...]


def heat_layout(chart: HeatChart) -> HeatLayout:
    left = HEAT_NAME + 6
    columns = [left + index * (HEAT_CELL + 3) for index in range(len(chart.labels))]
    rows, y = [], HEAT_HEAD
    for row in chart.rows:
        lines = _wrapped(row.name)
        boxes = tuple(
            Box(x, y, HEAT_CELL, HEAT_ROW - 3, cell.tone, cell.short, f"{row.name}, {label}: {cell.long}", cell.href)
            for x, label, cell in zip(columns, chart.labels, row.cells, strict=True)
        )
        placed = tuple(PlacedText(y + 16 + index * NAME_LINE, line) for index, line in enumerate(lines))
        rows.append(HeatLine(row.name, placed, boxes, row.href))
        y += HEAT_ROW + NAME_LINE * (len(lines) - 1)
    width = max(WIDTH, left + len(columns) * (HEAT_CELL + 3))
    labels = tuple(PlacedText(x + HEAT_CELL // 2, label) for x, label in zip(columns, chart.labels, strict=True))
    return HeatLayout(width, y, labels, tuple(rows))


def _wrapped(name: str) -> tuple[str, ...]:
    """At most two lines; what is longer ends in a mark, and the title of the drawing has it whole."""
    if len(name) <= NAME_LENGTH:
        return (name,)
    cut = name.rfind(" ", 0, NAME_LENGTH + 1)
    first, rest = (name[:cut], name[cut + 1 :]) if cut > 0 else (name[:NAME_LENGTH], name[NAME_LENGTH:])
    return first, rest if len(rest) <= NAME_LENGTH else f"{rest[: NAME_LENGTH - 1].rstrip()}…"
