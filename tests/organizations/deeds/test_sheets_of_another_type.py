"""What years keep of a cell that a move makes subordinate, or of the grassroots: levels stay, groups follow the day."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from organizations.models import Kind, Organization
from ratings.counts import groups
from ratings.counts.totals import totals
from ratings.levels import Level
from ratings.models import MemberRating, OrganizationRating, RatingYear, Sheet, WorkResult
from tests.organizations.deeds import entries, kept
from tests.organizations.deeds.small import Small, build
from tests.reports.worlds import approve

pytestmark = pytest.mark.django_db
BY_KIND = ("kind",)
OWN = ("grassroots_good", "cells_good")


@pytest.fixture
def small() -> Small:
    small = build(size=2)
    for year in entries.open_years(small, [2023, 2024]):
        entries.rate_all(small, year)
    return small


def sheet_of(organization: Organization, year: int) -> Sheet:
    return Sheet.objects.get(organization=organization, rating_year__year=year)


def own(year: int) -> Counter[str]:
    """How many organisations are at "good" in the year, of each group."""
    found = totals(Sheet.objects.filter(rating_year__year=year).exclude(path=""), BY_KIND, OWN)
    return sum(found.sums.values(), Counter())


def levels(sheet: Sheet) -> list:
    rows = MemberRating.objects.filter(sheet=sheet).order_by("member").values_list("member", "level")
    return [*rows, OrganizationRating.objects.get(sheet=sheet).level]


def test_a_sheet_follows_the_day_of_its_year_and_loses_no_level(small):
    before = {year: levels(sheet_of(small.lone, year)) for year in (2023, 2024)}
    small.move(small.lone, to=small.sibling)
    assert [sheet_of(small.lone, year).kind for year in (2023, 2024)] == [Kind.GRASSROOTS_CELL, Kind.SUBORDINATE_CELL]
    assert [sheet_of(small.lone, year).parent for year in (2023, 2024)] == [small.one, small.sibling]
    assert {year: levels(sheet_of(small.lone, year)) for year in (2023, 2024)} == before


@pytest.mark.parametrize("approved", [False, True])
@pytest.mark.parametrize(("name", "to", "change"), [("lone", "own", -1), ("first", "one", 1)])
def test_organisations_of_each_group_are_counted_as_what_they_are_then(small, approved, name, to, change):
    moved = getattr(small, name)
    sheet = sheet_of(moved, 2024)
    if approved and sheet.state != Sheet.State.APPROVED:
        approve(sheet, small.office)
    before = own(2024)
    deed = small.move(moved, to=getattr(small, to))
    after = Counter(
        {"grassroots_good": before["grassroots_good"] + change, "cells_good": before["cells_good"] - change}
    )
    assert (own(2024), own(2023)) == (after, before)
    small.take_back(deed)
    assert own(2024) == before


@pytest.mark.parametrize("approved", [False, True])
def test_the_years_work_of_what_is_subordinate_counts_no_more(small, approved):
    sheet = sheet_of(small.lone, 2024)
    nobody = dict.fromkeys(("submitted_at", "submitted_by", "approved_at", "approved_by"))
    Sheet.objects.filter(pk=sheet.pk).update(state=Sheet.State.DRAFT, version=sheet.version + 1, **nobody)
    sheet.refresh_from_db()
    WorkResult.objects.create(sheet=sheet, officials_summoned=5, officials_attended=4)
    if approved:
        approve(sheet, small.office)
    here = Sheet.objects.filter(rating_year__year=2024)
    deed = small.move(small.lone, to=small.own)
    assert not any(each["officials_summoned"] for each in totals(here, BY_KIND).sums.values())
    small.take_back(deed)
    assert sum(each["officials_summoned"] for each in totals(here, BY_KIND).sums.values()) == 5


def test_the_share_of_each_type_has_the_organisations_of_the_years_day(small):
    year = RatingYear.objects.get(root=small.one, year=2024)
    before = groups.children_by_kind(year, small.one.pk)
    small.move(small.lone, to=small.own)
    after = groups.children_by_kind(year, small.one.pk)
    assert before[Kind.GRASSROOTS_CELL].rated == 1
    assert Kind.GRASSROOTS_CELL not in after
    assert groups.children_by_kind(year, small.own.pk)[Kind.SUBORDINATE_CELL].rated == 3
    assert after[Kind.GRASSROOTS_COMMITTEE] == before[Kind.GRASSROOTS_COMMITTEE]


def test_a_closed_year_does_not_move(small):
    year = RatingYear.objects.get(root=small.one, year=2024)
    entries.close(small, year)
    year.refresh_from_db()
    before = kept.figures(year), own(2024)
    small.move(small.lone, small.third, to=small.own)
    assert (kept.figures(year), own(2024)) == before
    entries.reopen(small, year)
    assert own(2024)["grassroots_good"] == before[1]["grassroots_good"] - 1
    entries.close(small, year)
    assert RatingYear.objects.get(pk=year.pk).is_closed


def test_a_level_typed_after_the_move_stays_when_it_is_taken_back(small):
    deed = small.move(small.lone, to=small.own, on=date(2024, 3, 1))
    sheet = sheet_of(small.lone, 2024)
    MemberRating.objects.filter(sheet=sheet).update(level=Level.EXCELLENT)
    small.take_back(deed)
    again = sheet_of(small.lone, 2024)
    assert (again.pk, again.kind) == (sheet.pk, Kind.GRASSROOTS_CELL)
    assert {level for _member, level in levels(again)[:-1]} == {Level.EXCELLENT}
