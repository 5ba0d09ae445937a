"""Read what a scorecard is built from: a fixed number of queries however many years, sheets and indicators."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from django.db.models import Q
from django.db.models.functions import ExtractYear

from inspections.acts import Acts
from members.models import LifeEvent
from organizations.models import Organization, within
from organizations.tree import STEP
from ratings.counts.ceilings import AllowedMembers, Ceilings
from ratings.counts.groups import members_by_title_group_of_each
from ratings.counts.once import sheets_of, superseded
from ratings.counts.totals import Place, Totals, tallied, totals
from ratings.models import RatingYear, SheetQuerySet
from ratings.register import begun, differences, reading
from ratings.register.reading import Dated
from reports.indicators.acts import SOURCES as ACTS
from reports.indicators.catalogue import GROWTH
from reports.models import Term
from reports.scorecard import given
from reports.scorecard.reasons import PendingYear
from reports.scorecard.sources import Register, Sources
from ui.numbers import percent_of

Counts = Counter[tuple]


def sources(term: Term, organization: Organization, as_of: date) -> Sources:
    first, last = term.first_year, term.last_year
    sheets = sheets_of(organization, term.years)
    rating_years = _rating_years(term, sheets)
    found = totals(sheets, ("rating_year__year", "kind"))
    root, fixed = _whole(organization), reading.fixed_years()
    admissions = _admissions(reading.events(fixed), root, organization, last, as_of)
    acts = _acts(reading.acts(fixed), root, organization, last, as_of)
    return Sources(
        years=tuple(term.years),
        as_of=as_of,
        totals=_by_year(found),
        growths=_growths(sheets, found),
        admissions=_register(admissions, begun.told(fixed, rating_years, "admissions_begun")),
        acts=_register(acts, begun.told(fixed, rating_years, "acts_begun")),
        distinct=_distinct(reading.acts(fixed), organization, first, last, as_of),
        province={key: figure.value for key, figure in given.provincial_figures(term).items()},
        plans=given.plans(term, _rated_by(rating_years)),
        rating_years=rating_years,
        allowed=_allowed(rating_years, sheets),
        pending=_pending(found),
        unmoved=differences.unmoved(rating_years),
    )


def _rating_years(term: Term, sheets: SheetQuerySet) -> list[RatingYear]:
    """Those of the root, and those of roots below which the organisation, or what merged into it, was rated."""
    rated = sheets.order_by().values("rating_year")
    years = RatingYear.objects.filter(year__range=(term.first_year, term.last_year))
    return list(years.filter(Q(root=term.root_id) | Q(pk__in=rated)).select_related("root"))


def _rated_by(rating_years: Collection[RatingYear]) -> list[RatingYear]:
    """Without those that another one has taken the place of, though something was rated there alone."""
    gone = superseded(rating_years)
    return [each for each in rating_years if each not in gone]


def _whole(organization: Organization) -> Organization:
    """All that one register tells of: the root of today, and wherever the organisation itself stood before."""
    root = Organization.objects.get(path=organization.path[:STEP])
    root.earlier_paths = [*root.earlier_paths, *organization.paths]
    return root


def _by_year(found: Totals) -> dict[int, Counter[str]]:
    by_year: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for (year, _kind), counts in found.sums.items():
        by_year[year].update(counts)
    return dict(by_year)


def _growths(sheets: SheetQuerySet, found: Totals) -> dict[int, list[Fraction]]:
    """Each enterprise's own growth, for the mean in which all count the same."""
    revenues: dict[Place, Mapping[str, int]] = dict(
        tallied(sheets, ("rating_year__year", "pk"), GROWTH.numerator.names)
    )
    for each in found.waiting:
        if "revenue_previous" in each.counts:
            revenues[each.place[0], each.sheet_id] = each.counts
    growths: defaultdict[int, list[Fraction]] = defaultdict(list)
    for (year, _sheet), pair in sorted(revenues.items()):
        growth = percent_of(pair["revenue"] - pair["revenue_previous"], pair["revenue_previous"])
        if growth is not None:
            growths[year].append(growth)
    return dict(growths)


def _admissions(events: Dated, root: Organization, organization: Organization, last: int, as_of: date) -> Counts:
    decided = events.within(root).filter(
        kind=LifeEvent.Kind.ADMITTED, happened_on__year__lte=last, happened_on__lte=as_of
    )
    by_year = decided.annotate(year=ExtractYear("happened_on"))
    return by_year.counted("year", where=within(organization, "path"))


def _acts(acts: Dated, root: Organization, organization: Organization, last: int, as_of: date) -> Counts:
    opened = acts.within(root).filter(opened_on__year__lte=last, opened_on__lte=as_of)
    grouped = opened.annotate(year=ExtractYear("opened_on"), of_member=Q(member__isnull=False))
    names = ("year", "kind", "body", "basis", "of_member")
    return grouped.counted(*names, where=within(organization, "path"))


def _register(counts: Counts, told: Mapping[int, bool]) -> Register:
    return Register(min((key[0] for key in counts), default=None), counts, told)


def _distinct(begun: Dated, organization: Organization, first: int, last: int, as_of: date) -> dict[str, int]:
    """Of each kind of acts, on how many different subjects over the term."""
    there = begun.within(organization).filter(opened_on__year__range=(first, last), opened_on__lte=as_of)
    seen = there.distinct("kind", "body", "basis", "member", "organization")
    return {code: len(set(_subjects(acts, seen))) for code, acts in ACTS.items()}


def _subjects(acts: Acts, seen: Iterable[tuple]) -> Iterator[int]:
    for kind, body, basis, member, organization in seen:
        if acts.covers(kind, body, basis, member is not None):
            yield member or organization


def _allowed(rating_years: Collection[RatingYear], sheets: SheetQuerySet) -> dict[int, AllowedMembers]:
    """Members, as their sheets stand."""
    ceilings = Ceilings.of_each(rating_years)
    rated = members_by_title_group_of_each(ceilings, sheets)
    allowed: dict[int, AllowedMembers] = {}
    for each in rating_years:
        here = ceilings[each.pk].of_members(rated.get(each.pk, {}))
        allowed[each.year] = here.beside(allowed.get(each.year))
    return allowed


def _pending(found: Totals) -> dict[int, PendingYear]:
    kinds: defaultdict[int, list[str]] = defaultdict(list)
    for each in found.waiting:
        year, kind = each.place
        kinds[year].append(kind)
    grassroots = Organization.Kind.grassroots()
    return {
        year: PendingYear(year, len(kinds[year]), sum(kind in grassroots for kind in kinds[year]))
        for year in sorted(kinds)
    }
