"""What a chart shows. The modules beside it say where it stands; the partials draw it, on screen and on paper."""

from dataclasses import dataclass

from django.utils.translation import gettext

from ui.numbers import NO_VALUE, Number, format_integer


@dataclass(frozen=True)
class Point:
    """One value at one place of the axis, `text` as it is written; a value of None is a gap, never a zero."""

    label: str
    value: Number | None
    text: str = ""
    href: str = ""
    provisional: bool = False
    missed: bool = False

    @property
    def written(self) -> str:
        if self.value is None:
            return NO_VALUE
        return f"{self.text or format_integer(self.value)}{'*' if self.provisional else ''}"

    @property
    def spoken(self) -> str:
        parts = [f"{self.label}: {self.written.removesuffix('*')}"]
        if self.provisional:
            parts.append(gettext("provisional"))
        if self.missed:
            parts.append(gettext("Not met").lower())
        return ", ".join(parts)


@dataclass(frozen=True)
class TargetLine:
    value: Number
    text: str


@dataclass(frozen=True)
class ColumnChart:
    title: str
    points: tuple[Point, ...]
    target: TargetLine | None = None


@dataclass(frozen=True)
class LineChart:
    """`pace`: where one should be at each point, drawn as a grey line."""

    title: str
    points: tuple[Point, ...]
    target: TargetLine | None = None
    pace: tuple[Number, ...] = ()


@dataclass(frozen=True)
class StackShare:
    name: str
    count: int
    tone: str
    href: str = ""


@dataclass(frozen=True)
class Stack:
    label: str
    shares: tuple[StackShare, ...]
    provisional: bool = False


@dataclass(frozen=True)
class StackedChart:
    title: str
    stacks: tuple[Stack, ...]


@dataclass(frozen=True)
class HeatCell:
    short: str
    long: str
    tone: str
    href: str = ""


@dataclass(frozen=True)
class HeatRow:
    name: str
    cells: tuple[HeatCell, ...]
    href: str = ""


@dataclass(frozen=True)
class HeatChart:
    title: str
    labels: tuple[str, ...]
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True)
class StripChart:
    """`good`: "above" or "below" its one bound, "on" it, or between two."""

    title: str
    points: tuple[Point, ...]
    bounds: tuple[TargetLine, ...] = ()
    good: str = "above"
