"""Two roots closed the same year before they were merged: no later entry in the register moves what the whole tells.

`one` closed its 2024 with all good. The committee `sibling` went to `two`, as was entered after that; `two` closed the
year with all excellent.
"""

from collections import Counter
from datetime import date

import pytest

from members import deeds
from organizations.models import Organization
from ratings.levels import Level
from ratings.models import RatingYear
from ratings.summary.gathered import gathered, tables
from reports.models import Plan, Term
from reports.scorecard import load
from tests import factories
from tests.organizations.deeds import entries
from tests.organizations.deeds.small import Small, build

pytestmark = pytest.mark.django_db
YEAR, AS_OF, AFTERWARDS = 2024, date(2026, 1, 1), date(2025, 7, 1)


@pytest.fixture
def small() -> Small:
    """`one`: 8 members in 4 cells. `two`: a cell of 4; each with an admission."""
    small = build(size=2)
    other_cell = factories.cell(small.other, name="Ô")
    small.members["fourth"] = [factories.member_of(other_cell) for _each in range(4)]
    for cell in (small.first, other_cell):
        entries.admit(small, cell, date(YEAR, 3, 3))
    return small


def fresh(organization: Organization) -> Organization:
    return Organization.objects.get(pk=organization.pk)


def close(small: Small, root: Organization, level: Level) -> RatingYear:
    year = factories.RatingYearFactory(year=YEAR, root=root, state=RatingYear.State.PLANNED)
    entries.open_year(rating_year=year, by=None)
    for sheet in year.sheets.exclude(path=""):
        factories.OrganizationRatingFactory(sheet=sheet, level=level)
        for membership in sheet.organization.memberships.filter(until=None):
            factories.MemberRatingFactory(sheet=sheet, member=membership.member, level=level)
    entries.close(small, year)
    return year


def sources(root: Organization):
    term = Term(root=root, code="t", first_year=YEAR, last_year=YEAR)
    return load.sources(term, fresh(root), AS_OF)


def told(root: Organization) -> dict[str, int]:
    """Of members, grassroots organisations and cells how many are good and how many excellent; admissions."""
    found = sources(root)
    counts = {name: value for name, value in found.totals[YEAR].items() if value}
    return counts | {"admissions": found.admissions.counts.total()}


EACH = {"members_good": 9, "cells_good": 3, "grassroots_good": 3, "members_excellent": 5, "cells_excellent": 1}
BOTH = Counter(EACH | {"grassroots_excellent": 1, "admissions": 2})


@pytest.fixture
def both(small) -> Small:
    close(small, small.one, Level.GOOD)
    close(small, small.two, Level.EXCELLENT)
    return small


@pytest.fixture
def handed_over(small) -> Small:
    close(small, small.one, Level.GOOD)
    small.move(small.sibling, to=small.two, on=date(YEAR, 6, 1))
    close(small, small.two, Level.EXCELLENT)
    small.merge(small.two, into=small.one, on=AFTERWARDS)
    return small


OVER = {"members_good": 7, "cells_good": 2, "grassroots_good": 2, "members_excellent": 7, "cells_excellent": 2}


def test_what_was_handed_over_counts_where_it_was_closed_last(handed_over):
    assert told(handed_over.one) == OVER | {"grassroots_excellent": 2, "admissions": 2}


def test_a_late_entry_about_it_moves_nothing(handed_over):
    before = told(handed_over.one)
    deed = handed_over.move(handed_over.sibling, to=handed_over.one, on=date(YEAR, 9, 1))
    assert told(handed_over.one) == before
    handed_over.take_back(deed)
    assert told(handed_over.one) == before


@pytest.mark.parametrize("on", [date(2025, 1, 1), date(YEAR, 12, 31), date(YEAR, 7, 1)])
def test_a_merger_of_both_loses_none_whatever_its_day(both, on):
    both.merge(both.two, into=both.one, on=on)
    assert told(both.one) == BOTH


@pytest.mark.parametrize("on", [AFTERWARDS, date(YEAR, 8, 1)])
def test_nor_does_a_merger_below_that_was_entered_after_both_were_closed(both, on):
    both.merge(both.two, into=both.one, on=date(YEAR, 7, 1))
    both.merge(both.own, into=both.other, on=on)
    assert told(both.one) == BOTH


@pytest.mark.parametrize("on", [date(2025, 1, 1), date(YEAR, 7, 1)])
def test_their_plans_are_added_up(both, on):
    both.merge(both.two, into=both.one, on=on)
    for root, value in ((both.one, 3), (both.two, 4)):
        Plan.objects.create(root=root, year=YEAR, indicator="admissions", value=value)
    assert sources(both.one).plans == {(YEAR, "admissions"): 7}


@pytest.fixture
def transferred(small) -> Small:
    close(small, small.one, Level.GOOD)
    cell = Organization.objects.get(name="Ô")
    deeds.transfer(member=small.members["third"][0], organization=cell, on=date(YEAR, 6, 1), by=small.office)
    close(small, small.two, Level.EXCELLENT)
    small.merge(small.two, into=small.one, on=AFTERWARDS)
    return small


def test_a_member_whose_transfer_was_entered_late_counts_where_the_year_was_closed_last(transferred):
    assert told(transferred.one) == BOTH | {"members_good": 8, "members_excellent": 6}


def test_a_sheet_that_was_only_laid_takes_no_place_in_a_closed_year(both):
    """`two` takes over `sibling` when it is opened again, and is closed without a word on it."""
    both.move(both.sibling, to=both.two, on=date(YEAR, 6, 1))
    two = RatingYear.objects.select_related("root").get(root=both.two)
    entries.reopen(both, two)
    assert two.sheets.filter(organization=both.sibling, state="draft").exists()
    entries.close(both, RatingYear.objects.select_related("root").get(pk=two.pk))
    both.merge(both.two, into=both.one, on=AFTERWARDS)
    assert told(both.one) == BOTH


def form(small: Small) -> dict[str, list[str]]:
    """The last row of each table of the summary form of both: how many there are, and how many are rated."""
    whole = gathered(fresh(small.one), YEAR, [small.one, small.two])
    return {table.code: [cell.text for cell in table.rows[-1].cells[:2]] for table in tables(whole)}


def test_the_summary_of_both_has_what_was_handed_over_once(handed_over):
    assert form(handed_over) == {
        "grassroots_committee": ["3", "3"],
        "grassroots_cell": ["1", "1"],
        "grassroots": ["4", "4"],
        "subordinate_cell": ["4", "4"],
        "members": ["14", "14"],
    }


def test_the_summary_of_both_has_a_member_once_whose_transfer_was_entered_late(transferred):
    assert form(transferred)["members"] == ["14", "14"]
