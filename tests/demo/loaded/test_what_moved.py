"""Figures that public reports, and our own trials, had seen move after a year was closed: what they were, they stay."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db.models import Count, Q

from demo.sheets.years import OPEN_YEAR
from demo.story.cast import decided
from demo.story.play import office
from inspections.models import Case
from members import deeds as members
from members.models import LifeEvent, Member, Membership
from organizations.deeds import changing, merging, moving
from organizations.models import Kind, Organization
from ratings import roster
from ratings.counts.measures import rated
from ratings.models import RatingYear, Sheet
from ratings.progress.board import progress_of
from ratings.summary.form import summary_of
from reports.models import Term
from reports.scorecard import load
from reports.scorecard.build import scorecard
from tests import factories
from tests.demo.loaded.told import root

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_database")]

BLOC, PRINTED, RUNNING = "KHOI", "2015-2020", "2020-2025"
PERSON = {"full_name": "Trịnh Thị Muộn", "sex": Member.Sex.FEMALE, "birth_date": date(1980, 1, 1)}
CEREMONY = date(2014, 3, 20)


def year(number: int) -> RatingYear:
    return RatingYear.objects.get(root__code=BLOC, year=number)


def in_summary(number: int) -> int:
    """Members, without whom the year does not know."""
    return summary_of(year(number), root(BLOC)).members[-1].total


def on_board(number: int, place: Organization) -> tuple[int, int]:
    """(filled, all); before 2019 in the year of a predecessor."""
    rating_year = RatingYear.objects.get(year=number, sheets__organization=place)
    [told] = progress_of(rating_year, [each for each in roster.rated_organizations(rating_year) if each == place])
    return told.filled, told.total


def figure(term: str, code: str) -> dict[Any, Any]:
    """By year, and of the term."""
    [line] = [each for each in scorecard(Term.objects.get(root__code=BLOC, code=term)).lines if each.code == code]
    return {each.year: each.value for each in line.years} | {"term": line.term.value}


def rated_of(measure: str, number: int, organization: Organization) -> int:
    term = Term.objects.get(root__code=BLOC, first_year__lte=number, last_year__gte=number)
    found = load.sources(term, organization, date(2026, 12, 31)).totals[number]
    return sum(found[each] for each in rated(measure))


def cell_of(members_: int, number: int) -> Organization:
    """One that had rated so many of so many."""
    listed = progress_of(year(number), list(roster.rated_organizations(year(number)).order_by("pk")))
    return next(
        each.organization
        for each in listed
        if each.organization.is_cell and (each.filled, each.total) == (members_,) * 2
    )


def enter_late(cell: Organization, *, decided_on: date, admitted_on: date) -> Member:
    facts = PERSON | {"admitted_on": admitted_on}
    kind = LifeEvent.Kind.ADMITTED
    return members.enter(facts=facts, kind=kind, organization=cell, decided_on=decided_on, by=office())


@pytest.fixture
def cell() -> Organization:
    return cell_of(17, 2019)


def test_who_is_entered_with_a_ceremony_of_long_ago_is_in_no_summary_of_a_closed_year(cell):
    before = on_board(2018, cell)
    assert (in_summary(2019), on_board(2019, cell)) == (4_921, (17, 17))
    member = enter_late(cell, decided_on=date(2014, 3, 10), admitted_on=CEREMONY)
    assert Membership.objects.on(date(2019, 12, 31)).filter(member=member, organization=cell).exists()
    assert (in_summary(2019), on_board(2019, cell), on_board(2018, cell)) == (4_921, (17, 17), before)

    facts = {name: getattr(member, name) for name in PERSON} | {"admitted_on": date(2015, 3, 1)}
    members.correct(member=member, facts=facts, seen=members.fingerprint(member), by=office())
    assert (in_summary(2019), on_board(2019, cell), on_board(2018, cell)) == (4_921, (17, 17), before)


def test_a_transfer_with_a_day_in_a_closed_year_leaves_both_boards(cell):
    other = cell_of(9, 2019)
    moving_one = Membership.objects.filter(
        organization=cell, since__lt=date(2019, 1, 1), until=None, member__ratings__sheet__rating_year__year=2019
    )[0].member
    members.transfer(member=moving_one, organization=other, on=date(2019, 6, 1), by=office())
    assert Membership.objects.on(date(2019, 12, 31)).get(member=moving_one).organization == other
    assert (on_board(2019, cell), on_board(2019, other)) == ((17, 17), (9, 9))


def test_admissions_and_acts_of_a_closed_year_stay_those_that_were_printed(cell):
    acts = "commission_inspected_members"
    before = figure(PRINTED, "admissions"), figure(PRINTED, acts)
    assert (before[0][2016], before[0]["term"], before[1][2016]) == (218, 1_062, 1)
    member = enter_late(cell, decided_on=date(2016, 3, 10), admitted_on=date(2016, 3, 10))
    facts = {
        "kind": "inspection",
        "body": "grassroots_commission",
        "basis": "programme",
        "opened_on": date(2016, 5, 10),
    }
    factories.CaseFactory(organization=cell, member=member, **facts)
    assert LifeEvent.objects.filter(kind="admitted", happened_on__year=2016).count() == 219
    assert Case.objects.filter(opened_on=date(2016, 5, 10), member=member).exists()
    assert (figure(PRINTED, "admissions"), figure(PRINTED, acts)) == before


def test_a_cell_that_moves_stays_among_the_rated_of_both_committees_as_it_was():
    committees = Organization.objects.filter(parent=root(BLOC), kind=Kind.GRASSROOTS_COMMITTEE, closed_on=None)
    here, there = committees.annotate(cells=Count("children")).filter(cells=3).order_by("path")[:2]
    assert [rated_of("cells", 2019, each) for each in (here, there)] == [3, 3]
    moved = here.children.filter(opened_on__lt=date(2019, 1, 1)).order_by("path")[:1]
    moving.move(decision=decided(date(2026, 2, 2), 1), organizations=list(moved), parent=there, by=office())
    assert [rated_of("cells", 2019, each) for each in (here, there)] == [3, 3]


@pytest.mark.parametrize("count", [1, 40])
def test_what_goes_to_another_root_stays_among_the_81_and_its_admissions_among_the_168(count):
    other = changing.found(
        decision=decided(date(2026, 1, 5), 1),
        named=changing.Named("KHAC", "Đảng bộ Khác"),
        kind=Kind.ROOT,
        parent=None,
        beside=root(BLOC),
        by=office(),
    )
    assert other
    before = rated_of("grassroots", 2022, root(BLOC)), figure(RUNNING, "admissions")
    assert (before[0], before[1][2020]) == (81, 168)
    going = Organization.objects.filter(parent=root(BLOC), closed_on=None).order_by("path")[:count]
    parent = Organization.objects.get(code="KHAC")
    moving.move(decision=decided(date(2026, 2, 2), 2), organizations=list(going), parent=parent, by=office())
    assert Organization.objects.filter(parent=parent).count() == count
    assert (rated_of("grassroots", 2022, root(BLOC)), figure(RUNNING, "admissions")) == before


def test_the_21_of_a_cell_that_was_merged_within_a_year_are_counted_once():
    day = date(OPEN_YEAR, 7, 1)
    merged, survivor = _two_of_one_committee(day)
    before = _there(survivor)
    assert _there(merged) == 21
    merging.merge_into(decision=decided(day, 3), organizations=[merged], survivor=survivor, by=office())
    assert (_there(survivor), _there(merged)) == (before + 21, 0)


def _there(cell: Organization) -> int:
    """Whom the year asks for in the cell."""
    listed = progress_of(year(OPEN_YEAR), list(roster.rated_organizations(year(OPEN_YEAR)).filter(pk=cell.pk)))
    return sum(each.total for each in listed)


def _two_of_one_committee(day: date) -> tuple[Organization, Organization]:
    """Whose sheets are still at home: what was sent up is asked back first."""
    entering = Sheet.objects.filter(rating_year__year=OPEN_YEAR, state=Sheet.State.DRAFT).values("organization")
    cells = Organization.objects.filter(kind=Kind.SUBORDINATE_CELL, closed_on=None, opened_on__lt=day, pk__in=entering)
    belongs = Count("memberships", filter=Q(memberships__until=None))
    for merged in cells.annotate(size=belongs).filter(size=21).order_by("path"):
        others = cells.filter(parent=merged.parent).exclude(pk=merged.pk).order_by("path")
        if others:
            return merged, others[0]
    raise LookupError
