"""The results of a term against its targets, built as one frozen object: every page and paper is a rendering of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import accumulate, groupby

from django.utils import timezone

from organizations.models import Organization
from reports.indicators.asked import AskedLine
from reports.indicators.catalogue import BY_CODE
from reports.indicators.definitions import Indicator, OtherReading, Source, Unit
from reports.indicators.verdicts import (
    Bound,
    Comparison,
    Verdict,
    both,
    bound_of,
    judge,
    judge_each_year,
    judge_whole_term,
    settled,
)
from reports.models import Target, Term
from reports.scorecard import load
from reports.scorecard.asked import asked_lines
from reports.scorecard.figures import Line, PartFigures, ReadingFigures, Scorecard, TermFigure, YearFigure
from reports.scorecard.notes import notes
from reports.scorecard.reasons import Reason
from reports.scorecard.sources import Found, Sources

Period = Target.Period


def scorecard(term: Term, organization: Organization | None = None, as_of: date | None = None) -> Scorecard:
    """Everything below the organisation, by default the root whose term it is; dated events up to and with `as_of`."""
    organization, as_of = organization or term.root, as_of or timezone.localdate()
    found = load.sources(term, organization, as_of)
    targets = groupby(term.targets.order_by("position", "pk"), key=lambda target: target.indicator)
    return Scorecard(
        term=term.code,
        organization_id=organization.pk,
        organization=organization.name,
        years=tuple(term.years),
        lines=(
            *(_line(BY_CODE[code], list(group), found) for code, group in targets),
            *(_asked(each, found) for each in asked_lines(term)),
        ),
        as_of=as_of,
        pending=tuple(found.pending.values()),
        synthetic=Organization.objects.below(organization).filter(synthetic=True).exists(),
    )


def _line(indicator: Indicator, targets: Sequence[Target], found: Sources) -> Line:
    target = targets[0]
    bound, period = bound_of(target), Period(target.period)
    years, term = _figures(indicator, indicator.source, bound, period, found)
    parts = _parts(indicator, targets, found)
    if parts:
        years, term = _joined(years, term, parts)
    return Line(
        code=indicator.code,
        unit=indicator.unit,
        bound=bound,
        period=period,
        years=years,
        term=term,
        parts=parts,
        readings=(_reading(indicator, indicator.reading, bound, period, found),) if indicator.reading else (),
        notes=notes(indicator, bound, years, found),
    )


def _asked(asked: AskedLine, found: Sources) -> Line:
    """Beside the targets: nothing is resolved of it."""
    indicator, bound, period = asked.indicator, Bound(Comparison.NONE), Period.EACH_YEAR
    years, term = _figures(indicator, indicator.source, bound, period, found)
    return Line(indicator.code, indicator.unit, bound, period, years, term, asked=asked)


# The years
def _figures(
    indicator: Indicator, source: Source, bound: Bound, period: Target.Period, found: Sources
) -> tuple[tuple[YearFigure, ...], TermFigure]:
    def value(each: Found) -> Fraction | None:
        return indicator.unit.value_of(each.numerator, each.denominator)

    each_year = [found.find(source, year) for year in found.years]
    values = [value(each) for each in each_year]
    provisional = [found.is_provisional(source, year) for year in found.years]
    plans = [
        found.plans.get((year, indicator.code)) if bound.comparison == Comparison.PLAN else None for year in found.years
    ]
    verdicts = _verdicts(bound, period, values, provisional, plans)
    years = tuple(
        YearFigure(
            year=year,
            numerator=each.numerator,
            denominator=each.denominator,
            value=value,
            verdict=verdict,
            provisional=is_provisional,
            reason=each.reason or (Reason.NO_PLAN if verdict is Verdict.NO_DATA else None),
            plan=plan,
        )
        for year, each, value, verdict, is_provisional, plan in zip(
            found.years, each_year, values, verdicts, provisional, plans, strict=True
        )
    )
    return years, _term(indicator.unit, bound, period, years)


def _verdicts(
    bound: Bound,
    period: Target.Period,
    values: Sequence[Fraction | None],
    provisional: Sequence[bool],
    plans: Sequence[Fraction | None],
) -> list[Verdict]:
    if period == Period.EACH_YEAR or bound.comparison in (Comparison.NONE, Comparison.PLAN):
        by_plan = bound.comparison == Comparison.PLAN
        return [judge(bound, value, plan=plan, whole=by_plan) for value, plan in zip(values, plans, strict=True)]
    running = accumulate(value or Fraction(0) for value in values)
    last = len(values) - 1
    complete = not any(provisional) and None not in values
    return [
        Verdict.NO_DATA if value is None else judge_whole_term(bound, total, complete=complete and at == last)
        for at, (value, total) in enumerate(zip(values, running, strict=True))
    ]


# The term
def _term(
    unit: Unit,
    bound: Bound,
    period: Target.Period,
    years: tuple[YearFigure, ...],
    value: Fraction | None = None,
) -> TermFigure:
    """`value`: where it is not the share of the sums."""
    known = [figure for figure in years if figure.value is not None]
    numerator = _sum(figure.numerator for figure in known)
    denominator = _sum(figure.denominator for figure in known)
    value = unit.value_of(numerator, denominator) if value is None else value
    complete = len(known) == len(years) and not any(figure.provisional for figure in years)
    plan = _planned(years) if bound.comparison == Comparison.PLAN else None
    if period == Period.EACH_YEAR:
        verdict, lenient = judge_each_year(years), judge(bound, value, plan=plan)
    else:
        verdict = lenient = judge_whole_term(bound, value, complete=complete, plan=plan)
    standing = settled(years) if period == Period.EACH_YEAR or bound.comparison == Comparison.PLAN else []
    return TermFigure(
        numerator=numerator,
        denominator=denominator,
        value=value,
        verdict=verdict,
        lenient=lenient,
        provisional=not complete and bool(known),
        years_met=sum(figure.verdict.holds for figure in standing),
        years_elapsed=len(standing),
        failed_years=tuple(figure.year for figure in standing if figure.verdict is Verdict.NOT_MET),
        plan=plan,
        on_course=verdict.holds or (verdict is Verdict.PENDING and _on_course(bound, period, years)),
    )


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _planned(years: Sequence[YearFigure]) -> Fraction | None:
    """None while a year has no plan."""
    plans = [figure.plan for figure in years if figure.plan is not None]
    return sum(plans, Fraction(0)) if len(plans) == len(years) else None


def _on_course(bound: Bound, period: Target.Period, years: Sequence[YearFigure]) -> bool:
    """Of a sum: with the years that are over, or with those that run already, which may make good what was missed."""
    known = [figure for figure in years if figure.value is not None]
    elapsed = [figure for figure in known if not figure.provisional]
    if period == Period.EACH_YEAR:
        return bool(known) and all(figure.verdict.holds for figure in elapsed or known)
    return any(_keeps_pace(bound, some, len(years)) for some in (elapsed, known) if some)


def _keeps_pace(bound: Bound, some: Sequence[YearFigure], number: int) -> bool:
    """The sum of some of the years of a term of this number, against their part of what is to be reached."""
    total = sum((figure.value or Fraction(0) for figure in some), Fraction(0))
    if bound.comparison == Comparison.PLAN:
        return total >= sum((figure.plan or Fraction(0) for figure in some), Fraction(0))
    if bound.comparison in (Comparison.AT_LEAST, Comparison.MORE_THAN):
        return total * number >= (bound.low or 0) * len(some)
    return bound.holds(total)


# Parts and readings
def _parts(indicator: Indicator, targets: Sequence[Target], found: Sources) -> tuple[PartFigures, ...]:
    by_code = {part.code: part for part in indicator.parts}
    parts = []
    for target in targets:
        if part := by_code.get(target.part):
            bound = bound_of(target)
            years, term = _figures(indicator, part.source, bound, Period(target.period), found)
            parts.append(PartFigures(part.code, bound, years, term))
    return tuple(parts)


def _joined(
    years: tuple[YearFigure, ...], term: TermFigure, parts: Sequence[PartFigures]
) -> tuple[tuple[YearFigure, ...], TermFigure]:
    """The line's own numbers with the verdict of all its parts."""
    joined = tuple(
        YearFigure(
            year=own.year,
            numerator=own.numerator,
            denominator=own.denominator,
            value=own.value,
            verdict=both(figure.verdict for figure in figures),
            provisional=any(figure.provisional for figure in figures),
            reason=next((figure.reason for figure in figures if figure.reason), None),
        )
        for own, *figures in zip(years, *(part.years for part in parts), strict=True)
    )
    standing = settled(joined)
    return joined, TermFigure(
        numerator=term.numerator,
        denominator=term.denominator,
        value=term.value,
        verdict=both(part.term.verdict for part in parts),
        lenient=both(part.term.lenient for part in parts),
        provisional=any(part.term.provisional for part in parts),
        years_met=sum(figure.verdict.holds for figure in standing),
        years_elapsed=len(standing),
        failed_years=tuple(figure.year for figure in standing if figure.verdict is Verdict.NOT_MET),
        on_course=all(part.term.on_course for part in parts),
    )


def _reading(
    indicator: Indicator, reading: OtherReading, bound: Bound, period: Target.Period, found: Sources
) -> ReadingFigures:
    if reading.source is not None:
        return ReadingFigures(reading.code, *_figures(indicator, reading.source, bound, period, found))
    return _simple_mean(indicator, reading, bound, period, found)


def _simple_mean(
    indicator: Indicator, reading: OtherReading, bound: Bound, period: Target.Period, found: Sources
) -> ReadingFigures:
    """Each enterprise counts the same; over the term, each year of each enterprise does."""
    years = []
    for year in found.years:
        growths = found.growths.get(year, ())
        value = sum(growths, Fraction(0)) / len(growths) if growths else None
        years.append(
            YearFigure(
                year=year,
                numerator=None,
                denominator=len(growths) or None,
                value=value,
                verdict=judge(bound, value),
                provisional=found.is_provisional(indicator.source, year),
                reason=found.find(indicator.source, year).reason,
            )
        )
    every = [growth for year in found.years for growth in found.growths.get(year, ())]
    mean = sum(every, Fraction(0)) / len(every) if every else None
    return ReadingFigures(reading.code, tuple(years), _term(indicator.unit, bound, period, tuple(years), mean))
