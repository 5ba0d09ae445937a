"""Parts of a whole in percent, exact."""

from __future__ import annotations

from fractions import Fraction

from ratings.counts.cap import Counts
from ratings.counts.measures import LEVEL_WORDS
from ratings.levels import Level


def of_level(counts: Counts, level: Level) -> int:
    return int(getattr(counts, LEVEL_WORDS[level]))


def percent(part: int, whole: int) -> Fraction | None:
    return Fraction(100 * part, whole) if whole else None


def share(counts: Counts, level: Level) -> Fraction | None:
    return percent(of_level(counts, level), counts.rated)
