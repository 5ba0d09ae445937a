import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.models import Body, Case
from members.models import LifeEvent
from organizations.models import Lineage, Organization
from ratings.levels import Level
from ratings.models import Sheet
from reports.scorecard import annex
from reports.scorecard.facts import Annex, SectorFacts, Standing, YearCounts
from reports.snapshots.term import TermSnapshot, take
from tests import factories
from tests.reports import worlds

pytestmark = pytest.mark.django_db
TODAY = date(2025, 1, 15)


def read(world: worlds.Bloc, today: date = TODAY) -> Annex:
    return annex.read(world.bloc, worlds.term(), today)


def of_year(counts: tuple[YearCounts, ...], year: int) -> YearCounts:
    return next(each for each in counts if each.year == year)


def sector(facts: Annex, code: str) -> SectorFacts:
    return next(each for each in facts.sectors if each.code == code)


def test_head_counts_are_of_today_or_of_the_terms_last_day():
    world = worlds.bloc()
    factories.member_of(world.agency_cell)
    factories.member_of(world.lone_cell)
    facts = read(world)
    assert (facts.on, facts.organizations, facts.committees, facts.members) == (TODAY, 3, 2, 2)
    assert read(world, date(2030, 1, 1)).on == date(2025, 8, 31)


def test_the_bloc_names_what_it_came_from():
    world = worlds.bloc()
    for name in ("Khối A", "Khối B"):
        former = factories.OrganizationFactory(name=name, closed_on=date(2019, 7, 1))
        Lineage.objects.create(
            predecessor=former, successor=world.bloc, kind=Lineage.Kind.MERGE, happened_on=date(2019, 7, 1)
        )
    assert read(world).predecessors == ("Khối A", "Khối B")


def test_life_events_are_counted_by_year_of_the_decision_and_only_within_the_term_and_until_today():
    world = worlds.bloc()
    member = factories.member_of(world.agency_cell)
    for day in (date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2025, 1, 1)):
        LifeEvent.objects.create(
            member=member, kind=LifeEvent.Kind.TRANSFERRED_IN, happened_on=day, organization=world.agency_cell
        )
    facts = read(world)
    assert [each.get("transferred_in") for each in facts.events] == [2, None, None, None, None]


def test_acts_are_counted_by_the_indicators_own_conditions():
    world = worlds.bloc()
    factories.CaseFactory(organization=world.agency, body=Body.SUPERIOR_COMMITTEE, opened_on=date(2021, 3, 3))
    factories.CaseFactory(
        organization=world.agency, body=Body.SUPERIOR_COMMISSION, kind=Case.Kind.SUPERVISION, opened_on=date(2021, 3, 3)
    )
    counts = of_year(read(world).acts, 2021)
    assert counts.get("committee_inspected_orgs") == 1
    assert counts.get("commission_supervised_orgs") == 1
    assert counts.get("committee_supervised_orgs") == 0


def test_what_is_in_no_sector_stands_beside_the_sectors_and_last():
    """In the sums and in the table of levels; where all are in one nothing is said of it."""
    world = worlds.bloc()
    worlds.sheet(world, world.agency, 2024, level=Level.GOOD)
    assert "" not in [each.code for each in read(world).sectors]
    kind = Organization.Kind.GRASSROOTS_CELL
    cells = [
        factories.OrganizationFactory(kind=kind, parent=world.bloc, name=name) for name in ("Chi bộ A", "Chi bộ B")
    ]
    for each in cells:
        worlds.sheet(world, each, 2024, level=Level.GOOD, members={Level.GOOD: 2})
    facts = read(world)
    without = facts.sectors[-1]
    assert (without.code, without.name, without.organizations) == ("", "Chưa xếp khối ngành", 2)
    assert of_year(without.years, 2024).get("members_good") == 4
    assert sum(each.organizations for each in facts.sectors) == facts.organizations
    assert [(each.name, each.sector) for each in facts.rated][-2:] == [("Chi bộ A", ""), ("Chi bộ B", "")]


def test_without_any_case_nothing_is_said_about_acts():
    assert read(worlds.bloc()).acts == ()


def test_approved_sheets_give_their_tallies_and_open_ones_are_counted_live():
    world = worlds.bloc()
    worlds.sheet(world, world.agency_cell, 2021, members={Level.GOOD: 3, Level.EXCELLENT: 1})
    worlds.sheet(world, world.agency_cell, 2022, members={Level.GOOD: 2}, approved=False)
    party = sector(read(world), "party")
    assert of_year(party.years, 2021).get("members_good") == 3
    assert of_year(party.years, 2021).get("members_excellent") == 1
    assert of_year(party.years, 2022).get("members_good") == 2
    assert of_year(party.years, 2023).counts == ()


def test_what_changes_after_approval_does_not_change_the_report():
    world = worlds.bloc()
    made = worlds.sheet(world, world.agency_cell, 2021, members={Level.GOOD: 3})
    made.member_ratings.update(level=Level.COMPLETED)
    assert of_year(sector(read(world), "party").years, 2021).get("members_good") == 3


def test_every_grassroots_organisation_with_a_rating_has_its_row_year_by_year():
    world = worlds.bloc()
    worlds.sheet(world, world.agency, 2021, level=Level.EXCELLENT)
    worlds.sheet(world, world.agency, 2022, level=Level.GOOD, approved=False)
    worlds.sheet(world, world.agency_cell, 2021, level=Level.GOOD)
    [row] = [each for each in read(world).rated if each.standings]
    assert (row.id, row.sector) == (world.agency.pk, "party")
    assert row.standing(2021) == Standing(2021, 4, "", "", False)
    assert row.standing(2022) == Standing(2022, 3, "", "", True)
    assert row.standing(2023) is None


def test_a_closed_organisation_keeps_its_row():
    world = worlds.bloc()
    worlds.sheet(world, world.agency, 2021, level=Level.GOOD)
    Organization.objects.filter(pk=world.agency.pk).update(closed_on=date(2022, 1, 1))
    assert [row.id for row in read(world).rated if row.standings] == [world.agency.pk]


def test_another_bloc_stays_outside():
    world, other = worlds.bloc(), worlds.bloc()
    worlds.sheet(other, other.agency, 2021, level=Level.GOOD, members=None)
    factories.member_of(other.agency_cell)
    facts = read(world)
    assert facts.rated == ()
    assert facts.members == 0


def test_a_snapshot_survives_the_database_as_json_and_keeps_its_code():
    world = worlds.bloc()
    worlds.sheet(world, world.agency, 2021, level=Level.GOOD)
    snapshot = take(worlds.term(), world.bloc)
    again = TermSnapshot.from_json(json.loads(json.dumps(snapshot.to_json())))
    assert again == snapshot
    assert again.sha256 == snapshot.sha256


@pytest.mark.parametrize("broken", [{}, {"taken_at": "x"}, {"taken_at": None, "scorecard": 1, "annex": []}])
def test_a_snapshot_of_another_shape_is_refused(broken):
    with pytest.raises(ValueError, match=r"snapshot|isoformat"):
        TermSnapshot.from_json(broken)


def test_reading_costs_the_same_for_one_sheet_and_for_many():
    world = worlds.bloc()
    counts = []
    for years in ((2020,), (2021, 2022)):
        for year in years:
            worlds.sheet(world, world.agency, year, level=Level.GOOD)
            worlds.sheet(world, world.agency_cell, year, members={Level.GOOD: 2}, approved=False)
        with CaptureQueriesContext(connection) as queries:
            take(worlds.term(), world.bloc)
        counts.append(len(queries))
    assert Sheet.objects.count() == 6
    assert counts[0] == counts[1]


def test_a_year_is_brought_in_where_nobody_decided_it_here():
    world = worlds.bloc()
    for year, brought_in in ((2020, True), (2021, False), (2022, True)):
        worlds.rating_year(year, brought_in=brought_in)
    snapshot = take(worlds.term(), world.bloc)
    assert snapshot.brought_in == (2020, 2022)
    assert TermSnapshot.from_json(snapshot.to_json()) == snapshot
