"""What the checks look at, loaded from real rows, in a number of queries that stays the same."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from inspections.models import Discipline
from members.ledger.of_cell import Ledger
from members.models import LifeEvent, Member, Membership
from members.offices import Leading
from organizations.models import Organization
from ratings.counts import groups
from ratings.counts.cap import Counts
from ratings.findings import check
from ratings.findings.loading import load
from ratings.levels import Level
from ratings.models import RatingYear, Sheet
from tests import factories
from tests.committees.formed import formed

pytestmark = pytest.mark.django_db

YEAR = 2024


@pytest.fixture
def bloc() -> Organization:
    return factories.OrganizationFactory()


@pytest.fixture
def own(bloc: Organization) -> Organization:
    return factories.committee(bloc)


@pytest.fixture
def cell(own: Organization) -> Organization:
    return factories.cell(own)


def sheet_of(organization: Organization, year: int = YEAR) -> Sheet:
    rating_year = factories.RatingYearFactory(year=year)
    found, _created = Sheet.objects.get_or_create(rating_year=rating_year, organization=organization)
    return found


def rate(member: Member, organization: Organization, level: Level | None = Level.GOOD, year: int = YEAR, **entered):
    return factories.MemberRatingFactory(sheet=sheet_of(organization, year), member=member, level=level, **entered)


def rate_organization(organization: Organization, level: Level, year: int = YEAR):
    return factories.OrganizationRatingFactory(sheet=sheet_of(organization, year), level=level)


def event(member: Member, organization: Organization, kind: LifeEvent.Kind, on: date, **more) -> LifeEvent:
    return LifeEvent.objects.create(member=member, organization=organization, kind=kind, happened_on=on, **more)


def discipline(organization: Organization, member: Member | None = None, **more) -> Discipline:
    values = {
        "form": Discipline.Form.REPRIMAND,
        "decision_number": "05-QĐ/UBKT",
        "decided_on": date(YEAR, 6, 1),
        "announced_on": date(YEAR, 6, 10),
    }
    return Discipline.objects.create(organization=organization, member=member, **(values | more))


def codes(sheet: Sheet) -> set[str]:
    return {finding.code for finding in check(sheet)}


def test_a_row_holds_what_was_entered_and_what_the_year_before_said(cell: Organization):
    member = factories.member_of(cell, position="Bí thư chi bộ")
    rate(member, cell, Level.COMPLETED, YEAR - 1)
    rate(member, cell, Level.GOOD, ballot_present=9, ballot_for=7, self_level=4, civil_level=3, note="ghi chú")
    (row,) = load(sheet_of(cell)).rows
    assert (row.level, row.self_level, row.civil_level, row.last_level) == (3, 4, 3, 2)
    assert (row.ballot_present, row.ballot_for, row.note, row.belongs) == (9, 7, "ghi chú", True)


def test_a_member_without_a_row_is_there_and_empty(cell: Organization):
    factories.member_of(cell)
    facts = load(sheet_of(cell))
    assert [(row.level, row.reason) for row in facts.rows] == [(None, "")]
    assert facts.own_members == Counts(empty=1)


def test_whoever_left_after_being_rated_is_seen(cell: Organization, own: Organization):
    member = factories.member_of(cell)
    rate(member, cell)
    Membership.objects.filter(member=member).update(until=date(YEAR, 9, 1))
    factories.MembershipFactory(member=member, organization=factories.cell(own), since=date(YEAR, 9, 1))
    (row,) = load(sheet_of(cell)).rows
    assert (row.belongs, row.left_on) == (False, date(YEAR, 9, 1))
    assert "rated_though_gone" in codes(sheet_of(cell))


def test_what_happens_after_the_year_leaves_its_findings_as_they_are(cell: Organization, own: Organization):
    """Whoever left in the year and returned later had left; whoever leaves later was there."""
    left, stayed = factories.member_of(cell), factories.member_of(cell)
    rate(left, cell)
    rate(stayed, cell)
    Membership.objects.filter(member=left).update(until=date(YEAR, 9, 1))
    event(left, cell, LifeEvent.Kind.TRANSFERRED_OUT, date(YEAR, 9, 1))
    before = load(sheet_of(cell))
    factories.MembershipFactory(member=left, organization=cell, since=date(YEAR + 1, 3, 1))
    Membership.objects.filter(member=stayed).update(until=date(YEAR + 1, 5, 1))
    assert load(sheet_of(cell)) == before


@pytest.mark.parametrize("kind", LifeEvent.Kind.endings())
def test_whoever_the_file_says_has_gone(cell: Organization, kind):
    member = factories.member_of(cell)
    rate(member, cell)
    assert "rated_though_gone" not in codes(sheet_of(cell))
    event(member, cell, kind, date(YEAR, 10, 10))
    assert "rated_though_gone" in codes(sheet_of(cell))


def test_an_ending_before_coming_here_or_after_the_year_is_no_matter(cell: Organization):
    member = factories.member_of(cell)
    rate(member, cell)
    event(member, cell, LifeEvent.Kind.TRANSFERRED_OUT, date(2009, 12, 31))
    event(member, cell, LifeEvent.Kind.DIED, date(YEAR + 1, 1, 2))
    assert load(sheet_of(cell)).rows[0].ended is None


@pytest.mark.parametrize(
    ("until", "resumed_on", "resting"),
    [
        (None, None, LifeEvent.Kind.SUSPENDED),
        (date(YEAR, 11, 30), None, None),
        (date(YEAR, 12, 31), None, LifeEvent.Kind.SUSPENDED),
        (None, date(YEAR, 11, 30), None),
    ],
)
def test_suspended_on_the_last_day_of_the_year(cell: Organization, until, resumed_on, resting):
    member = factories.member_of(cell)
    event(member, cell, LifeEvent.Kind.SUSPENDED, date(YEAR, 10, 1), until=until)
    if resumed_on:
        event(member, cell, LifeEvent.Kind.RESUMED, resumed_on)
    assert load(sheet_of(cell)).rows[0].resting == resting


def test_who_came_again_is_no_longer_suspended(cell: Organization):
    member = factories.member_of(cell)
    event(member, cell, LifeEvent.Kind.SUSPENDED, date(YEAR, 3, 1))
    event(member, cell, LifeEvent.Kind.EXPELLED, date(YEAR, 5, 1))
    event(member, cell, LifeEvent.Kind.RESTORED, date(YEAR, 9, 1))
    assert load(sheet_of(cell)).rows[0].resting is None


@pytest.mark.parametrize(("came_back", "away"), [(None, "Chi bộ Trường"), (date(YEAR, 11, 30), "")])
def test_temporarily_elsewhere_on_the_last_day_of_the_year(cell: Organization, came_back, away):
    member = factories.member_of(cell)
    event(member, cell, LifeEvent.Kind.TEMPORARY, date(YEAR, 10, 1), until=date(YEAR + 1, 6, 30))
    LifeEvent.objects.update(elsewhere="Chi bộ Trường")
    if came_back:
        event(member, cell, LifeEvent.Kind.CAME_BACK, came_back)
    assert load(sheet_of(cell)).rows[0].away == away


def test_discipline_reaches_the_row_once_it_is_announced(cell: Organization):
    member = factories.member_of(cell)
    rate(member, cell)
    decided = discipline(cell, member, announced_on=None)
    assert "disciplined_above_not_completed" not in codes(sheet_of(cell))
    Discipline.objects.filter(pk=decided.pk).update(announced_on=date(YEAR, 6, 10))
    assert "disciplined_above_not_completed" in codes(sheet_of(cell))


def test_the_same_decision_again_in_the_next_year(cell: Organization):
    member = factories.member_of(cell)
    decided = discipline(cell, member, decided_on=date(YEAR - 1, 12, 30), announced_on=date(YEAR, 1, 5))
    rate(member, cell, Level.NOT_COMPLETED, YEAR - 1)
    rate(member, cell, Level.NOT_COMPLETED)
    assert "discipline_used_twice" not in codes(sheet_of(cell))
    Discipline.objects.filter(pk=decided.pk).update(counted_in_year=YEAR)
    assert "discipline_used_twice" in codes(sheet_of(cell))


def test_a_committee_sees_its_children_leaders_and_all_members(own: Organization, cell: Organization):
    closed = factories.cell(own, closed_on=date(YEAR, 1, 1))
    second = factories.cell(own)
    head = factories.member_of(cell, position="Giám đốc, Bí thư Đảng ủy")
    rate(head, cell, Level.EXCELLENT)
    rate(factories.member_of(second, position="Chuyên viên"), second)
    rate_organization(cell, Level.GOOD)
    rate_organization(own, Level.GOOD)
    discipline(second)
    facts = load(sheet_of(own))
    assert {child.name: child.level for child in facts.children} == {cell.name: Level.GOOD, second.name: None}
    assert closed.name not in {child.name for child in facts.children}
    assert [(leader.member_id, leader.leading, leader.level) for leader in facts.leaders] == [
        (head.pk, Leading.HEAD, Level.EXCELLENT)
    ]
    assert (facts.members, facts.rows) == (Counts(excellent=1, good=1), ())
    assert facts.disciplined_below == (second.name,)
    assert {"head_above_collective", "disciplined_below", "members_over_cap"} <= codes(sheet_of(own))


def test_groups_of_the_cap_stay_within_their_grassroots_organization(bloc: Organization, own, cell):
    sibling = factories.committee(bloc)
    other_cell = factories.cell(sibling)
    rate(factories.member_of(cell), cell, Level.EXCELLENT)
    rate(factories.member_of(other_cell), other_cell, None, not_rated_reason="exempt")
    rate(factories.member_of(cell), cell, Level.GOOD, YEAR - 1)
    rate_organization(own, Level.EXCELLENT)
    rate_organization(sibling, Level.GOOD)
    rate_organization(cell, Level.COMPLETED)
    year = factories.RatingYearFactory(year=YEAR)
    assert groups.members_by_title_group(year, bloc.path) == {
        own.path: {"": Counts(excellent=1)},
        sibling.path: {"": Counts(not_rated={"exempt": 1})},
    }
    assert groups.siblings(sheet_of(own)) == Counts(excellent=1, good=1)
    assert groups.children_by_kind(year, own.pk) == {"subordinate_cell": Counts(completed=1)}


def test_movement_of_a_year_balances_when_everything_is_recorded(cell: Organization, own: Organization):
    second = factories.cell(own)
    factories.member_of(cell)
    moved = factories.member_of(cell)
    Membership.objects.filter(member=moved).update(until=date(YEAR, 3, 1))
    factories.MembershipFactory(member=moved, organization=second, since=date(YEAR, 3, 1))
    died = factories.member_of(cell)
    Membership.objects.filter(member=died).update(until=date(YEAR, 4, 1))
    event(died, cell, LifeEvent.Kind.DIED, date(YEAR, 4, 1))
    admitted = factories.MembershipFactory(organization=cell, since=date(YEAR, 2, 3)).member
    event(admitted, cell, LifeEvent.Kind.ADMITTED, date(YEAR - 1, 12, 28))
    came = factories.MembershipFactory(organization=cell, since=date(YEAR, 5, 5)).member
    event(came, cell, LifeEvent.Kind.TRANSFERRED_IN, date(YEAR, 5, 5))
    assert load(sheet_of(cell)).ledger == Ledger(opening=3, joined=2, left=2, closing=3)
    assert load(sheet_of(second)).ledger == Ledger(opening=0, joined=1, left=0, closing=1)
    unrecorded = factories.MembershipFactory(organization=cell, since=date(YEAR, 6, 6)).member
    assert load(sheet_of(cell)).ledger.closing == 4
    assert "ledger_does_not_balance" in codes(sheet_of(cell))
    assert unrecorded.memberships.count() == 1


def test_before_the_end_of_the_year_the_sheet_is_read_as_of_today(cell: Organization):
    this_year = timezone.localdate().year
    factories.member_of(cell)
    ledger = load(sheet_of(cell, this_year)).ledger
    assert (ledger.expected, ledger.closing) == (1, 1)


def test_work_results_with_last_years_revenue(own: Organization):
    factories.WorkResultFactory(sheet=sheet_of(own, YEAR - 1), revenue=80)
    work = factories.WorkResultFactory(sheet=sheet_of(own), revenue=90, revenue_previous=85)
    facts = load(sheet_of(own))
    assert (facts.work, facts.last_revenue) == (work, 80)
    assert "revenue_differs_from_last_year" in codes(sheet_of(own))


def test_an_enforced_cap_blocks(own: Organization, cell: Organization):
    RatingYear.objects.filter(pk=factories.RatingYearFactory(year=YEAR).pk).update(cap_enforced=True)
    rate(factories.member_of(cell), cell, Level.EXCELLENT)
    (over,) = (each for each in check(sheet_of(own)) if each.code == "members_over_cap")
    assert over.severity == "blocking"


def _fill(cell: Organization, number: int) -> None:
    for _each in range(number):
        member = factories.member_of(cell, position="Chi ủy viên")
        rate(member, cell)
        rate(member, cell, year=YEAR - 1)
        discipline(cell, member)
        event(member, cell, LifeEvent.Kind.EXEMPTED, date(YEAR, 5, 5))


def _queries(sheet: Sheet) -> int:
    fresh = Sheet.objects.select_related("organization", "rating_year").get(pk=sheet.pk)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        check(fresh)
    return len(captured)


def test_queries_do_not_grow_with_the_rows_of_a_cell(cell: Organization):
    _fill(cell, 1)
    few = _queries(sheet_of(cell))
    _fill(cell, 3)
    assert _queries(sheet_of(cell)) == few <= 15


def test_queries_do_not_grow_with_the_cells_of_a_committee(own: Organization):
    def add_cells(number: int) -> None:
        for _each in range(number):
            added = factories.cell(own)
            _fill(added, 2)
            rate_organization(added, Level.GOOD)

    add_cells(1)
    few = _queries(sheet_of(own))
    add_cells(3)
    assert _queries(sheet_of(own)) == few <= 15


def test_where_offices_are_entered_they_say_who_leads_and_not_the_position(own: Organization, cell: Organization):
    head, written = factories.member_of(cell), factories.member_of(cell, position="Bí thư đảng ủy, Bí thư chi bộ")
    by = factories.user_with(Role.COMMITTEE, own)
    assert [each.member_id for each in load(sheet_of(own)).leaders] == [written.pk]
    assert [each.member_id for each in load(sheet_of(cell)).leaders] == [written.pk]

    formed(own, ("secretary", head), by=by, since=date(YEAR, 2, 1))
    formed(cell, ("secretary", head), by=by, since=date(YEAR, 2, 1))

    for place in (own, cell):
        assert [(each.member_id, each.leading) for each in load(sheet_of(place)).leaders] == [(head.pk, Leading.HEAD)]


def test_whoever_was_relieved_before_the_day_of_the_sheet_leads_no_more(own: Organization, cell: Organization):
    head, next_one = factories.member_of(cell), factories.member_of(cell)
    by = factories.user_with(Role.COMMITTEE, own)
    formed(cell, ("secretary", head), by=by, since=date(YEAR - 2, 2, 1))
    formed(cell, ("secretary", next_one), by=by, since=date(YEAR, 12, 31))

    assert [each.member_id for each in load(sheet_of(cell)).leaders] == [next_one.pk]
