"""Where the marks of a chart stand, in whole units of the viewBox: the same data gives the same bytes.

The partials colour by presentation attributes, because the PDF engine does not let page styles into SVG; on the screen
the classes beside them follow the dark scheme.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ui.numbers import Number
from ui.tones import DRAWN, DRAWN_INK, PALE_EDGE, PAPER

WIDTH = 380
SLOTS_IN_WIDTH = 6
SLOT_BEYOND = 52
TOP, BOTTOM, HEIGHT = 34, 186, 214
NOTE_HEIGHT = 20
TARGET_ROOM = 76
LEGEND_LINE = 22
CHARACTER = 7
STRIPE_STEP, LETTERS = 4, 7


def whole(value: Number) -> int:
    """The nearest integer, halves up."""
    return int((Fraction(value) * 2 + 1) // 2)


@dataclass(frozen=True)
class Scale:
    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, values: Iterable[Number | None]) -> Scale:
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
        return DRAWN[self.tone]

    @property
    def ink(self) -> str:
        return DRAWN_INK[self.tone]

    @property
    def edge(self) -> str:
        return PALE_EDGE if self.tone == "l3" else PAPER

    @property
    def stripes(self) -> str:
        """A path across the box, which leaves the line of its letters free; empty for a tone without stripes."""
        if self.tone != "l2":
            return ""
        lines = range(self.y + STRIPE_STEP, self.y + self.height - 1, STRIPE_STEP)
        free = [y for y in lines if not self.text or abs(y - self.middle) > LETTERS]
        return "".join(f"M{self.x + 1} {y}h{self.width - 2}" for y in free)

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def centre(self) -> int:
        return self.x + self.width // 2

    @property
    def text_y(self) -> int:
        return self.middle + 4


def width_of(count: int) -> int:
    return WIDTH + max(0, count - SLOTS_IN_WIDTH) * SLOT_BEYOND
