"""Where the marks of a chart stand, in whole units of the viewBox: the same data gives the same bytes.

The partials colour by presentation attributes, because the PDF engine does not let page styles into SVG; on the screen
the classes beside them follow the dark scheme.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext as _

from ui.charts.shapes import ColumnChart, HeatChart, LineChart, Point, Stack, StackedChart, TargetLine
from ui.numbers import Number, format_integer, format_percent

WIDTH = 380
SLOTS_IN_WIDTH = 6
SLOT_BEYOND = 52
TOP, BOTTOM, HEIGHT = 34, 186, 214
NOTE_HEIGHT = 20
TARGET_ROOM = 76
LEGEND_LINE = 22
CHARACTER = 7

TONES = {"l4": "#0f5a41", "l3": "#2f7d5f", "l2": "#86660c", "l1": "#9a3b00", "l0": "#5d6570", "none": "#e5e8ec"}


def whole(value: Number) -> int:
    """The nearest integer, halves up."""
    return int((Fraction(value) * 2 + 1) // 2)


@dataclass(frozen=True)
class Scale:
    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, values: Iterable[Number | None]) -> "Scale":
        """From zero, or from below it, up to the largest value."""
        present = [Fraction(value) for value in values if value is not None]
        low, high = min([Fraction(0), *present]), max([Fraction(0), *present])
        return cls(low, high if high > low else low + 1)

    def y(self, value: Number) -> int:
        return whole(BOTTOM - (Fraction(value) - self.low) * (BOTTOM - TOP) / (self.high - self.low))


@dataclass(frozen=True)
class Slots:
    """The axis cut into equal parts, one for each label."""

    count: int
    left: int
    right: int

    @property
    def step(self) -> Fraction:
        return Fraction(self.right - self.left, max(self.count, 1))

    def centre(self, index: int) -> int:
        return whole(self.left + self.step * index + self.step / 2)

    def bar(self, index: int) -> tuple[int, int]:
        """(x, width)"""
        width = min(whole(self.step * 2 / 3), 56)
        return self.centre(index) - width // 2, width


@dataclass(frozen=True)
class Box:
    x: int
    y: int
    width: int
    height: int
    tone: str = ""
    text: str = ""
    spoken: str = ""
    href: str = ""

    @property
    def fill(self) -> str:
        return TONES[self.tone]

    @property
    def ink(self) -> str:
        return "#1c2024" if self.tone == "none" else "#ffffff"

    @property
    def centre(self) -> int:
        return self.x + self.width // 2

    @property
    def text_y(self) -> int:
        return self.y + self.height // 2 + 4


@dataclass(frozen=True)
class Placed:
    """A point, its place, and its column where it has one."""

    point: Point
    x: int
    y: int
    text_y: int
    column: Box | None = None


@dataclass(frozen=True)
class Target:
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
    target: Target | None
    has_note: bool
    stretches: tuple[Stretch, ...] = ()
    pace: str = ""
    label_y: int = BOTTOM + 20
    note_y: int = HEIGHT + NOTE_HEIGHT - 7


def _width(count: int) -> int:
    return WIDTH + max(0, count - SLOTS_IN_WIDTH) * SLOT_BEYOND


def _plot(points: Sequence[Point], target: TargetLine | None, pace: Sequence[Number]) -> tuple[Scale, Slots, int]:
    width = _width(len(points))
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
        target=Target(scale.y(target.value), target.text) if target else None,
        has_note=has_note,
        stretches=stretches,
        pace=pace,
    )


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
        return TONES[self.tone]


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
    width = _width(len(chart.stacks))
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
        part = format_percent(Fraction(100 * share.count, total))
        spoken = f"{stack.label}, {share.name}: {format_integer(share.count)} ({part})"
        if stack.provisional:
            spoken = f"{spoken}, {_('provisional')}"
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


HEAT_NAME, HEAT_CELL, HEAT_ROW, HEAT_HEAD = 164, 40, 27, 24
NAME_LENGTH, NAME_LINE = 23, 16


@dataclass(frozen=True)
class HeatLine:
    """An organisation's name, on one line or two, and its cells."""

    name: str
    lines: tuple[tuple[int, str], ...]
    boxes: tuple[Box, ...]
    href: str


@dataclass(frozen=True)
class HeatLayout:
    width: int
    height: int
    labels: tuple[tuple[int, str], ...]
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
        placed = tuple((y + 16 + index * NAME_LINE, line) for index, line in enumerate(lines))
        rows.append(HeatLine(row.name, placed, boxes, row.href))
        y += HEAT_ROW + NAME_LINE * (len(lines) - 1)
    width = max(WIDTH, left + len(columns) * (HEAT_CELL + 3))
    labels = tuple((x + HEAT_CELL // 2, label) for x, label in zip(columns, chart.labels, strict=True))
    return HeatLayout(width, y, labels, tuple(rows))


def _wrapped(name: str) -> tuple[str, ...]:
    """At most two lines; what is longer ends in a mark, and the title of the drawing has it whole."""
    if len(name) <= NAME_LENGTH:
        return (name,)
    cut = name.rfind(" ", 0, NAME_LENGTH + 1)
    first, rest = (name[:cut], name[cut + 1 :]) if cut > 0 else (name[:NAME_LENGTH], name[NAME_LENGTH:])
    return first, rest if len(rest) <= NAME_LENGTH else f"{rest[: NAME_LENGTH - 1].rstrip()}…"
