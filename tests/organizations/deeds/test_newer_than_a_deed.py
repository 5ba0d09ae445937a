"""What was entered since at the successor of those who went along stands in the way of taking a deed back."""

from datetime import date

import pytest

from accounts.roles import Role
from inspections.actions import open_case
from inspections.models import Body, Case
from members import days, deeds
from members.models import Member
from organizations.deeds.taking_back import dependent
from organizations.models import Organization
from ratings.appeals.rerating import rerate
from ratings.models import RatingYear
from ratings.sheets.entry import OWN
from ratings.years.corrections import to_take_back
from tests.factories import grassroots_cell, user_with
from tests.organizations.deeds import entries
from tests.organizations.deeds.small import Small, build
from tests.ratings.appealed import BETTER, DECIDED
from tests.ratings.sheets import fill, sheet_of

pytestmark = pytest.mark.django_db

AFTER, LATER = date(2024, 8, 1), date(2024, 9, 1)


@pytest.fixture
def small() -> Small:
    return build(size=2)


def transferred(s: Small, member: Member, _there: Organization) -> None:
    deeds.transfer(member=member, organization=s.third, on=LATER, by=s.office)


def recognized(s: Small, member: Member, _there: Organization) -> None:
    Member.objects.filter(pk=member.pk).update(official_on=None)
    member.refresh_from_db()
    complete = days.a_year_after(member.admitted_on)
    told = {"decided_on": date(2025, 8, 1), "note": "Hồ sơ đến muộn"}
    deeds.recognize(member=member, on=complete, by=s.office, **told)


def inspected(s: Small, member: Member, there: Organization) -> None:
    facts = {"number": "1", "kind": Case.Kind.INSPECTION, "basis": Case.Basis.PROGRAMME, "body": Body.CELL}
    facts |= {"acting_organization": there, "organization": there, "content": "Nội dung", "opened_on": LATER}
    open_case(facts={**facts, "member": member}, by=s.office)


def rated(s: Small, member: Member, there: Organization) -> None:
    """In a year that is opened later."""
    entries.open_years(s, [2024])
    fill(sheet_of(there), s.office)


@pytest.mark.parametrize("entered", [transferred, recognized, inspected, rated])
@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("elsewhere", [False, True])
def test_who_went_along_and_what_happened_to_them(small, entered, late, elsewhere):
    target = grassroots_cell(small.two) if elsewhere else small.second
    if late:
        entries.admit(small, small.first, AFTER)
    member = Member.objects.latest("pk") if late else small.members["first"][0]
    deed = small.merge(small.first, into=target)
    assert not dependent(deed)
    entered(small, member, target)
    assert dependent(deed)


def test_what_was_known_before_stands_in_no_way(small):
    entries.admit(small, small.first, AFTER)
    inspected(small, small.members["first"][0], small.second)
    assert not dependent(small.merge(small.first, into=small.second))


def test_a_year_closed_since_is_known_though_all_moved_to_another_root(small):
    [year, _other] = entries.open_years(small, [2024])
    deed = small.rename(small.first, "Tên sai")
    entries.close(small, year)
    assert dependent(deed)
    small.move(small.own, to=small.two, on=date(2025, 3, 1))
    assert dependent(deed)


def test_a_year_of_another_root_before_anything_came_there_stands_in_no_way(small):
    [_year, other] = entries.open_years(small, [2024])
    deed = small.rename(small.first, "Tên")
    small.move(small.own, to=small.two, on=date(2025, 3, 1))
    entries.close(small, other)
    assert not dependent(deed)


def test_of_a_year_that_is_open_again_no_correction_has_to_be_taken_back(small):
    [year, _other] = entries.open_years(small, [2024])
    entries.close(small, year)
    deed = small.merge(small.first, into=small.second)
    entries.correct(small, year, 99)
    assert dependent(deed)
    entries.reopen(small, year)
    assert not dependent(deed)
    entries.close(small, year)
    assert len(dependent(deed)) == 1, "that it was closed since, which a reopening mends"
    entries.reopen(small, year)
    small.take_back(deed)


def rated_again(s: Small, rating_year: RatingYear) -> None:
    """A level of the closed year, by a decision."""
    sheet = rating_year.sheets.approved().filter(parent=s.one).first()
    by = user_with(Role.OFFICE, s.one)
    rerate(sheet=sheet, row=OWN, new=BETTER, version=sheet.version, decision=DECIDED, by=by)


def test_a_correction_on_which_a_level_set_anew_stands_goes_by_reopening_the_year_alone(small):
    rating_year = entries.rated_and_closed(small)
    deed = small.rename(small.first, "Tên sai")
    entries.correct(small, rating_year, 99)
    assert dependent(deed) == ["Năm xếp loại 2024 đã được đính chính sau đó. Cần rút lại việc đính chính trước."]
    rated_again(small, rating_year)
    small.rename(small.second, "Tên khác")
    entries.correct(small, rating_year, 99)
    assert to_take_back(rating_year)
    [said] = dependent(deed)
    assert "mở lại năm" in said
    entries.reopen(small, rating_year)
    small.take_back(deed)


def test_nor_is_a_way_told_that_leads_nowhere(small):
    """What an edition keeps, stays."""
    rating_year = entries.rated_and_closed(small)
    deed = small.split(small.first, "Tách", members=[small.members["first"][0].pk])
    entries.correct(small, rating_year, 99)
    rated_again(small, rating_year)
    before = dependent(deed)
    assert len(before) == 1
    entries.reopen(small, rating_year)
    assert before[0] in dependent(deed)
