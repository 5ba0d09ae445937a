"""The merged tree of 2025, against SQL that knows only what was decided: each root, each year."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from demo.story import play
from demo.story.cast import COMPANIES, OFFICES, UNITED
from inspections.models import Case, Discipline
from members.models import LifeEvent, Membership
from organizations.models import Lineage, Organization
from ratings.levels import Level
from reports.indicators.catalogue import INDICATORS
from reports.models import Target, Term
from reports.scorecard.build import scorecard
from reports.scorecard.load import sources
from reports.scorecard.standings import rated_organizations
from tests.factories import CaseFactory, member_of
from tests.reports import by_decisions
from tests.reports.climbing import climbed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_database")]

ROOTS = (play.BLOC, OFFICES.named.code, COMPANIES.named.code, UNITED.named.code)
# Before the Bloc ended, below the successors, and after these were merged.
DAYS = (date(2024, 11, 11), date(2025, 1, 15), date(2025, 2, 28), date(2025, 3, 1), date(2025, 6, 30), date(2025, 7, 1))
SHEETS = """(
  SELECT rated.id, sheet.organization_id, {day} AS day, rated.level, founded.kind
  FROM {rated} AS rated
  JOIN ratings_sheet AS sheet ON sheet.id = rated.sheet_id
  JOIN ratings_ratingyear AS year ON year.id = sheet.rating_year_id
  JOIN organizations_change AS founded ON founded.organization_id = sheet.organization_id AND founded.kind <> ''
) AS records"""
GRASSROOTS = "kind IN ('grassroots_committee', 'grassroots_cell')"


@pytest.fixture(scope="module")
def played(demo_database, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        play.play()
        _go_on_living()
        _ask_for_everything()
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


def _go_on_living() -> None:
    """On each of the days every seventh cell admits one and is inspected."""
    cells = sorted(set(Membership.objects.filter(until=None).values_list("organization", flat=True)))
    for place in Organization.objects.filter(pk__in=cells[::7]):
        for day in DAYS:
            member = member_of(place, admitted_on=day, official_on=None)
            LifeEvent.objects.create(kind=LifeEvent.Kind.ADMITTED, happened_on=day, organization=place, member=member)
            case = CaseFactory(organization=place, opened_on=day, acting_organization=place)
            Discipline.objects.create(
                case=case, organization=place, form="warning", decision_number="1", decided_on=day, announced_on=day
            )


def _ask_for_everything() -> None:
    """Each term has a line for each indicator, so that each is compared."""
    for term in Term.objects.filter(root__code__in=ROOTS):
        asked = set(term.targets.values_list("indicator", flat=True))
        for position, each in enumerate(each for each in INDICATORS if each.code not in asked):
            Target.objects.create(
                term=term, position=100 + position, indicator=each.code, period=Target.Period.EACH_YEAR
            )


def _rated(table: str, where: str) -> Counter:
    ends = "(year.year || '-12-31')"
    day = f"CAST({ends} AS DATE)" if connection.vendor == "postgresql" else ends
    return climbed(SHEETS.format(rated=table, day=day), "day", where)


@pytest.fixture(scope="module")
def decided(played, django_db_blocker) -> dict[str, Counter]:
    with django_db_blocker.unblock():
        by_level = {f"members_{level.name.lower()}": level for level in Level}
        members = {name: _rated("ratings_memberrating", f"level = {level.value}") for name, level in by_level.items()}
        return members | {
            "organizations": _rated("ratings_organizationrating", f"level IS NOT NULL AND {GRASSROOTS}"),
            "admissions": climbed("members_lifeevent", "happened_on", "kind = 'admitted'"),
            "acts": climbed("inspections_case", "opened_on", "1 = 1"),
        }


def figures(term: Term, root: Organization) -> dict[str, Counter]:
    """{what: {year: how many}} as the portal tells them."""
    found = sources(term, root, timezone.localdate())
    levels = (f"members_{level.name.lower()}" for level in Level)
    members = {name: Counter({year: counts[name] for year, counts in found.totals.items()}) for name in levels}
    acts: Counter = Counter()
    for (year, *_what), count in found.acts.counts.items():
        acts[year] += count
    rated = rated_organizations(root, term)
    standings = [standing for each in rated for standing in each.standings if standing.level is not None]
    return members | {
        "organizations": Counter(standing.year for standing in standings),
        "admissions": Counter({year: count for (year,), count in found.admissions.counts.items()}),
        "acts": acts,
    }


def merged(root: Organization) -> set[int]:
    """The root and those that became part of it."""
    level, found = {root.pk}, {root.pk}
    while level:
        came = Lineage.objects.filter(successor__in=level, kind=Lineage.Kind.MERGE)
        level = set(came.values_list("predecessor", flat=True)) - found
        found |= level
    return found


@pytest.mark.parametrize("code", ROOTS)
def test_each_figure_of_each_year_is_what_the_decisions_say(decided, code):
    root = Organization.objects.get(code=code)
    together = merged(root)
    for term in root.terms.all():
        told = figures(term, root)
        for what, counts in decided.items():
            expected = {year: sum(counts[pk, year] for pk in together) for year in term.years}
            assert {year: told[what][year] for year in term.years} == expected, (code, term, what)


def test_there_is_something_in_each(decided):
    for code in ROOTS:
        pk = Organization.objects.get(code=code).pk
        years = range(2015, 2026)
        for what in ("admissions", "acts"):
            assert sum(decided[what][pk, year] for year in years), (code, what)
    bloc = Organization.objects.get(code=play.BLOC).pk
    assert [decided["organizations"][bloc, year] for year in (2020, 2023)] == [81, 81]
    roots = set(Organization.objects.filter(parent=None).values_list("pk", flat=True))
    assert Case.objects.count() == sum(count for (pk, _year), count in decided["acts"].items() if pk in roots)


@pytest.mark.parametrize("sector", ["party", "enterprises"])
def test_so_are_those_of_what_was_handed_over_twice(decided, sector):
    term = Term.objects.get(root__code=UNITED.named.code)
    for each in Organization.objects.grassroots().filter(sector__code=sector)[:5]:
        told = figures(term, each)
        for what, counts in decided.items():
            assert told[what][2025] == counts[each.pk, 2025], (each, what)


@pytest.fixture(scope="module")
def sums(played, django_db_blocker) -> dict[str, tuple[Counter, Counter | None]]:
    """{indicator, or one with its part or reading: (what is counted, out of what)}."""
    with django_db_blocker.unblock():
        return {
            code: (by_decisions.count(each.counted), each.of and by_decisions.count(each.of))
            for code, each in by_decisions.figures().items()
        }


def rows_of(card) -> Iterator[tuple[str, Any]]:
    """Each row of the table: lines, their parts, and their other readings that are sums over sums.

    What an office asks by itself is summed in tests/ratings/test_totals.py.
    """
    ours = {each.code for each in INDICATORS}
    for line in (each for each in card.lines if each.code in ours):
        yield line.code, line
        yield from ((f"{line.code} {part.code}", part) for part in line.parts)
        yield from ((f"{line.code} {each.code}", each) for each in line.readings if each.code != "simple_mean")


def province(term: Term, together: set[int], year: int) -> int | None:
    with connection.cursor() as cursor:
        known = ", ".join(map(str, together))
        asked = f"SELECT MAX(value) FROM reports_provincialfigure WHERE year = {year} AND root_id IN ({known})"
        cursor.execute(asked)
        return cursor.fetchone()[0]


@pytest.mark.parametrize("code", ROOTS)
def test_each_row_of_each_table_is_what_the_decisions_add_up_to(sums, code):
    root = Organization.objects.get(code=code)
    together, compared = merged(root), 0
    for term in root.terms.all():
        for name, row in rows_of(scorecard(term, root)):
            counted, of = sums[name]
            for figure in row.years:
                above, below = (side and sum(side[pk, figure.year] for pk in together) for side in (counted, of))
                if name == "domestic_revenue_share":
                    below = province(term, together, figure.year)
                if below or (of is None and name != "domestic_revenue_share" and above):
                    assert (figure.numerator, figure.denominator) == (above, below), (code, term, name, figure.year)
                    compared += 1
                else:
                    assert not figure.numerator, (code, term, name, figure.year)
    assert compared > (1 if code in ROOTS[1:] else 200)


@pytest.mark.parametrize("code", ROOTS)
def test_so_is_the_mean_of_each_ones_own_growth(played, code):
    root = Organization.objects.get(code=code)
    together, (growths, number) = merged(root), by_decisions.mean_growths()
    for term in root.terms.all():
        for line in scorecard(term, root).lines:
            for figure in (figure for each in line.readings if each.code == "simple_mean" for figure in each.years):
                of = sum(number[pk, figure.year] for pk in together)
                assert (figure.denominator or 0) == of, (code, figure.year)
                if of:
                    mean = sum(growths[pk, figure.year] for pk in together) / of
                    assert float(figure.value) == pytest.approx(float(mean)), (code, figure.year)


@pytest.mark.parametrize("form", Discipline.Form.values)
def test_disciplines_of_each_root_are_those_of_what_stood_below_it(played, form):
    decided = by_decisions.count(by_decisions.disciplines(form))
    found = 0
    for root in Organization.objects.filter(code__in=ROOTS):
        told = Discipline.objects.filter(case__in=Case.objects.below(root), form=form)
        years = Counter(day.year for day in told.values_list("case__opened_on", flat=True))
        together = merged(root)
        expected = {year: sum(decided[pk, year] for pk in together) for year in range(2015, 2026)}
        assert {year: years[year] for year in range(2015, 2026)} == expected, (root, form)
        found += sum(expected.values())
    assert found or form in ("dissolution", "expulsion", "removal_from_office")
