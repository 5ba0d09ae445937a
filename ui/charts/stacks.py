"""Stacked columns: shares of a whole, and their legend."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext

from ui.charts.marks import BOTTOM, CHARACTER, HEIGHT, LEGEND_LINE, NOTE_HEIGHT, Box, Slots, whole, width_of
from ui.charts.shapes import Stack, StackedChart
from ui.numbers import format_integer, format_percent, percent_of
from ui.tones import STRONG


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
        return STRONG[self.tone]


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
    stacks = tuple(
        StackPlaced(
            f"{stack.label}{'*' if stack.provisional else ''}", slots.centre(index), _boxes(stack, *slots.bar(index))
        )
        for index, stack in enumerate(chart.stacks)
    )
    legend = _legend(chart, width)
    end = max((item.y for item in legend), default=HEIGHT) + 12
    has_note = any(stack.provisional for stack in chart.stacks)
    return StackedLayout(width, end + (NOTE_HEIGHT if has_note else 0), stacks, legend, has_note, end + NOTE_HEIGHT - 7)


def _boxes(stack: Stack, x: int, width: int) -> tuple[Box, ...]:
    """From the axis up, the last share on top; each edge is rounded once, so the heights fill the column exactly."""
    total = sum(share.count for share in stack.shares)
    boxes, below = [], 0
    for share in stack.shares:
        if not share.count:
            continue
        edges = [whole(BOTTOM - Fraction((BOTTOM - 12) * upto, total)) for upto in (below, below + share.count)]
        below += share.count
        part = format_percent(percent_of(share.count, total))
        spoken = f"{stack.label}, {share.name}: {format_integer(share.count)} ({part})"
        if stack.provisional:
            spoken = f"{spoken}, {gettext('provisional')}"
        height = edges[0] - edges[1]
        boxes.append(Box(x, edges[1], width, height, share.tone, part if height >= 15 else "", spoken, share.href))
    return tuple(boxes)


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
