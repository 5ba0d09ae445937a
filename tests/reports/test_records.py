"""The records behind a figure add up to it: every indicator, every year, and the term."""

from datetime import date

import pytest

from accounts.roles import Role
from inspections.acts import Acts
from inspections.models import Body, Case
from ratings.levels import Level
from reports.indicators.catalogue import BY_CODE, INDICATORS
from reports.indicators.definitions import Admissions, Tallied
from reports.models import ProvincialFigure, Target, Term
from reports.scorecard import records
from reports.scorecard.build import scorecard
from reports.scorecard.figures import Scorecard
from tests import factories
from tests.reports import worlds

pytestmark = pytest.mark.django_db

YEARS = range(2020, 2023)


@pytest.fixture
def world() -> worlds.Bloc:
    world = worlds.bloc()
    for year in YEARS:
        fill(world, year)
    return world


def fill(world: worlds.Bloc, year: int) -> None:
    levels = {Level.EXCELLENT: 1, Level.GOOD: 2 + year % 2, Level.COMPLETED: year % 3}
    for at, organization in enumerate(world.all):
        work = {
            "officials_summoned": 10 + at,
            "officials_attended": 9 + at,
            "workers_summoned": 7,
            "workers_attended": 7 - at,
            "officials_expected": 10,
            "officials_registered": 10 - at,
            "workers_expected": 5,
            "workers_registered": 5,
            "ethics_standards": at != 1,
            "staff_considered": 20,
            "staff_titled": 19,
            "political_task_level": Level.GOOD if at else Level.COMPLETED,
            "directives_expected": 10,
            "directives_reached": 10,
            "revenue": 1000 * (at + 1) + year,
            "revenue_previous": 1000 * (at + 1),
            "budget_paid": 40 + at,
        }
        worlds.sheet(
            world,
            organization,
            year,
            approved=year < 2022 or at > 1,
            level=Level.NOT_COMPLETED if at == 2 and year == 2021 else Level.GOOD,
            members=levels if organization.is_cell else None,
            work=None if organization == world.agency_cell else work,
        )
        worlds.admit(organization, year, at)
    ProvincialFigure.objects.create(
        root=world.bloc, year=year, code=ProvincialFigure.Code.DOMESTIC_REVENUE, value=900, source="Niên giám"
    )
    for kind, basis, body in (
        (Case.Kind.INSPECTION, Case.Basis.PROGRAMME, Body.SUPERIOR_STANDING),
        (Case.Kind.INSPECTION, Case.Basis.SUSPECTED_VIOLATION, Body.SUPERIOR_COMMISSION),
        (Case.Kind.INSPECTION, Case.Basis.DUTY, Body.SUPERIOR_COMMISSION),
        (Case.Kind.SUPERVISION, Case.Basis.PROGRAMME, Body.CELL),
        (Case.Kind.SUPERVISION, Case.Basis.PROGRAMME, Body.GRASSROOTS_COMMISSION),
    ):
        for member in (None, world.members[world.agency_cell.pk][0]):
            factories.CaseFactory(
                organization=world.agency_cell,
                kind=kind,
                basis=basis,
                body=body,
                member=member,
                opened_on=date(year, 5, 5),
            )


@pytest.fixture
def leader(world):
    return factories.user_with(Role.LEADER, world.bloc)


def card_of_all(world) -> Scorecard:
    """A term that asks for every indicator there is, instead of the one of these years."""
    theirs = worlds.term()
    days = {"starts_on": theirs.starts_on, "ends_on": date(2022, 12, 31)}
    theirs.targets.all().delete()
    theirs.delete()
    term = Term.objects.create(root=world.bloc, code="2020-2022", **days, first_year=2020, last_year=2022)
    for position, indicator in enumerate(INDICATORS):
        for part in [each.code for each in indicator.parts] or [""]:
            Target.objects.create(
                term=term, position=position, indicator=indicator.code, part=part, period=Target.Period.EACH_YEAR
            )
    return scorecard(term, world.bloc, worlds.AS_OF)


def added_up(source, indicator, years, world, user) -> tuple[int, int | None]:
    match source:
        case Admissions():
            return records.admissions(years, world.bloc, worlds.AS_OF, user).count(), None
        case Acts():
            found = records.cases(source, years, world.bloc, worlds.AS_OF, user)
            bodies = sum(each.acts for each in records.by_body(records.acts(source, years, world.bloc, worlds.AS_OF)))
            assert bodies == found.visible_to(user).count()
            return bodies, None
    shares = records.shares(indicator, source, years, world.bloc, user)
    whole = (
        sum(share.denominator for share in shares)
        if isinstance(source, Tallied)
        else sum(each.value for each in records.provincial(source, Term.objects.get(code="2020-2022"), years))
    )
    return sum(share.numerator for share in shares), whole


def test_records_add_up_to_every_figure(world, leader):
    card = card_of_all(world)
    assert len(card.lines) == len(BY_CODE)
    for line in card.lines:
        sources = [(line.indicator.source, line)]
        sources += [
            (next(each.source for each in line.indicator.parts if each.code == part.code), part) for part in line.parts
        ]
        for source, figures in sources:
            for figure in figures.years:
                assert figure.value is not None, (line.code, figure.year)
                found = added_up(source, line.indicator, [figure.year], world, leader)
                assert found == (figure.numerator, figure.denominator), (line.code, figure.year)
            found = added_up(source, line.indicator, list(card.years), world, leader)
            assert found == (figures.term.numerator, figures.term.denominator), line.code


def test_the_worst_comes_first_and_says_what_waits(world, leader):
    indicator = BY_CODE["study_workers"]

    shares = records.shares(indicator, indicator.source, [2022], world.bloc, leader)

    assert [share.organization for share in shares] == [world.lone_cell, world.enterprise, world.agency]
    assert [share.value for share in shares] == sorted(share.value for share in shares)
    # the committee's sheet and that of the cell below it
    assert {share.organization: share.waiting for share in shares} == {
        world.lone_cell: 0,
        world.enterprise: 0,
        world.agency: 2,
    }


def test_where_less_is_better_the_most_come_first(world, leader):
    indicator = BY_CODE["org_rated_failed"]

    shares = records.shares(indicator, indicator.source, [2021], world.bloc, leader)

    assert (shares[0].organization, shares[0].numerator) == (world.enterprise, 1)


def test_records_stay_within_what_the_person_may_see(world):
    user = factories.user_with(Role.LEADER, world.enterprise)
    indicator = BY_CODE["study_officials"]

    shares = records.shares(indicator, indicator.source, [2020], world.bloc, user)

    assert [share.organization for share in shares] == [world.enterprise]
    seen = records.admissions([2020], world.bloc, worlds.AS_OF, user)
    assert {event.organization for event in seen} == {world.enterprise}


def test_events_after_the_day_of_the_scorecard_are_not_yet_records(world, leader):
    assert records.admissions([2020], world.bloc, date(2020, 5, 31), leader).count() == 0
    acts = BY_CODE["committee_inspected_orgs"].source
    assert records.cases(acts, [2020], world.bloc, date(2020, 5, 1), leader).count() == 0
