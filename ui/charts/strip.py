"""A row of years against their bound: small enough to stand in a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ui.charts.marks import Box, whole
from ui.charts.plots import PlacedTarget
from ui.charts.shapes import Point, StripChart
from ui.numbers import Number

SLOT, SIDE, ROOM = 52, 4, 48
TOP, LOWEST, HEIGHT, LABEL_Y = 20, 42, 78, 74
ABOVE, BELOW = -9, 17


@dataclass(frozen=True)
class Dot:
    point: Point
    x: int
    y: int
    text_y: int


@dataclass(frozen=True)
class StripLayout:
    """`good`: where a year is met."""

    width: int
    height: int
    right: int
    dots: tuple[Dot, ...]
    bounds: tuple[PlacedTarget, ...]
    good: Box | None
    label_y: int = LABEL_Y


def strip_layout(chart: StripChart) -> StripLayout:
    right = SIDE + SLOT * len(chart.points)
    heights = _Heights.of([point.value for point in chart.points], [bound.value for bound in chart.bounds])
    bounds = tuple(PlacedTarget(heights.y(bound.value), bound.text) for bound in chart.bounds)
    dots = tuple(_dot(index, point, heights) for index, point in enumerate(chart.points))
    good = _good(chart, [bound.y for bound in bounds], right)
    return StripLayout(right + ROOM, HEIGHT, right, dots, bounds, good)


@dataclass(frozen=True)
class _Heights:
    """Not from zero: what matters is which side of the bound a year stands on, and how far beside the others."""

    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, values: Sequence[Number | None], bounds: Sequence[Number]) -> _Heights:
        known = [Fraction(value) for value in (*values, *bounds) if value is not None] or [Fraction(0)]
        return cls(min(known), max(known))

    def y(self, value: Number) -> int:
        if self.low == self.high:
            return (TOP + LOWEST) // 2
        return whole(LOWEST - (Fraction(value) - self.low) * (LOWEST - TOP) / (self.high - self.low))


def _dot(index: int, point: Point, heights: _Heights) -> Dot:
    y = (TOP + LOWEST) // 2 if point.value is None else heights.y(point.value)
    return Dot(point, SIDE + SLOT * index + SLOT // 2, y, y + (BELOW if y > (TOP + LOWEST) // 2 else ABOVE))


def _good(chart: StripChart, bounds: Sequence[int], right: int) -> Box | None:
    """Above the bound, below it, or between two; none where the bound must be hit."""
    if not bounds or (chart.good == "on" and len(bounds) == 1):
        return None
    if len(bounds) == 2:
        top, bottom = min(bounds), max(bounds)
    else:
        top, bottom = (2, bounds[0]) if chart.good == "above" else (bounds[0], LABEL_Y - 13)
    return Box(SIDE, top, right - SIDE, bottom - top)
