"""Rows that reach into closed years: an organisation is what it is from its founding on."""

from __future__ import annotations

from datetime import date

from exchange.kinds import Difference, Judged, Outcome, Scope
from organizations import closed_days

# What a year keeps of an organisation beside its name and place.
KEPT = ("sector", "unit")


class Late:
    def __init__(self, scope: Scope):
        self.path, self.years = scope.path, closed_days.closed_years()

    def noted(self, judged: Judged, founded: date | None) -> Judged:
        years = {each.year for each in self.years if founded and each.is_reached(founded, self.path)}
        if not years or not _is_kept(judged):
            return judged
        told = Difference("opened", "", closed_days.told_of_row(years))
        return judged._replace(differences=(*judged.differences, told), notes=(closed_days.LATE,))


def _is_kept(judged: Judged) -> bool:
    changed = judged.outcome == Outcome.CHANGED and any(each.column in KEPT for each in judged.differences)
    return changed or judged.outcome == Outcome.NEW
