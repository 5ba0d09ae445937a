"""An organisation went to another root before the end of a year, and that was entered after the first had closed it."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from organizations.models import Organization
from ratings.calibration.compared import calibration_of
from ratings.findings.loading import load
from ratings.grid.rows import RowContext, own_line
from ratings.levels import LegacyLevel, Level
from ratings.models import RatingYear, Sheet
from ratings.summary.form import summary_of
from ratings.summary.official import official_counts
from tests import factories
from tests.organizations.deeds.small import Small, build
from tests.reports.worlds import approve

pytestmark = pytest.mark.django_db
REVENUE = {Level.GOOD: 100, Level.NOT_COMPLETED: 50}


@pytest.fixture
def small() -> Small:
    return build(1)


def rated(small: Small, year: int, of_one: Level, of_two: Level, closed_first: str = "one") -> list[RatingYear]:
    """By both roots, each with a sheet of the committee and of its first cell, all alike."""
    days = (5, 6) if closed_first == "one" else (6, 5)
    first = _rated(small, RatingYear(root=small.one, year=year), of_one, days[0])
    small.move(small.own, to=small.two, on=date(year, 7, 1))
    small.own = Organization.objects.get(pk=small.own.pk)
    return [first, _rated(small, RatingYear(root=small.two, year=year), of_two, days[1])]


def _rated(small: Small, year: RatingYear, level: Level, day: int) -> RatingYear:
    closed = {"state": RatingYear.State.CLOSED, "closed_at": f"{year.year + 1}-01-0{day} 00:00Z"}
    made = factories.RatingYearFactory(year=year.year, root=year.root, closed_by=small.office, **closed)
    legacy = LegacyLevel.GOOD if year.year < 2018 and level == Level.GOOD else ""
    for each in (small.own, small.first):
        sheet = factories.SheetFactory(rating_year=made, organization=each)
        assert sheet.path.startswith(year.root.path)
        factories.OrganizationRatingFactory(sheet=sheet, level=level, legacy_level=legacy)
        if each == small.own:
            factories.WorkResultFactory(sheet=sheet, revenue=REVENUE[level])
        else:
            factories.MemberRatingFactory(sheet=sheet, member=small.members["first"][0], level=level)
        approve(sheet, small.office)
    return made


def sheet_in(rating_year: RatingYear, small: Small) -> Sheet:
    found = Sheet.objects.select_related("rating_year__root", "organization__parent", "parent")
    return found.get(rating_year=rating_year, organization=small.own)


def test_each_summary_has_the_causes_of_its_own_year(small):
    of_one, of_two = (
        summary_of(each, small.own).causes for each in rated(small, 2024, Level.GOOD, Level.NOT_COMPLETED)
    )
    assert (of_one.members, of_one.organizations) == ({}, {})
    assert (sum(of_two.members.values()), sum(of_two.organizations.values())) == (1, 2)


@pytest.mark.parametrize(
    ("level", "word", "kinds"),
    [(Level.NOT_COMPLETED, "cause_unstated", ("members",)), (Level.GOOD, "legacy_good", ("grassroots_committee",))],
)
def test_each_official_form_has_the_causes_and_names_of_its_own_year(small, level, word, kinds):
    other = ({*REVENUE} - {level}).pop()
    years = rated(small, 2016, other, level)
    assert [official_counts(each, small.own).of(kinds, word) for each in years] == [0, 1]


def test_each_sheet_tells_what_stands_on_it(small):
    years = rated(small, 2024, Level.GOOD, Level.NOT_COMPLETED)
    facts = [load(sheet_in(each, small)) for each in years]
    assert [each.own.level for each in facts] == [Level.GOOD, Level.NOT_COMPLETED]
    assert [each.work.revenue for each in facts] == [100, 50]


@pytest.mark.parametrize(("closed_first", "level"), [("one", Level.NOT_COMPLETED), ("two", Level.GOOD)])
def test_of_last_year_what_was_closed_last_is_told_everywhere(client, small, closed_first, level):
    rated(small, 2024, Level.GOOD, Level.NOT_COMPLETED, closed_first)
    this_year = _rated(small, RatingYear(root=small.two, year=2025), Level.GOOD, 5)
    sheet, member = sheet_in(this_year, small), small.members["first"][0]
    facts = load(sheet)
    assert (facts.own.last_level, facts.last_revenue) == (level, REVENUE[level])
    assert own_line(sheet, {}, {}, {}, []).last_level == level
    assert RowContext.of(2025, [], [member.pk]).last[member.pk] == (level, "")
    compared = calibration_of(this_year, small.two, [Organization.Kind.GRASSROOTS_COMMITTEE], small.office)
    assert {each.last_own.level for each in compared.groups if each.organization == small.own} == {level}


@pytest.mark.parametrize(("closed_first", "level"), [("one", Level.NOT_COMPLETED), ("two", Level.GOOD)])
def test_an_organisation_has_one_level_a_year_and_each_member_counts_once(client, small, closed_first, level):
    rated(small, 2024, Level.GOOD, Level.NOT_COMPLETED, closed_first)
    client.force_login(factories.user_with(Role.OFFICE, small.two))
    [year] = client.get(reverse("ratings:organization_history", args=[small.own.pk])).context["years"]
    assert (year.named, {each.level: each.number for each in year.counts if each.number}) == (level, {level: 1})
