"""Words around figures, written as Vietnamese numbers are: spans over years, verdicts, sums of the annex."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from reports.annex import SectorFacts, YearCounts
from reports.board import shown
from reports.figures import Line, Scorecard, TermFigure, YearFigure
from reports.indicators import Unit
from reports.models import Target
from reports.verdicts import Bound, Verdict
from reports.wording import number
from ui.numbers import NO_VALUE

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
    return f"{words} (năm {years(provisional)} tạm tính)" if provisional else words


def _when(figures: Sequence[YearFigure], known: Sequence[YearFigure]) -> str:
    if len(known) == 1:
        return f"năm {known[0].year}"
    return "hằng năm" if len(known) == len(figures) else f"các năm {years(figure.year for figure in known)}"


def judgement(term: TermFigure, target: str) -> str:
    """Such as "; chỉ tiêu > 80% hằng năm: đạt"; empty where nothing was resolved."""
    words = {
        Verdict.MET: "đạt",
        Verdict.EXCEEDED: "vượt",
        Verdict.NOT_MET: f"không đạt các năm {years(term.failed_years)}" if term.failed_years else "không đạt",
        Verdict.PENDING: "đang thực hiện",
        Verdict.NO_DATA: "chưa có số liệu",
    }
    return f"; chỉ tiêu {target}: {words[term.verdict]}" if target and term.verdict in words else ""


def find(card: Scorecard, code: str) -> Line | None:
    return next((line for line in card.lines if line.code == code), None)


def count(card: Scorecard, code: str) -> str:
    line = find(card, code)
    return number(line.term.value) if line and line.term.value is not None else NO_VALUE


# Sums of the annex


def total(sectors: Iterable[SectorFacts], name: str) -> int | None:
    found = [value for facts in sectors for year in facts.years if (value := year.get(name)) is not None]
    return sum(found) if found else None


def yearly_shares(sectors: Sequence[SectorFacts], parts: Sequence[str], wholes: Sequence[str]) -> list[Fraction]:
    """In percent, of the years that have any."""
    every = sorted({year.year for facts in sectors for year in facts.years})
    sums = ((_sum(sectors, year, parts), _sum(sectors, year, wholes)) for year in every)
    return [Fraction(100 * part, whole) for part, whole in sums if whole]


def _sum(sectors: Sequence[SectorFacts], year: int, names: Sequence[str]) -> int:
    counts = [each for facts in sectors for each in facts.years if each.year == year]
    return sum(_value(each, name) for each in counts for name in names)


def _value(counts: YearCounts, name: str) -> int:
    return counts.get(name) or 0
