"""Whether a value meets what was resolved: pure, exact arithmetic.

Readings, so that every page and paper judges alike:
- "trên 80 %" is strict, "từ 85 % trở lên" is not, a range holds both its ends.
- A target of each year is met or not met, never exceeded: one failed year fails the term (strict reading); beside it
  stands the share of the whole term against the same bound (lenient reading).
- A target of the whole term, and a plan, can be exceeded: strictly beyond the bound.
- A term is judged before its last year is settled only where nothing later can change the verdict: a settled year
  failed, or a count that only grows has reached or passed its bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from reports.models import Target

Comparison = Target.Comparison
GROWING = (Comparison.AT_LEAST, Comparison.MORE_THAN, Comparison.PLAN)


class Verdict(StrEnum):
    MET = "met"
    EXCEEDED = "exceeded"
    NOT_MET = "not_met"
    NO_DATA = "no_data"
    PENDING = "pending"
    NO_TARGET = "no_target"

    @property
    def holds(self) -> bool:
        return self in (Verdict.MET, Verdict.EXCEEDED)


@dataclass(frozen=True)
class Bound:
    comparison: Comparison
    low: Fraction | None = None
    high: Fraction | None = None

    @property
    def given(self) -> bool:
        return self.comparison != Comparison.NONE

    def floor(self, plan: Fraction | None) -> Fraction | None:
        return plan if self.comparison == Comparison.PLAN else self.low

    def holds(self, value: Fraction, plan: Fraction | None = None) -> bool:
        """Raises ValueError where the bound, or the plan, is not known."""
        low = self.floor(plan)
        if low is None:
            raise ValueError("there is nothing to compare with")
        match self.comparison:
            case Comparison.AT_LEAST | Comparison.PLAN:
                return value >= low
            case Comparison.MORE_THAN:
                return value > low
            case Comparison.AT_MOST:
                return value <= low
            case Comparison.EXACTLY:
                return value == low
        return self.high is not None and low <= value <= self.high

    def surpassed(self, value: Fraction, plan: Fraction | None = None) -> bool:
        low = self.floor(plan)
        return self.comparison in GROWING and low is not None and value > low


def bound_of(target: Target) -> Bound:
    low, high = (None if limit is None else Fraction(limit) for limit in (target.low, target.high))
    return Bound(Comparison(target.comparison), low, high)


class Judged(Protocol):
    @property
    def year(self) -> int: ...
    @property
    def verdict(self) -> Verdict: ...
    @property
    def provisional(self) -> bool: ...


def judge(bound: Bound, value: Fraction | None, *, plan: Fraction | None = None, whole: bool = False) -> Verdict:
    """`whole`: of a sum that may be exceeded (whole term, plan), not of a year's share."""
    if value is None:
        return Verdict.NO_DATA
    if not bound.given:
        return Verdict.NO_TARGET
    if bound.floor(plan) is None:
        return Verdict.NO_DATA
    if not bound.holds(value, plan):
        return Verdict.NOT_MET
    return Verdict.EXCEEDED if whole and bound.surpassed(value, plan) else Verdict.MET


def settled(years: Iterable[Judged]) -> list[Judged]:
    """Years whose verdict stands: nothing of them is provisional or missing."""
    return [year for year in years if not year.provisional and (year.verdict.holds or year.verdict is Verdict.NOT_MET)]


def judge_each_year(years: Sequence[Judged]) -> Verdict:
    """The strict reading of a target of each year."""
    if all(year.verdict is Verdict.NO_TARGET or year.verdict is Verdict.NO_DATA for year in years):
        return Verdict.NO_TARGET if any(year.verdict is Verdict.NO_TARGET for year in years) else Verdict.NO_DATA
    standing = settled(years)
    if any(year.verdict is Verdict.NOT_MET for year in standing):
        return Verdict.NOT_MET
    return Verdict.MET if len(standing) == len(years) else Verdict.PENDING


def judge_whole_term(bound: Bound, total: Fraction | None, *, complete: bool, plan: Fraction | None = None) -> Verdict:
    """Of a count that only grows, so far. `complete`: every year of the term is there and none is provisional."""
    if not bound.given or total is None:
        return judge(bound, total, plan=plan)
    if complete:
        return judge(bound, total, plan=plan, whole=True)
    low = bound.floor(plan)
    if low is None:
        return Verdict.PENDING
    if bound.comparison in GROWING:
        return judge(bound, total, plan=plan, whole=True) if bound.holds(total, plan) else Verdict.PENDING
    ceiling = bound.high if bound.comparison == Comparison.BETWEEN else low
    return Verdict.NOT_MET if ceiling is not None and total > ceiling else Verdict.PENDING


def both(verdicts: Iterable[Verdict]) -> Verdict:
    """Of a line in parts: met only if every part is."""
    found = set(verdicts)
    for verdict in (Verdict.NOT_MET, Verdict.NO_DATA, Verdict.PENDING, Verdict.NO_TARGET):
        if verdict in found:
            return verdict
    return Verdict.MET
