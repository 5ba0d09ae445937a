"""One row of the summary form: its counts, and what is reckoned from them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ratings.counts.cap import Counts
from ratings.counts.shares import of_level, share
from ratings.levels import Level
from ratings.summary.counts import MEMBERS
from ratings.summary.subjects import GRASSROOTS
from ui.numbers import percent_of


@dataclass(frozen=True)
class SummaryLine:
    """One row of the form. `last` is the same a year before; None where that year is not in the portal.

    `waiting`: sheets counted here that are not approved yet.
    """

    subject: str
    name: str
    counts: Counts
    last: Counts | None
    sector: str = ""
    waiting: int = 0

    @property
    def of_members(self) -> bool:
        return self.subject == MEMBERS

    @property
    def is_total(self) -> bool:
        return not self.sector and self.subject in (GRASSROOTS, MEMBERS)

    @property
    def is_provisional(self) -> bool:
        return self.waiting > 0 or self.counts.empty > 0

    @property
    def not_rated(self) -> int:
        return sum(self.counts.not_rated.values())

    @property
    def total(self) -> int:
        """Rated, not rated, and as long as the year is open those for whom nothing is entered yet."""
        return self.counts.rated + self.not_rated + self.counts.empty

    def number(self, level: Level) -> int:
        return of_level(self.counts, level)

    def share(self, level: Level) -> Fraction | None:
        """In percent of the rated (Reporting practice: whoever is not rated is in no share)."""
        return share(self.counts, level)

    def last_share(self, level: Level) -> Fraction | None:
        return share(self.last, level) if self.last else None

    def points(self, level: Level) -> Fraction | None:
        """The difference to last year in percentage points."""
        now, last = self.share(level), self.last_share(level)
        return None if now is None or last is None else now - last

    @property
    def excellent_of_good(self) -> Fraction | None:
        """As the guides word the 20 % cap."""
        return percent_of(self.counts.excellent, self.counts.good)

    @property
    def excellent_of_good_or_better(self) -> Fraction | None:
        return percent_of(self.counts.excellent, self.counts.good_or_better)
