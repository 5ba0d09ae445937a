"""Words around figures, written as Vietnamese numbers are: spans over years, verdicts, sums of the annex."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from reports.indicators.definitions import Unit
from reports.indicators.verdicts import Bound, Verdict
from reports.models import Target
from reports.scorecard.facts import SectorFacts, YearCounts
from reports.scorecard.figures import Line, Scorecard, TermFigure, YearFigure, lacks_plan
from reports.scorecard.wording import number, shown
from reports.snapshots.term import TermSnapshot
from ui.numbers import percent_of

UNBOUND = Bound(Target.Comparison.NONE)


def percent(value: Fraction, bound: Bound = UNBOUND) -> str:
    return shown(value, Unit.PERCENT, bound)


def listed(words: Sequence[str]) -> str:
    return " và ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def years(numbers: Iterable[int]) -> str:
    return listed([str(year) for year in numbers])


def term_years(card: Scorecard) -> str:
    return card.term.replace("-", " – ")


# Values over the years


def span(values: Sequence[Fraction], bound: Bound = UNBOUND) -> str:
    """Such as "đạt từ 80,2% đến 84,0%"; one value where all are written alike."""
    low, high = percent(min(values), bound), percent(max(values), bound)
    return f"đạt {low}" if low == high else f"đạt từ {low} đến {high}"


def over_years(figures: Sequence[YearFigure], bound: Bound = UNBOUND) -> str:
    """Such as "hằng năm đạt từ 80,2% đến 84,0% (năm 2019 tạm tính)"."""
    known = [figure for figure in figures if figure.value is not None]
    if not known:
        return "chưa có số liệu"
    values = [figure.value for figure in known if figure.value is not None]
    words = f"{_when(figures, known)} {span(values, bound)}"
    provisional = [figure.year for figure in known if figure.provisional]
    return words + provisionally(provisional)


def provisionally(which: Iterable[int]) -> str:
    listing = years(which)
    return f" (năm {listing} tạm tính)" if listing else ""


def spanned(which: Sequence[int]) -> str:
    """Such as "các năm 2020 – 2024", of years in a row."""
    return f"các năm {which[0]} – {which[-1]}" if len(which) > 1 else f"năm {which[0]}"


def in_years(which: Sequence[int]) -> str:
    return f"{'các năm' if len(which) > 1 else 'năm'} {years(which)}" if which else ""


def _when(figures: Sequence[YearFigure], known: Sequence[YearFigure]) -> str:
    every = len(known) == len(figures) and len(known) > 1
    return "hằng năm" if every else in_years([figure.year for figure in known])


def resolved(line: Line, bound: Bound) -> str:
    """The bound in words: "hằng năm trên 80%", "cả nhiệm kỳ từ 700 trở lên"; empty without one."""
    sign = "%" if line.unit is Unit.PERCENT else ""
    low, high = (f"{number(each)}{sign}" if each is not None else "" for each in (bound.low, bound.high))
    words = {
        Target.Comparison.AT_LEAST: f"từ {low} trở lên",
        Target.Comparison.MORE_THAN: f"trên {low}",
        Target.Comparison.AT_MOST: f"không quá {low}",
        Target.Comparison.EXACTLY: low if bound.low else "bằng 0",
        Target.Comparison.BETWEEN: f"từ {low} đến {high}",
    }.get(bound.comparison, "")
    return f"{'hằng năm' if line.period == Target.Period.EACH_YEAR else 'cả nhiệm kỳ'} {words}" if words else ""


def judgement(term: TermFigure, target: str) -> str:
    """Such as "; chỉ tiêu hằng năm trên 80%: đạt"; empty where nothing was resolved."""
    words = {
        Verdict.MET: "đạt",
        Verdict.EXCEEDED: "vượt",
        Verdict.NOT_MET: f"không đạt {in_years(term.failed_years)}".rstrip(),
        Verdict.PENDING: "đang thực hiện",
        Verdict.NO_DATA: "chưa có chỉ tiêu" if lacks_plan(term) else "chưa có số liệu",
    }
    return f"; chỉ tiêu {target}: {words[term.verdict]}" if target and term.verdict in words else ""


def find(card: Scorecard, code: str) -> Line | None:
    return next((line for line in card.lines if line.code == code), None)


# Sums of the annex


def acts(snapshot: TermSnapshot, code: str) -> int | None:
    """Of the term, by the scorecard where it has the line."""
    line = find(snapshot.scorecard, code)
    if line is not None:
        return line.term.numerator
    return sum(year.get(code) or 0 for year in snapshot.annex.acts) if snapshot.annex.acts else None


def total(sectors: Iterable[SectorFacts], name: str) -> int | None:
    found = [value for facts in sectors for year in facts.years if (value := year.get(name)) is not None]
    return sum(found) if found else None


def yearly_shares(sectors: Sequence[SectorFacts], parts: Sequence[str], wholes: Sequence[str]) -> list[Fraction]:
    """In percent, of the years that have any."""
    every = sorted({year.year for facts in sectors for year in facts.years})
    sums = ((_sum(sectors, year, parts), _sum(sectors, year, wholes)) for year in every)
    return [share for part, whole in sums if (share := percent_of(part, whole)) is not None]


def _sum(sectors: Sequence[SectorFacts], year: int, names: Sequence[str]) -> int:
    counts = [each for facts in sectors for each in facts.years if each.year == year]
    return sum(_value(each, name) for each in counts for name in names)


def _value(counts: YearCounts, name: str) -> int:
    return counts.get(name) or 0
