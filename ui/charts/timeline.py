"""A life on one axis of days: spans in lanes, and marks; the partial lists the same in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ui.charts.marks import CHARACTER, Box

WIDTH, LEFT, RIGHT, TOP = 1060, 118, 1040, 26
BAR, ROW, BETWEEN = 24, 28, 14
NARROWEST, PADDING = 3, 8
MOST_YEARS = 9


@dataclass(frozen=True)
class Span:
    """From the first day up to `until`, or on. `short` stands in the bar, `words` are read, `when` instead of the day.

    `tone`: that of a level, or "none".
    """

    since: date
    until: date | None
    words: str
    short: str = ""
    tone: str = "none"
    href: str = ""
    when: str = ""


@dataclass(frozen=True)
class Mark:
    """What happened on a day; `grave` is drawn as a diamond."""

    on: date
    words: str
    grave: bool = False


@dataclass(frozen=True)
class Lane:
    name: str
    spans: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Timeline:
    title: str
    lanes: tuple[Lane, ...]
    until: date


@dataclass(frozen=True)
class PlacedMark:
    mark: Mark
    x: int
    y: int
    text: str


@dataclass(frozen=True)
class PlacedLane:
    name: str
    y: int
    boxes: tuple[Box, ...]
    marks: tuple[PlacedMark, ...]


@dataclass(frozen=True)
class Entry:
    """One line of the list: the newest first."""

    on: date
    words: str
    grave: bool = False
    when: str = ""


@dataclass(frozen=True)
class TimelineLayout:
    width: int
    height: int
    years: tuple[tuple[int, int], ...]
    lanes: tuple[PlacedLane, ...]
    entries: tuple[Entry, ...]


def timeline_layout(chart: Timeline) -> TimelineLayout:
    lanes = [lane for lane in chart.lanes if lane.spans or lane.marks]
    days = [each.since for lane in lanes for each in lane.spans] + [each.on for lane in lanes for each in lane.marks]
    axis = _Axis(min(days, default=chart.until).replace(month=1, day=1), chart.until)
    placed, y = [], TOP
    for lane in lanes:
        boxes, rows = _boxes(lane.spans, axis, y)
        marks, more = _marks(lane.marks, axis, y + rows * ROW)
        placed.append(PlacedLane(lane.name, y + BAR // 2 + 4, boxes, marks))
        y += (rows + more) * ROW + BETWEEN
    return TimelineLayout(WIDTH, y, tuple(axis.years()), tuple(placed), _entries(lanes))


@dataclass(frozen=True)
class _Axis:
    first: date
    last: date

    def x(self, day: date) -> int:
        whole = max((self.last - self.first).days, 1)
        return LEFT + (RIGHT - LEFT) * min((day - self.first).days, whole) // whole

    def years(self) -> Iterator[tuple[int, int]]:
        step = max(1, -(-(self.last.year - self.first.year + 1) // MOST_YEARS))
        for year in range(self.first.year, self.last.year + 1, step):
            yield self.x(date(year, 1, 1)), year


def _boxes(spans: Iterable[Span], axis: _Axis, y: int) -> tuple[tuple[Box, ...], int]:
    """Side by side in one row; those of the same time below each other."""
    ends: list[int] = []
    boxes = []
    for span in sorted(spans, key=lambda each: each.since):
        left, right = axis.x(span.since), axis.x(span.until or axis.last)
        row = next((row for row, end in enumerate(ends) if end <= left), len(ends))
        ends[row:] = [right, *ends[row + 1 :]]
        width = max(right - left - 1, NARROWEST)
        text = _fitting(span.short or span.words, width)
        boxes.append(Box(left, y + row * ROW, width, BAR, span.tone, text, span.words, span.href))
    return tuple(boxes), len(ends)


def _fitting(text: str, width: int) -> str:
    """What is cut off is read in the title and in the list."""
    most = (width - PADDING) // CHARACTER
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rstrip()}…" if most > 3 else ""


def _marks(marks: Sequence[Mark], axis: _Axis, y: int) -> tuple[tuple[PlacedMark, ...], int]:
    """Each with its words beside it, in the first row where they don't run into others."""
    ends: list[int] = []
    placed = []
    for mark in sorted(marks, key=lambda each: each.on):
        x = axis.x(mark.on)
        width = (len(mark.words) + 3) * CHARACTER
        row = next((row for row, end in enumerate(ends) if end <= x - PADDING), len(ends))
        ends[row:] = [x + width, *ends[row + 1 :]]
        placed.append(PlacedMark(mark, x, y + row * ROW + BAR // 2, mark.words))
    return tuple(placed), len(ends)


def _entries(lanes: Iterable[Lane]) -> tuple[Entry, ...]:
    told = [Entry(span.since, span.words, when=span.when) for lane in lanes for span in lane.spans]
    told += [Entry(mark.on, mark.words, mark.grave) for lane in lanes for mark in lane.marks]
    return tuple(sorted(told, key=lambda entry: entry.on, reverse=True))
