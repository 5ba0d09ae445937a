"""The dashboard's table in the reader's language, with a way to the records behind each figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.utils.translation import gettext, ngettext

from ratings.progress.board import OPEN, listed_url
from reports.indicators.definitions import Unit
from reports.indicators.verdicts import Bound, Verdict
from reports.models import Target
from reports.scorecard.decided import Decided
from reports.scorecard.figures import (
    Line,
    Note,
    PartFigures,
    ReadingFigures,
    Scorecard,
    TermFigure,
    YearFigure,
    lacks_plan,
)
from reports.scorecard.later import Later
from reports.scorecard.links import records_path
from reports.scorecard.published import Told
from reports.scorecard.wording import WAITING, number, shown
from ui.components import VerdictWords
from ui.numbers import NO_VALUE, format_integer


@dataclass(frozen=True)
class BoardCell:
    label: str
    text: str
    href: str
    verdict: str = ""
    provisional: bool = False
    note: str = ""
    later: str = ""
    told: Sequence[Told] = ()
    """What was published of it."""


@dataclass(frozen=True)
class BoardRow:
    """A line, or a part or another reading of the line above it."""

    name: str
    target: str
    cells: tuple[BoardCell, ...]
    term: BoardCell
    verdict: str
    verdict_label: str
    lenient: str = ""
    is_minor: bool = False
    notes: tuple[Note, ...] = ()
    has_readings: bool = False
    code: str = ""
    is_asked: bool = False
    """Of a yearly question."""


def rows(card: Scorecard, later: Later | None = None, decided: Decided | None = None) -> tuple[BoardRow, ...]:
    return tuple(
        row if line.indicator.is_events or line.asked else _with_decided(row, decided or {})
        for line in card.lines
        for row in _rows(card.term, line, later or {})
    )


def _rows(term: str, line: Line, later: Later) -> Iterable[BoardRow]:
    row = _row(term, line.code, line, str(line.name), line.unit, line.bound, line.period, line.target, line=line)
    yield replace(row, cells=tuple(_with_later(cell, later.get((line.code, int(cell.label)), 0)) for cell in row.cells))
    for part in line.parts:
        name = next(str(each.name) for each in line.indicator.parts if each.code == part.code)
        yield _row(term, line.code, part, name, line.unit, part.bound, line.period, part.target)
    for reading in line.readings:
        if line.indicator.reading:
            name = str(line.indicator.reading.name)
            yield _row(term, line.code, reading, name, line.unit, line.bound, line.period, "")


def _row(
    term: str,
    code: str,
    figures: Line | PartFigures | ReadingFigures,
    name: str,
    unit: Unit,
    bound: Bound,
    period: Target.Period,
    target: str,
    *,
    line: Line | None = None,
) -> BoardRow:
    verdict, label = verdict_of(figures.term)
    way = partial(records_path, term, code, figures=figures)
    return BoardRow(
        name=name,
        target=target,
        cells=tuple(_year_cell(way(figure.year), figure, unit, bound) for figure in figures.years),
        term=_term_cell(way(), figures.term, unit, bound, period),
        verdict=verdict,
        verdict_label=label,
        lenient=lenient_words(figures.term),
        is_minor=line is None,
        notes=line.notes if line else (),
        has_readings=bool(line and line.readings),
        code=code,
        is_asked=bool(line and line.asked),
    )


def _year_cell(href: str, figure: YearFigure, unit: Unit, bound: Bound) -> BoardCell:
    missing = WAITING if figure.provisional else NO_VALUE
    return BoardCell(
        label=str(figure.year),
        text=missing if figure.value is None else shown(figure.value, unit, bound),
        href=href,
        # What is provisional decides nothing, so it is not marked as missed.
        verdict="" if figure.provisional else figure.verdict.value,
        provisional=figure.provisional,
        note="" if figure.plan is None else gettext("plan %(plan)s") % {"plan": number(figure.plan)},
    )


def _with_later(cell: BoardCell, number: int) -> BoardCell:
    """Beside the figure that does not hold it."""
    if not number:
        return cell
    return replace(cell, later=gettext("late: %(number)s") % {"number": format_integer(number)})


def _with_decided(row: BoardRow, decided: Decided) -> BoardRow:
    """Of a share of those that are rated so far: of how many they are."""
    cells = (
        replace(cell, note=" · ".join(filter(None, (cell.note, decided.get(int(cell.label)))))) for cell in row.cells
    )
    return replace(row, cells=tuple(cells))


def _term_cell(href: str, figure: TermFigure, unit: Unit, bound: Bound, period: Target.Period) -> BoardCell:
    value = NO_VALUE if figure.value is None else shown(figure.value, unit, bound)
    text, note, provisional = value, "", figure.provisional and not figure.verdict.holds
    if bound.given and period == Target.Period.EACH_YEAR and figure.years_elapsed:
        text = gettext("%(met)s/%(elapsed)s years") % {"met": figure.years_met, "elapsed": figure.years_elapsed}
        note, provisional = gettext("together %(value)s") % {"value": value}, False
    elif figure.plan is not None:
        note = gettext("plan %(plan)s") % {"plan": number(figure.plan)}
    return BoardCell(
        label=gettext("Term"),
        text=text,
        href=href,
        provisional=provisional,
        note=note,
    )


def verdict_of_year(year: YearFigure) -> VerdictWords:
    return VerdictWords(year.verdict.value, gettext("No target yet") if lacks_plan(year) else "")


def verdict_of(term: TermFigure) -> VerdictWords:
    """A failed term names its years, one in progress says whether it is on course."""
    if lacks_plan(term):
        return VerdictWords(term.verdict.value, gettext("No target yet"))
    if term.verdict is Verdict.NOT_MET and term.failed_years:
        years = ", ".join(map(str, term.failed_years))
        return VerdictWords(term.verdict.value, gettext("Not met %(years)s") % {"years": years})
    if term.verdict is Verdict.PENDING:
        return VerdictWords(term.verdict.value, gettext("On course") if term.on_course else gettext("Behind"))
    return VerdictWords(term.verdict.value)


def lenient_words(term: TermFigure) -> str:
    """Said only where the two readings differ."""
    if term.verdict is Verdict.NOT_MET and term.lenient.holds:
        return gettext("by the whole term: met")
    if term.verdict.holds and term.lenient is Verdict.NOT_MET:
        return gettext("by the whole term: not met")
    return ""


def title(card: Scorecard) -> str:
    term = card.term.replace("-", " – ")
    if not card.targets:
        return gettext("Term %(term)s: no target yet") % {"term": term}
    if card.is_blank:
        return gettext("Term %(term)s: no figures yet") % {"term": term}
    decided = all(line.term.verdict is not Verdict.PENDING for line in card.targets)
    counts = {"term": term, "met": card.on_course, "all": len(card.targets)}
    if decided:
        sentence = ngettext(
            "Term %(term)s: %(met)s/%(all)s target met", "Term %(term)s: %(met)s/%(all)s targets met", len(card.targets)
        )
    else:
        sentence = ngettext(
            "Term %(term)s: %(met)s/%(all)s target on course",
            "Term %(term)s: %(met)s/%(all)s targets on course",
            len(card.targets),
        )
    return with_provisional(card, sentence % counts)


def with_provisional(card: Scorecard, words: str) -> str:
    """Said where the count stands, not only beside the years."""
    return gettext("%(words)s (provisional)") % {"words": words} if card.is_provisional_alone else words


@dataclass(frozen=True)
class WaitingYear:
    """Who is late in a year."""

    year: int
    words: str
    url: str


def waiting(card: Scorecard) -> Sequence[WaitingYear]:
    found = []
    for pending in card.pending:
        count = pending.grassroots or pending.sheets
        words = (
            ngettext("%(count)s organisation not approved", "%(count)s organisations not approved", count)
            if pending.grassroots
            else ngettext("%(count)s sheet not approved", "%(count)s sheets not approved", count)
        )
        url = listed_url(pending.year, OPEN, grassroots=bool(pending.grassroots))
        found.append(WaitingYear(pending.year, words % {"count": format_integer(count)}, url))
    return found
