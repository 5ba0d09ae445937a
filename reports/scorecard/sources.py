"""What a scorecard is built from, read in a fixed number of queries however many years, sheets and indicators."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from inspections.acts import Acts
from inspections.models import Case
from members.models import LifeEvent
from organizations.models import Organization
from organizations.tree import STEP, below
from ratings.counts import measures
from ratings.models import RatingYear, Sheet, Tally
from reports.indicators.acts import SOURCES as ACTS
from reports.indicators.catalogue import GROWTH
from reports.indicators.definitions import Admissions, OfProvince, Source, Tallied
from reports.indicators.definitions import Sum as Measures
from reports.models import Plan, ProvincialFigure
from reports.scorecard.figures import PendingYear, Reason


@dataclass(frozen=True)
class Found:
    """A numerator over a denominator, or why there is none; a bare count has no denominator."""

    numerator: int | None
    denominator: int | None = None
    reason: Reason | None = None


@dataclass(frozen=True)
class Register:
    """Dated events by year. Before its first entry the register says nothing; from then on, none means none."""

    since: int | None
    counts: Mapping[tuple, int]


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
    rating_years: Mapping[int, RatingYear]
    pending: Mapping[int, PendingYear]

    def is_provisional(self, source: Source, year: int) -> bool:
        """Sheets wait for approval; or, of dated events, the year or its round still runs."""
        if isinstance(source, Tallied | OfProvince):
            return year in self.pending
        rating_year = self.rating_years.get(year)
        runs = rating_year is not None and rating_year.state != RatingYear.State.CLOSED
        return self.as_of <= date(year, 12, 31) or runs

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
        denominator = add(source.denominator, totals)
        if denominator == 0:
            return Found(None, reason=Reason.ZERO_DENOMINATOR)
        return Found(add(source.numerator, totals), denominator)

    def _of_province(self, source: OfProvince, year: int) -> Found:
        totals = self.totals.get(year, Counter())
        if not any(name in totals for name in source.numerator.names):
            return Found(None, reason=Reason.NOT_ENTERED)
        if not (whole := self.province.get((year, source.figure), 0)):
            return Found(None, reason=Reason.NO_PROVINCIAL_FIGURE)
        return Found(add(source.numerator, totals), whole)


def add(measures: Measures, totals: Mapping[str, int]) -> int:
    return sum(sign * totals.get(name, 0) for name, sign in measures.measures)


def _registered(register: Register, year: int, count: int) -> Found:
    if register.since is None:
        return Found(None, reason=Reason.NOT_ENTERED)
    if year < register.since:
        return Found(None, reason=Reason.NOT_REGISTERED)
    return Found(count)


def load(years: Sequence[int], organization: Organization, as_of: date) -> Sources:
    first, last = min(years), max(years)
    sheets = Sheet.objects.below(organization).filter(rating_year__year__range=(first, last))
    waiting = {
        pk: (year, kind)
        for pk, year, kind in sheets.pending().values_list("pk", "rating_year__year", "organization__kind")
    }
    live = measures.count(sheets.pending()) if waiting else {}
    tallies = frozen(organization).filter(sheet__rating_year__year__range=(first, last))
    root = Organization(path=organization.path[:STEP])
    return Sources(
        years=tuple(years),
        as_of=as_of,
        totals=_totals(tallies, waiting, live),
        growths=_growths(tallies, waiting, live),
        admissions=_admissions(root, organization, last, as_of),
        acts=_acts(root, organization, last, as_of),
        distinct=_distinct(organization, first, last, as_of),
        province=_province(first, last),
        plans={
            (year, code): Fraction(value)
            for year, code, value in Plan.objects.filter(year__range=(first, last)).values_list(
                "year", "indicator", "value"
            )
        },
        rating_years={each.year: each for each in RatingYear.objects.filter(year__range=(first, last))},
        pending=_pending(waiting),
    )


Waiting = Mapping[int, tuple[int, str]]
Live = Mapping[int, Mapping[str, int]]


def frozen(organization: Organization) -> QuerySet[Tally]:
    """Joined, not by a subquery: PostgreSQL runs that for every tally while its statistics are new."""
    return Tally.objects.filter(
        below(organization.path, "sheet__organization__path"), sheet__state=Sheet.State.APPROVED
    ).order_by()


def _totals(tallies: QuerySet[Tally], waiting: Waiting, live: Live) -> dict[int, Counter[str]]:
    totals: defaultdict[int, Counter[str]] = defaultdict(Counter)
    summed = tallies.values_list("sheet__rating_year__year", "measure").annotate(total=Sum("value"))
    for year, measure, total in summed:
        totals[year][measure] += total
    for sheet, counted in live.items():
        totals[waiting[sheet][0]].update(counted)
    return dict(totals)


def _growths(tallies: QuerySet[Tally], waiting: Waiting, live: Live) -> dict[int, list[Fraction]]:
    """Each enterprise's own growth, for the mean in which all count the same."""
    revenues: defaultdict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    given = tallies.filter(measure__in=GROWTH.numerator.names)
    for year, sheet, measure, value in given.values_list("sheet__rating_year__year", "sheet", "measure", "value"):
        revenues[year, sheet][measure] = value
    for sheet, counted in live.items():
        if "revenue_previous" in counted:
            revenues[waiting[sheet][0], sheet] = {name: counted[name] for name in GROWTH.numerator.names}
    growths: defaultdict[int, list[Fraction]] = defaultdict(list)
    for (year, _sheet), pair in sorted(revenues.items()):
        if pair["revenue_previous"]:
            growths[year].append(Fraction(100 * (pair["revenue"] - pair["revenue_previous"]), pair["revenue_previous"]))
    return dict(growths)


def _admissions(root: Organization, organization: Organization, last: int, as_of: date) -> Register:
    events = LifeEvent.objects.admissions().below(root).filter(happened_on__year__lte=last, happened_on__lte=as_of)
    here = Count("pk", filter=below(organization.path, "organization__path"))
    rows = events.annotate(year=ExtractYear("happened_on")).values_list("year").annotate(total=here).order_by()
    return _register(rows)


def _acts(root: Organization, organization: Organization, last: int, as_of: date) -> Register:
    cases = Case.objects.below(root).filter(opened_on__year__lte=last, opened_on__lte=as_of)
    here = Count("pk", filter=below(organization.path, "organization__path"))
    grouped = cases.annotate(year=ExtractYear("opened_on"), of_member=Q(member__isnull=False))
    rows = grouped.values_list("year", "kind", "body", "basis", "of_member").annotate(total=here).order_by()
    return _register((year, kind, body, basis, bool(of_member), n) for year, kind, body, basis, of_member, n in rows)


def _register(rows: Iterable[tuple]) -> Register:
    counts = {tuple(key): total for *key, total in rows}
    return Register(min((key[0] for key in counts), default=None), counts)


def _distinct(organization: Organization, first: int, last: int, as_of: date) -> dict[str, int]:
    """Of each kind of acts, on how many different subjects over the term."""
    cases = Case.objects.below(organization).filter(opened_on__year__range=(first, last), opened_on__lte=as_of)
    counts = {
        code: Count("member" if acts.of_members else "organization", distinct=True, filter=acts.condition)
        for code, acts in ACTS.items()
    }
    return cases.order_by().aggregate(**counts)


def _province(first: int, last: int) -> dict[tuple[int, str], int]:
    figures = ProvincialFigure.objects.filter(year__range=(first, last))
    return {(year, code): value for year, code, value in figures.values_list("year", "code", "value")}


def _pending(waiting: Waiting) -> dict[int, PendingYear]:
    sheets = Counter(year for year, _kind in waiting.values())
    grassroots = Counter(year for year, kind in waiting.values() if kind in Organization.Kind.grassroots())
    return {year: PendingYear(year, sheets[year], grassroots[year]) for year in sorted(sheets)}
