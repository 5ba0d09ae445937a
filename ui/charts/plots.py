"""Columns and lines over an axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ui.charts.marks import BOTTOM, HEIGHT, NOTE_HEIGHT, TARGET_ROOM, Box, Scale, Slots, width_of
from ui.charts.shapes import ColumnChart, LineChart, Point, TargetLine
from ui.numbers import Number


@dataclass(frozen=True)
class Placed:
    """A point, its place, and its column where it has one."""

    point: Point
    x: int
    y: int
    text_y: int
    column: Box | None = None


@dataclass(frozen=True)
class PlacedTarget:
    y: int
    text: str


@dataclass(frozen=True)
class Stretch:
    """A part of a line, "x,y x,y"; dashed where it leads to a provisional point."""

    coordinates: str
    provisional: bool


@dataclass(frozen=True)
class PlotLayout:
    """What column and line charts share. `label_y`: the names below the axis."""

    width: int
    height: int
    left: int
    right: int
    zero: int
    placed: tuple[Placed, ...]
    target: PlacedTarget | None
    has_note: bool
    stretches: tuple[Stretch, ...] = ()
    pace: str = ""
    label_y: int = BOTTOM + 20
    note_y: int = HEIGHT + NOTE_HEIGHT - 7


def _plot(points: Sequence[Point], target: TargetLine | None, pace: Sequence[Number]) -> tuple[Scale, Slots, int]:
    width = width_of(len(points))
    scale = Scale.of([*(point.value for point in points), *pace, *([target.value] if target else [])])
    return scale, Slots(len(points), 8, width - (TARGET_ROOM if target else 8)), width


def column_layout(chart: ColumnChart) -> PlotLayout:
    scale, slots, width = _plot(chart.points, chart.target, ())
    zero = scale.y(0)
    placed = []
    for index, point in enumerate(chart.points):
        x, bar_width = slots.bar(index)
        at = zero if point.value is None else scale.y(point.value)
        top, height = min(at, zero), abs(at - zero)
        column = None if point.value is None else Box(x, top, bar_width, height)
        placed.append(Placed(point, slots.centre(index), at, top - 8, column))
    return _layout(scale, slots, width, tuple(placed), chart.target)


def line_layout(chart: LineChart) -> PlotLayout:
    scale, slots, width = _plot(chart.points, chart.target, chart.pace)
    placed = tuple(
        Placed(point, slots.centre(index), at, at - 12)
        for index, point in enumerate(chart.points)
        for at in [scale.y(0) if point.value is None else scale.y(point.value)]
    )
    stretches = tuple(
        Stretch(f"{one.x},{one.y} {two.x},{two.y}", two.point.provisional)
        for one, two in pairwise(placed)
        if one.point.value is not None and two.point.value is not None
    )
    pace = " ".join(f"{slots.centre(index)},{scale.y(value)}" for index, value in enumerate(chart.pace))
    return _layout(scale, slots, width, placed, chart.target, stretches, pace)


def _layout(
    scale: Scale,
    slots: Slots,
    width: int,
    placed: tuple[Placed, ...],
    target: TargetLine | None,
    stretches: tuple[Stretch, ...] = (),
    pace: str = "",
) -> PlotLayout:
    has_note = any(one.point.provisional for one in placed)
    return PlotLayout(
        width=width,
        height=HEIGHT + (NOTE_HEIGHT if has_note else 0),
        left=slots.left,
        right=slots.right,
        zero=scale.y(0),
        placed=placed,
        target=PlacedTarget(scale.y(target.value), target.text) if target else None,
        has_note=has_note,
        stretches=stretches,
        pace=pace,
    )
