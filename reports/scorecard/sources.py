"""What a scorecard is built from, as reports.scorecard.load has read it: the numbers of each indicator in each year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from inspections.acts import Acts
from ratings.counts.ceilings import AllowedMembers
from ratings.models import RatingYear
from reports.indicators.definitions import Admissions, OfProvince, Source, Tallied
from reports.scorecard.reasons import PendingYear, Reason


@dataclass(frozen=True)
class Found:
    """A numerator over a denominator, or why there is none; a bare count has no denominator."""

    numerator: int | None
    denominator: int | None = None
    reason: Reason | None = None


@dataclass(frozen=True)
class Register:
    """Dated events by year. Before its first entry the register says nothing; from then on, none means none.

    Of a closed year that stands as it was when the year was closed: `begun`.
    """

    since: int | None
    counts: Mapping[tuple, int]
    begun: Mapping[int, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Sources:
    years: tuple[int, ...]
    as_of: date
    totals: Mapping[int, Counter[str]]
    growths: Mapping[int, Sequence[Fraction]]
    admissions: Register
    acts: Register
    distinct: Mapping[str, int]
    province: Mapping[tuple[int, str], int]
    plans: Mapping[tuple[int, str], Fraction]
    rating_years: Collection[RatingYear]
    allowed: Mapping[int, AllowedMembers]
    pending: Mapping[int, PendingYear]
    unmoved: Collection[int] = ()
    """Numbers of reopened rating years whose events and acts are what they were when the year was closed."""

    def is_provisional(self, source: Source, year: int) -> bool:
        """Sheets wait for approval; or, of dated events, the year or its round still runs."""
        if isinstance(source, Tallied | OfProvince):
            return year in self.pending
        running = (each for each in self.rating_years if each.year == year and not each.is_closed)
        return self.as_of <= date(year, 12, 31) or any(each.pk not in self.unmoved for each in running)

    def find(self, source: Source, year: int) -> Found:
        if date(year, 1, 1) > self.as_of:
            return Found(None, reason=Reason.FUTURE)
        match source:
            case Tallied():
                return self._tallied(source, year)
            case OfProvince():
                return self._of_province(source, year)
            case Admissions():
                return _registered(self.admissions, year, self.admissions.counts.get((year,), 0))
            case Acts():
                total = sum(
                    count for (when, *what), count in self.acts.counts.items() if when == year and source.covers(*what)
                )
                return _registered(self.acts, year, total)

    def _tallied(self, source: Tallied, year: int) -> Found:
        totals = self.totals.get(year, Counter())
        present = [name for name in source.denominator.names if name in totals]
        # Levels that nobody has are zero; numbers that nobody gave are missing.
        given = set(source.numerator.names) <= set(source.denominator.names) or any(
            name in totals for name in source.numerator.names
        )
        if not present or not given:
            return Found(None, reason=Reason.NOT_ENTERED)
        denominator = source.denominator.of(totals)
        if denominator == 0:
            return Found(None, reason=Reason.ZERO_DENOMINATOR)
        return Found(source.numerator.of(totals), denominator)

    def _of_province(self, source: OfProvince, year: int) -> Found:
        totals = self.totals.get(year, Counter())
        if not any(name in totals for name in source.numerator.names):
            return Found(None, reason=Reason.NOT_ENTERED)
        if not (whole := self.province.get((year, source.figure), 0)):
            return Found(None, reason=Reason.NO_PROVINCIAL_FIGURE)
        return Found(source.numerator.of(totals), whole)


def _registered(register: Register, year: int, count: int) -> Found:
    if year in register.begun:
        return Found(count) if count or register.begun[year] else Found(None, reason=Reason.NOT_REGISTERED)
    if register.since is None:
        return Found(None, reason=Reason.NOT_ENTERED)
    if year < register.since:
        return Found(None, reason=Reason.NOT_REGISTERED)
    return Found(count)
