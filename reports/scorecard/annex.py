"""What a term report tells beside the scorecard's lines: who is there, who came and left, each organisation's level.

Read once, when the report is asked for. Approved sheets give what was frozen with them, open ones are counted live and
make their year provisional.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias

from django.db.models import Q
from django.db.models.functions import ExtractYear, Substr

from members.ledger.flows import Period
from organizations.models import Lineage, Organization, Place, Sector, within
from organizations.sectors import NO_SECTOR_ON_PAPER
from ratings.counts.groups import GRASSROOTS_LENGTH
from ratings.counts.measures import rated
from ratings.counts.once import sheets_of
from ratings.counts.totals import totals
from ratings.ledger.ledger import Ledger, ledger_of
from ratings.ledger.scope import Scope
from ratings.ledger.tables import FORM
from ratings.register import on_day, reading
from reports.indicators.acts import SOURCES as ACTS
from reports.models import Term
from reports.scorecard.facts import Annex, Counted, RatedOrganization, SectorFacts, YearCounts
from reports.scorecard.headcount import grassroots_on, last_day
from reports.scorecard.standings import rated_organizations

# By the code of the sector, then by year.
Counts: TypeAlias = defaultdict[str | None, defaultdict[int, Counter[str]]]
MEASURES = (
    *rated("members"),
    *rated("cells"),
    "political_task_units",
    "political_task_good",
    "directives_expected",
    "directives_reached",
    "mobilisation_registered",
    "mobilisation_recognised",
    "dialogues",
    "budget_paid",
)


def read(organization: Organization, term: Term, today: date) -> Annex:
    on, rated = last_day(organization, term, today), rated_organizations(organization, term, today)
    there, belonging = grassroots_on(organization, on), on_day.belonging(organization, on)
    # Of one that two roots' editions have, as it was kept last.
    each = {pk: what for pk, *what in there.order_by("pk").values_list("organization", "kind", "sector__code")}
    kinds, sizes = Counter(kind for kind, _code in each.values()), Counter(code for _kind, code in each.values())
    by_sector = _by_sector(organization, term)
    links = Lineage.objects.filter(successor=organization, kind=Lineage.Kind.MERGE)
    return Annex(
        on=on,
        founded_on=organization.opened_on,
        founding_decision=organization.decision_number,
        predecessors=tuple(links.values_list("predecessor__name", flat=True)),
        organizations=kinds.total(),
        committees=kinds[Organization.Kind.GRASSROOTS_COMMITTEE],
        members=belonging.order_by().values("member").distinct().count(),
        events=_events(organization, term, today),
        acts=_acts(organization, term, today),
        sectors=(
            *_sectors(term, sizes, by_sector),
            *_without_sector(term, sizes, by_sector, rated),
        ),
        rated=rated,
        ledger=tuple(_ledger(organization, term, today)),
    )


def _ledger(organization: Organization, term: Term, today: date) -> Iterator[YearCounts]:
    """Of a year to come nothing."""
    scope = Scope(organization)
    for year in term.years:
        begun = date(year, 1, 1) <= today
        yield YearCounts(year, tuple(_rows(ledger_of(scope, Period.of_year(year, today)))) if begun else ())


def _rows(ledger: Ledger) -> Iterator[Counted]:
    return (Counted(form.code, ledger.sum(form.lines).total) for form in FORM)


def _events(organization: Organization, term: Term, today: date) -> tuple[YearCounts, ...]:
    events = reading.events().within(organization).filter(happened_on__range=_days(term, today))
    by_year: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for (year, kind), total in events.counted("happened_on__year", "kind").items():
        by_year[year][kind] = total
    return _by_year(by_year, term)


def _acts(organization: Organization, term: Term, today: date) -> tuple[YearCounts, ...]:
    """By the codes of the indicators, whether or not the term has a line for them; empty where no act is recorded."""
    begun = reading.acts().within(organization).filter(opened_on__range=_days(term, today))
    grouped = begun.annotate(year=ExtractYear("opened_on"), of_member=Q(member__isnull=False))
    by_year: defaultdict[int, Counter[str]] = defaultdict(lambda: Counter(dict.fromkeys(ACTS, 0)))
    for (year, *what), total in grouped.counted("year", "kind", "body", "basis", "of_member").items():
        by_year[year].update({code: total for code, acts in ACTS.items() if acts.covers(*what)})
    return _by_year(by_year, term) if by_year else ()


def _days(term: Term, today: date) -> tuple[date, date]:
    return date(term.first_year, 1, 1), min(today, date(term.last_year, 12, 31))


def _by_sector(organization: Organization, term: Term) -> Counts:
    found: Counts = defaultdict(lambda: defaultdict(Counter))
    sheets = sheets_of(organization, term.years)
    grassroots = sheets.filter(kind__in=Organization.Kind.grassroots()).order_by()
    placed = grassroots.values_list("path", "rating_year__year", "sector__code")
    codes = {(path, year): code for path, year, code in placed}
    places = Place.objects.filter(within(organization, "path"), kind__in=Organization.Kind.grassroots())
    otherwise = dict(places.order_by("since").values_list("path", "sector__code"))
    by = (Substr("path", 1, GRASSROOTS_LENGTH), "rating_year__year")
    for (path, year), counts in totals(sheets, by, MEASURES).sums.items():
        if path in otherwise:
            found[codes.get((path, year), otherwise[path])][year].update(counts)
    return found


def _sectors(term: Term, sizes: Counter[str | None], counts: Counts) -> tuple[SectorFacts, ...]:
    return tuple(
        SectorFacts(
            code=sector.code,
            name=sector.name_vi,
            is_enterprises=sector.kind == Sector.Kind.ENTERPRISES,
            organizations=sizes[sector.code],
            years=_by_year(counts[sector.code], term),
        )
        for sector in Sector.objects.all()
    )


def _without_sector(
    term: Term, sizes: Counter[str | None], counts: Counts, rated: Iterable[RatedOrganization]
) -> Iterator[SectorFacts]:
    """Where there are any, so that the sectors together make the whole."""
    if sizes[None] or counts[None] or not all(each.sector for each in rated):
        yield SectorFacts("", NO_SECTOR_ON_PAPER, False, sizes[None], _by_year(counts[None], term))


def _by_year(counts: defaultdict[int, Counter[str]], term: Term) -> tuple[YearCounts, ...]:
    return tuple(
        YearCounts(year, tuple(Counted(name, value) for name, value in sorted(counts[year].items())))
        for year in term.years
    )
