"""What the dashboard draws beside its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

from django.urls import reverse
from django.utils.translation import gettext

from ratings.levels import LegacyLevel, Level, NotRatedReason
from reports.indicators.verdicts import Comparison
from reports.scorecard.facts import RatedOrganization, Standing
from reports.scorecard.figures import Line, Scorecard
from reports.scorecard.links import records_path
from reports.scorecard.wording import number
from ui.charts.shapes import HeatCell, HeatChart, HeatRow, LineChart, Point, Stack, StackedChart, StackShare, TargetLine

SHOWN_ORGANIZATIONS = 16


# Admissions
def admissions(card: Scorecard) -> LineChart | None:
    """The running sum, the target of the term, and the pace that would just reach it."""
    line = next((line for line in card.lines if line.code == "admissions"), None)
    if line is None or all(figure.value is None for figure in line.years):
        return None
    goal, pace = _goal(line)
    sums = accumulate(figure.value or Fraction(0) for figure in line.years)
    points = tuple(
        Point(
            label=str(figure.year),
            value=None if figure.value is None else total,
            href=records_path(card.term, line.code, figure.year),
            provisional=figure.provisional,
        )
        for figure, total in zip(line.years, sums, strict=True)
    )
    title = gettext("Party members admitted, running total")
    return LineChart(title, points, None if goal is None else TargetLine(goal, number(goal)), pace)


def _goal(line: Line) -> tuple[Fraction | None, tuple[Fraction, ...]]:
    if line.bound.comparison == Comparison.PLAN:
        plans = [figure.plan for figure in line.years if figure.plan is not None]
        return (line.term.plan, tuple(accumulate(plans))) if line.term.plan is not None else (None, ())
    if (low := line.bound.low) is None:
        return None, ()
    return low, tuple(low * at / len(line.years) for at in range(1, len(line.years) + 1))


# Levels of the organisations
def level_counts(card: Scorecard, organizations: Sequence[RatedOrganization]) -> StackedChart | None:
    """How many organisations at each level, year by year."""
    href = reverse("reports:levels", args=[card.term])
    stacks = []
    for year in card.years:
        standings = [standing for each in organizations if (standing := each.standing(year))]
        counts = Counter(standing.level for standing in standings if standing.level is not None)
        if counts:
            shares = tuple(StackShare(str(level.label), counts[level], level.tone, href) for level in Level)
            provisional = any(standing.provisional for standing in standings)
            stacks.append(Stack(str(year), tuple(share for share in shares if share.count), provisional))
    title = gettext("Levels of grassroots Party organisations by year")
    return StackedChart(title, tuple(stacks)) if stacks else None


def level_map(card: Scorecard, organizations: Sequence[RatedOrganization]) -> HeatChart | None:
    """The organisations that stood below good in some year of the term, the lowest first."""
    below = (each for each in organizations if _lowest(each)[0] < min(Level.good_or_better()))
    chosen = sorted(below, key=_lowest)[:SHOWN_ORGANIZATIONS]
    rows = tuple(
        HeatRow(
            name=each.name,
            cells=tuple(heat_cell(each.standing(year)) for year in card.years),
            href=reverse("organizations:detail", args=[each.id]),
        )
        for each in chosen
    )
    return (
        HeatChart(gettext("Organisations with the lowest levels"), tuple(map(str, card.years)), rows) if rows else None
    )


def _lowest(each: RatedOrganization) -> tuple[int, int, str]:
    levels = [standing.level for standing in each.standings if standing.level is not None]
    return min(levels, default=9), sum(levels), each.name


def heat_cell(standing: Standing | None) -> HeatCell:
    if standing is None:
        return HeatCell("·", gettext("no result"), "none")
    if standing.level is None and not standing.not_rated_reason:
        return HeatCell("…", gettext("not decided yet"), "none")
    if standing.level is None:
        return HeatCell(
            "–", gettext("not rated: %(reason)s") % {"reason": NotRatedReason(standing.not_rated_reason).label}, "l0"
        )
    level = Level(standing.level)
    words = [str(LegacyLevel(standing.legacy_level).label if standing.legacy_level else level.label)]
    if standing.provisional:
        words.append(gettext("provisional"))
    return HeatCell(level.short, ", ".join(words), level.tone)
