"""Parts of a whole in percent, exact."""

from __future__ import annotations

from fractions import Fraction

from ratings.counts.cap import Counts
from ratings.counts.measures import LEVEL_WORDS
from ratings.levels import Level
from ui.numbers import percent_of


def of_level(counts: Counts, level: Level) -> int:
    return int(getattr(counts, LEVEL_WORDS[level]))


def share(counts: Counts, level: Level) -> Fraction | None:
    return percent_of(of_level(counts, level), counts.rated)
