"""What was entered after closing, beside the figure that does not hold it."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from accounts.permissions import Permission
from ratings.years.editions import ShownDifference, Words
from reports.dashboard.chosen import Chosen
from reports.scorecard import later

SHOWN = 100


@dataclass(frozen=True)
class LateEntries:
    """`years`: those in which something is, each with its page of editions. `may_correct`: that of these years."""

    number: int
    rows: list[ShownDifference]
    years: list[int]
    may_correct: bool

    @property
    def beyond(self) -> int:
        return self.number - len(self.rows)


def late_entries(chosen: Chosen, user: User) -> LateEntries | None:
    fixed = later.fixed_years(chosen.term, chosen.years) if chosen.years else []
    found = later.of_figure(chosen.source, fixed, chosen.organization)
    if not found:
        return None
    differing = later.told(chosen.source, fixed, found[:SHOWN])
    words = Words(differing, chosen.term.ends_on)
    return LateEntries(
        len(found),
        [words.shown(each) for each in differing],
        sorted({year for year, _entry in found}),
        user.holds(Permission.CORRECT_YEARS),
    )
