"""The term in a leader's order: what is missed, then what may be missed; the scorecard's own figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from django.utils.translation import gettext

from reports.dashboard.distances import distance_words, need_words, points
from reports.indicators.definitions import Unit
from reports.indicators.verdicts import Bound, Comparison, Verdict
from reports.models import Target
from reports.scorecard.figures import Line, PartFigures, Scorecard, YearFigure
from reports.scorecard.links import records_path
from reports.scorecard.wording import number, shown
from ui.charts.shapes import Point, StripChart, TargetLine

NEAR = 2
"""Points between a share and its bound: nearer than this a target is watched."""


@dataclass(frozen=True)
class Missed:
    name: str
    url: str
    strip: StripChart
    distance: str
    need: str


@dataclass(frozen=True)
class Watched:
    name: str
    target: str
    url: str
    value: str
    provisional: bool
    why: str


def missed(card: Scorecard) -> Sequence[Missed]:
    """Each target that is not on course, as the sentence "8 of 12" counts them."""
    return [_missed(card, line) for line in card.targets if not line.term.on_course]


def watched(card: Scorecard) -> Sequence[Watched]:
    return list(_watched(card))


def watch_rule() -> str:
    return gettext("To watch: less than %(points)s points from the bound, or lower two years in a row.") % {
        "points": NEAR
    }


def _missed(card: Scorecard, line: Line) -> Missed:
    figures = _failing(line)
    return Missed(
        str(line.name),
        records_path(card.term, line.code, figures=figures),
        _strip(card.term, line, figures),
        distance_words(line, figures),
        need_words(line, figures),
    )


def _failing(line: Line) -> Line | PartFigures:
    """Of a line in parts the first that is not on course: it is what fails the line."""
    return next((one for one in line.parts if not one.term.on_course), line)


# Each year against the bound
def _strip(term: str, line: Line, figures: Line | PartFigures) -> StripChart:
    way = partial(records_path, term, line.code, figures=figures)
    dots = tuple(_point(line, figure, figures.bound, way(figure.year)) for figure in figures.years)
    yearly = line.period == Target.Period.EACH_YEAR
    return StripChart(
        str(line.name), dots, _bounds(figures.bound, line.unit) if yearly else (), _good_side(figures.bound)
    )


def _point(line: Line, figure: YearFigure, bound: Bound, href: str) -> Point:
    return Point(
        label=str(figure.year),
        value=figure.value,
        text="" if figure.value is None else shown(figure.value, line.unit, bound),
        href=href,
        provisional=figure.provisional,
        missed=figure.verdict is Verdict.NOT_MET and not figure.provisional,
    )


def _bounds(bound: Bound, unit: Unit) -> tuple[TargetLine, ...]:
    limits = [limit for limit in (bound.low, bound.high) if limit is not None]
    signs = {Comparison.AT_LEAST: "≥ ", Comparison.MORE_THAN: "> ", Comparison.AT_MOST: "≤ "}
    sign, percent = signs.get(bound.comparison, ""), "%" if unit is Unit.PERCENT else ""
    return tuple(TargetLine(limit, f"{sign}{number(limit)}{percent}") for limit in limits)


def _good_side(bound: Bound) -> str:
    return {Comparison.EXACTLY: "on", Comparison.AT_MOST: "below"}.get(bound.comparison, "above")


# What is met so far and may fall
def _watched(card: Scorecard) -> Iterator[Watched]:
    for line in card.targets:
        if not line.term.on_course or line.unit is not Unit.PERCENT or line.period != Target.Period.EACH_YEAR:
            continue
        for figures in line.parts or (line,):
            if why := _why_watched(figures.bound, figures.years):
                yield _watched_line(card, line, figures, why)
                break


def _watched_line(card: Scorecard, line: Line, figures: Line | PartFigures, why: str) -> Watched:
    newest = _known(figures.years)[-1]
    return Watched(
        str(line.name),
        line.target,
        records_path(card.term, line.code, newest.year, figures),
        shown(newest.value or Fraction(0), line.unit, figures.bound),
        newest.provisional,
        why,
    )


def _known(years: Sequence[YearFigure]) -> list[YearFigure]:
    return [figure for figure in years if figure.value is not None]


def _why_watched(bound: Bound, years: Sequence[YearFigure]) -> str:
    known = _known(years)
    values = [figure.value for figure in known if figure.value is not None]
    if not values or bound.low is None or bound.comparison == Comparison.EXACTLY:
        return ""
    if not bound.holds(values[-1]):
        return gettext("not enough yet in %(year)s") % {"year": known[-1].year}
    margin = min(abs(values[-1] - limit) for limit in (bound.low, bound.high) if limit is not None)
    if margin < NEAR and values[-1] != 100:
        return gettext("%(points)s points from the bound") % {"points": points(margin)}
    if len(values) > 2 and values[-3] > values[-2] > values[-1]:
        falls = {"points": points(values[-3] - values[-1]), "year": known[-3].year}
        return gettext("%(points)s points lower than in %(year)s") % falls
    return ""
