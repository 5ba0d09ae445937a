"""Indicators that are counted in two ways or from other records: readings, growth, the province, acts."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.models import Body, Case
from ratings.levels import Level
from ratings.models import MemberRating, RaisedCap, RatingYear
from reports.indicators.verdicts import Verdict
from reports.models import ProvincialFigure
from reports.scorecard.build import scorecard
from reports.scorecard.figures import Note
from reports.scorecard.reasons import Reason
from tests import factories
from tests.reports import worlds
from tests.reports.cards import card

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> worlds.Bloc:
    return worlds.bloc()


def test_registration_is_met_only_if_officials_and_workers_both_are(world):
    work = {"officials_expected": 10, "officials_registered": 10, "workers_expected": 10}
    worlds.sheet(world, world.agency, 2020, work=work | {"workers_registered": 8})
    worlds.sheet(world, world.agency, 2021, work=work | {"workers_registered": 9})

    line = card(world).line("exemplary_registration")

    assert [line.year(when).verdict for when in (2020, 2021)] == [Verdict.NOT_MET, Verdict.MET]
    assert line.year(2020).value == 100
    officials, workers = line.parts
    assert (officials.code, workers.code) == ("officials", "workers")
    assert officials.years[0].verdict is Verdict.MET
    assert (workers.years[0].value, workers.years[0].verdict) == (80, Verdict.NOT_MET)
    assert (line.term.verdict, line.term.failed_years) == (Verdict.NOT_MET, (2020,))


def test_excellent_members_are_read_in_two_ways(world):
    worlds.sheet(world, world.agency_cell, 2020, members={Level.EXCELLENT: 3, Level.GOOD: 12, Level.COMPLETED: 5})

    line = card(world).line("member_rated_excellent")

    [other] = line.readings
    assert line.year(2020).value == 15
    assert (other.code, other.years[0].value) == ("of_good_or_better", 20)


@pytest.mark.parametrize(
    ("base", "completed", "conflict"),
    [
        # of those good: 3 of 18 at most, where 15 % of 20 asks for 3
        (RatingYear.CapBase.GOOD_ONLY, 2, None),
        # of those good: 2 of 17 at most
        (RatingYear.CapBase.GOOD_ONLY, 3, Note("cap_conflict", 2020, (2, 3))),
        (RatingYear.CapBase.GOOD_OR_BETTER, 3, None),
    ],
)
def test_an_alarm_where_target_and_cap_cannot_both_hold(world, base, completed, conflict):
    worlds.rating_year(2020, cap_base=base)
    worlds.sheet(world, world.agency_cell, 2020, members={Level.GOOD: 20 - completed, Level.COMPLETED: completed})

    notes = card(world).line("member_rated_excellent").notes

    assert notes == ((conflict,) if conflict else ())


@pytest.mark.parametrize(
    ("rule_set", "group", "completed", "conflict"),
    [
        # by decision 3 of 17, at a quarter of those good; at a fifth it were 2
        ("qd366", "staff", 3, None),
        ("qd366", "staff", 8, Note("raised_cap_conflict", 2020, (2, 3))),
        # of another group, and recorded before the year changed its rules
        ("qd366", "leader", 3, Note("cap_conflict", 2020, (2, 3))),
        ("qd124", "staff", 3, Note("cap_conflict", 2020, (2, 3))),
    ],
)
def test_the_alarm_reckons_with_a_share_that_a_decision_raised(world, rule_set, group, completed, conflict):
    year = worlds.rating_year(2020)
    RatingYear.objects.filter(pk=year.pk).update(rule_set=rule_set)
    worlds.sheet(world, world.agency_cell, 2020, members={Level.GOOD: 20 - completed, Level.COMPLETED: completed})
    MemberRating.objects.update(title_group="staff")
    RaisedCap.objects.create(
        rating_year=year,
        organization=world.agency,
        group=group,
        percent=25,
        decision_number="15-QĐ/ĐUK",
        decided_on=date(2020, 12, 20),
        ground="Vượt 40 % chỉ tiêu",
        recorded_by=world.approver,
    )

    line = card(world).line("member_rated_excellent")

    assert line.notes == ((conflict,) if conflict else ())
    assert all(note.is_alarm for note in line.notes)
    assert all("tỷ lệ được nâng" in note.words for note in line.notes if note.code == "raised_cap_conflict")


def test_growth_is_weighted_and_its_simple_mean_stands_beside_it(world):
    other = factories.committee(world.bloc, "enterprises")
    worlds.sheet(world, world.enterprise, 2020, work={"revenue": 1100, "revenue_previous": 1000})
    worlds.sheet(world, other, 2020, work={"revenue": 80, "revenue_previous": 100})

    line = card(world).line("enterprise_growth")

    assert (line.year(2020).numerator, line.year(2020).denominator) == (80, 1100)
    assert line.year(2020).value == Fraction(8000, 1100)
    assert line.readings[0].years[0].value == -5
    assert line.readings[0].term.value == -5
    assert (line.year(2020).verdict, line.readings[0].years[0].verdict) == (Verdict.MET, Verdict.NOT_MET)


def test_an_enterprise_that_did_not_grow_counts_in_the_simple_mean(world):
    other = factories.committee(world.bloc, "enterprises")
    worlds.sheet(world, world.enterprise, 2020, work={"revenue": 1100, "revenue_previous": 1000})
    worlds.sheet(world, other, 2020, work={"revenue": 100, "revenue_previous": 100})
    assert card(world).line("enterprise_growth").readings[0].years[0].value == 5


def test_share_of_the_province_waits_for_the_provinces_figure(world):
    worlds.sheet(world, world.enterprise, 2015, work={"budget_paid": 21})
    worlds.sheet(world, world.enterprise, 2016, work={"budget_paid": 21})
    ProvincialFigure.objects.create(
        root=world.bloc, year=2015, code=ProvincialFigure.Code.DOMESTIC_REVENUE, value=100, source="Niên giám"
    )

    line = card(world, "2015-2020").line("domestic_revenue_share")

    assert (line.year(2015).value, line.year(2015).verdict) == (21, Verdict.NO_TARGET)
    assert line.year(2016).reason is Reason.NO_PROVINCIAL_FIGURE
    # a year without the province's figure adds to neither sum
    assert (line.term.numerator, line.term.denominator) == (21, 100)


INSPECTION, SUPERVISION = Case.Kind.INSPECTION, Case.Kind.SUPERVISION


PROGRAMME, SUSPICION, DUTY = Case.Basis.PROGRAMME, Case.Basis.SUSPECTED_VIOLATION, Case.Basis.DUTY


@pytest.mark.parametrize(
    ("kind", "basis", "body", "counted_in"),
    [
        (INSPECTION, PROGRAMME, Body.GRASSROOTS_COMMITTEE, "committee_inspected"),
        (INSPECTION, PROGRAMME, Body.SUPERIOR_STANDING, "committee_inspected"),
        (INSPECTION, PROGRAMME, Body.CELL, "committee_inspected"),
        (INSPECTION, DUTY, Body.GRASSROOTS_COMMITTEE, None),
        (INSPECTION, SUSPICION, Body.GRASSROOTS_COMMITTEE, "violation_inspected"),
        (INSPECTION, SUSPICION, Body.SUPERIOR_COMMISSION, "violation_inspected"),
        (INSPECTION, SUSPICION, Body.PROVINCIAL, None),
        (INSPECTION, PROGRAMME, Body.PROVINCIAL, None),
        (SUPERVISION, PROGRAMME, Body.SUPERIOR_COMMITTEE, "committee_supervised"),
        (SUPERVISION, PROGRAMME, Body.GRASSROOTS_COMMISSION, "commission_supervised"),
        (INSPECTION, DUTY, Body.SUPERIOR_COMMISSION, "commission_inspected"),
        (INSPECTION, Case.Basis.PARTY_FINANCE, Body.GRASSROOTS_COMMISSION, "commission_inspected"),
    ],
)
@pytest.mark.parametrize("of_member", [False, True])
def test_each_act_is_counted_in_one_published_group_or_in_none(world, kind, basis, body, counted_in, of_member):
    factories.CaseFactory(
        organization=world.agency_cell,
        kind=kind,
        basis=basis,
        body=body,
        opened_on=date(2016, 5, 5),
        member=factories.member_of(world.agency_cell) if of_member else None,
    )

    found = card(world, "2015-2020")
    lines = [line for line in found.lines if "inspected" in line.code or "supervised" in line.code]
    subject = "members" if of_member else "orgs"

    assert {line.code for line in lines if line.year(2016).numerator} == (
        {f"{counted_in}_{subject}"} if counted_in else set()
    )


def test_acts_are_counted_and_different_subjects_are_said_beside_them(world):
    for when in (2015, 2016, 2017):
        factories.CaseFactory(
            organization=world.agency, body=Body.SUPERIOR_STANDING, opened_on=date(when, 5, 5), number=f"KT-{when}"
        )
    factories.CaseFactory(organization=world.lone_cell, body=Body.CELL, opened_on=date(2014, 5, 5))

    line = card(world, "2015-2020").line("committee_inspected_orgs")

    assert line.term.value == 3
    assert line.notes == (Note("distinct_organizations", None, (1, 3)),)


def test_what_lies_outside_the_organisation_is_left_out(world):
    foreign = factories.OrganizationFactory(name="Đảng bộ Khối nơi khác")
    elsewhere = factories.committee(foreign)
    for organization in (world.agency, elsewhere):
        worlds.sheet(world, organization, 2020, level=Level.GOOD)
        worlds.admit(organization, 2020)
        factories.CaseFactory(organization=organization, body=Body.SUPERIOR_COMMITTEE, opened_on=date(2020, 5, 5))
    worlds.sheet(world, elsewhere, 2021, approved=False, level=Level.GOOD)

    found = card(world)
    assert found.line("org_rated_good_up").year(2020).denominator == 1
    assert found.line("admissions").year(2020).value == 1
    assert found.pending == ()

    narrow = scorecard(worlds.term(), world.lone_cell, worlds.AS_OF)
    assert narrow.line("org_rated_good_up").year(2020).value is None
    # the register of the whole Bloc has begun: none here means none here
    assert narrow.line("admissions").year(2020).value == 0


def test_the_default_is_the_bloc_of_today(world):
    world.bloc.closed_on = date(2019, 6, 30)
    world.bloc.save()
    successor = factories.OrganizationFactory(name="Đảng bộ Khối hợp nhất")

    assert scorecard(factories.term(root=successor)).organization_id == successor.pk


def test_how_many_targets_are_on_course(world):
    for when in (2020, 2021):
        worlds.sheet(
            world,
            world.agency,
            when,
            level=Level.GOOD,
            work={"political_task_level": Level.GOOD if when == 2020 else Level.COMPLETED},
        )

    found = card(world)

    assert len(found.targets) == 12
    assert {line.code for line in found.targets if line.term.on_course} == {"org_rated_good_up", "org_rated_failed"}
    assert found.on_course == 2


def fill(world, years, organizations) -> None:
    for when in years:
        for index, organization in enumerate(organizations):
            worlds.sheet(
                world,
                organization,
                when,
                approved=index > 0,
                level=Level.GOOD,
                members={Level.GOOD: 1} if organization.is_cell else None,
                work={"revenue": 11, "revenue_previous": 10, "officials_summoned": 5, "officials_attended": 5},
            )
            worlds.admit(organization, when)
            factories.CaseFactory(organization=organization, opened_on=date(when, 5, 5))


def test_queries_do_not_grow_with_years_sheets_and_events(world):
    fill(world, [2020], [world.agency])
    term = worlds.term()
    with CaptureQueriesContext(
        connection,
    ) as few:
        scorecard(term, world.bloc, worlds.AS_OF)
    fill(world, range(2021, 2025), world.all)
    with CaptureQueriesContext(connection) as many:
        scorecard(term, world.bloc, worlds.AS_OF)

    assert len(many) == len(few)
    # One of them asks which roots were merged, one what offices ask by themselves.
    assert len(many) <= 21
