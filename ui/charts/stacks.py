"""Stacked columns: shares of a whole with their numbers, and their legend.

A share too small to be seen as a slice is a cell of its own above the column.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext

from ui.charts.marks import BOTTOM, CHARACTER, HEIGHT, LEGEND_LINE, NOTE_HEIGHT, Box, Slots, whole, width_of
from ui.charts.shapes import Stack, StackedChart, StackShare
from ui.numbers import format_integer, format_percent, percent_of
from ui.tones import DRAWN, PALE_EDGE, PAPER

# Of a hundred.
SLICE_FROM = 3
TOP, CELL, GAP = 12, 20, 3


@dataclass(frozen=True)
class StackPlaced:
    label: str
    x: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class LegendItem:
    name: str
    tone: str
    x: int
    y: int

    @property
    def fill(self) -> str:
        return DRAWN[self.tone]

    @property
    def edge(self) -> str:
        return PALE_EDGE if self.tone == "l3" else PAPER


@dataclass(frozen=True)
class StackedLayout:
    width: int
    height: int
    stacks: tuple[StackPlaced, ...]
    legend: tuple[LegendItem, ...]
    has_note: bool
    note_y: int
    label_y: int = BOTTOM + 20


def stacked_layout(chart: StackedChart) -> StackedLayout:
    width = width_of(len(chart.stacks))
    slots = Slots(len(chart.stacks), 8, width - 8)
    top = TOP + max((len(_split(stack)[1]) for stack in chart.stacks), default=0) * (CELL + GAP)
    stacks = tuple(
        StackPlaced(
            f"{stack.label}{'*' if stack.provisional else ''}",
            slots.centre(index),
            _boxes(stack, top, *slots.bar(index)),
        )
        for index, stack in enumerate(chart.stacks)
    )
    legend = _legend(chart, width)
    end = max((item.y for item in legend), default=HEIGHT) + 12
    has_note = any(stack.provisional for stack in chart.stacks)
    return StackedLayout(width, end + (NOTE_HEIGHT if has_note else 0), stacks, legend, has_note, end + NOTE_HEIGHT - 7)


def _boxes(stack: Stack, top: int, x: int, width: int) -> tuple[Box, ...]:
    """From the axis up, the last share on top; each edge is rounded once, so the slices fill the column exactly."""
    slices, cells = _split(stack)
    total = sum(share.count for share in slices)
    boxes, below = [], 0
    for share in slices:
        edges = [whole(BOTTOM - Fraction((BOTTOM - top) * upto, total)) for upto in (below, below + share.count)]
        below += share.count
        boxes.append(_box(stack, share, x, edges[1], width, edges[0] - edges[1]))
    for number, share in enumerate(cells, start=1):
        boxes.append(_box(stack, share, x, top - number * (CELL + GAP), width, CELL))
    return tuple(boxes)


def _split(stack: Stack) -> tuple[list[StackShare], list[StackShare]]:
    """Slices, and what is too small to be one."""
    total = sum(share.count for share in stack.shares)
    slices = [share for share in stack.shares if share.count and 100 * share.count >= SLICE_FROM * total]
    return slices, [share for share in stack.shares if share.count and share not in slices]


def _box(stack: Stack, share: StackShare, x: int, y: int, width: int, height: int) -> Box:
    total = sum(each.count for each in stack.shares)
    number = format_integer(share.count)
    spoken = f"{stack.label}, {share.name}: {number} ({format_percent(percent_of(share.count, total))})"
    if stack.provisional:
        spoken = f"{spoken}, {gettext('provisional')}"
    return Box(x, y, width, height, share.tone, number if height >= 15 else "", spoken, share.href)


def _legend(chart: StackedChart, width: int) -> tuple[LegendItem, ...]:
    """Names in the order of the shares, wrapped by an estimate of their length."""
    names = {share.name: share.tone for stack in chart.stacks for share in stack.shares}
    items, x, y = [], 8, HEIGHT + 20
    for name, tone in names.items():
        length = 20 + len(name) * CHARACTER + 12
        if x > 8 and x + length > width:
            x, y = 8, y + LEGEND_LINE
        items.append(LegendItem(name, tone, x, y))
        x += length
    return tuple(items)
