"""Two roots become one with a day in a year that is closed already: its figures stay, and nothing is counted twice."""

from datetime import date

import pytest

from organizations.models import Organization
from ratings.models import RatingYear
from ratings.register import reading
from ratings.register.differences import differences
from ratings.register.late import entries as late_entries
from ratings.register.late import late
from ratings.register.tables import EVENTS
from ratings.years.actions import undo_closing
from reports.models import Term
from reports.scorecard import annex
from tests.organizations.deeds import entries, kept, readers
from tests.organizations.deeds.small import Small, build

pytestmark = pytest.mark.django_db

MERGED_ON = date(2024, 12, 1)


@pytest.fixture
def small() -> Small:
    return build(size=2)


@pytest.fixture
def years(small) -> list[RatingYear]:
    """Of the root that ends, closed with one admission, of which a second one is entered late; and of the other."""
    one, two = entries.open_years(small, [2024])
    for each in (one, two):
        entries.rate_all(small, each)
    entries.admit(small, small.first, date(2024, 3, 3))
    entries.close(small, one)
    entries.admit(small, small.first, date(2024, 4, 4))
    return [one, two]


def fresh(year: RatingYear) -> RatingYear:
    return RatingYear.objects.select_related("root").get(pk=year.pk)


def admissions(small: Small) -> list[int]:
    """As the dashboard of each root counts those of 2024."""
    roots = (Organization.objects.get(pk=root.pk) for root in (small.one, small.two))
    return [reading.events().within(root).counted("kind").total() for root in roots]


def told_late() -> list[int]:
    fixed = reading.fixed_years()
    return sorted(year for year, _entry in late_entries(late(EVENTS, fixed)))


def correct_all(small: Small, year: RatingYear) -> None:
    entries.correct(small, year, len(differences(fresh(year))))


def test_the_deed_alone_moves_nothing(small, years):
    one = years[0]
    before = kept.figures(fresh(one))
    small.merge(small.one, into=small.two, on=MERGED_ON)
    assert kept.figures(fresh(one)) == before
    assert (admissions(small), told_late()) == ([1, 1], [2024])


def test_nor_does_the_closing_of_the_other(small, years):
    two = years[1]
    small.merge(small.one, into=small.two, on=MERGED_ON)
    entries.close(small, two)
    assert (admissions(small), told_late()) == ([1, 1], [2024])
    assert EVENTS.kept(two).count() == 0
    for year in years:
        readers.agree(year)
    assert [readers.told(fresh(year)) for year in years] == [(8, 3), (8, 4)]


def test_both_closed_before_they_are_corrected_each_by_itself(small, years):
    one, two = years
    entries.close(small, two)
    small.merge(small.one, into=small.two, on=MERGED_ON)
    assert admissions(small) == [1, 1]
    correct_all(small, two)
    assert admissions(small) == [1, 1]
    for year in years:
        readers.agree(year)
    assert [readers.told(fresh(year)) for year in years] == [(8, 3), (8, 4)]
    correct_all(small, one)
    assert (admissions(small), told_late()) == ([2, 2], [])
    for year in years:
        readers.agree(year)
    assert [readers.told(fresh(year)) for year in years] == [(0, 0), (0, 1)]


def test_reopened_it_goes_on_with_what_happened_below_it(small, years):
    one, two = years
    small.merge(small.one, into=small.two, on=MERGED_ON)
    entries.close(small, two)
    entries.reopen(small, one)
    assert admissions(small) == [2, 2]
    entries.close(small, fresh(one))
    assert (admissions(small), told_late()) == ([2, 2], [])
    assert EVENTS.kept(two).count() == 0


def test_a_year_that_was_open_when_it_was_merged_is_its_successors(small):
    """Whichever of both is closed first."""
    one, two = entries.open_years(small, [2024])
    entries.admit(small, small.first, date(2024, 3, 3))
    small.merge(small.one, into=small.two, on=MERGED_ON)
    for each in (one, two):
        entries.close(small, each)
    assert ([EVENTS.kept(each).count() for each in (one, two)], admissions(small)) == ([0, 1], [1, 1])


def test_nor_is_one_whose_closing_was_taken_back_before_it_was_merged_kept_apart(small, years):
    one, two = years
    undo_closing(rating_year=fresh(one), by=small.office)
    small.merge(small.one, into=small.two, on=MERGED_ON)
    assert (fresh(one).paths, set(fresh(two).paths)) == ((), {small.one.path, small.two.path})
    entries.close(small, fresh(two))
    assert (EVENTS.kept(two).count(), admissions(small)) == (2, [2, 2])


def test_taken_back_after_the_merger_a_closing_leaves_the_year_its_own(small, years):
    one, two = years
    small.merge(small.one, into=small.two, on=MERGED_ON)
    undo_closing(rating_year=fresh(one), by=small.office)
    assert fresh(one).paths == (small.one.path,)
    entries.close(small, fresh(two))
    assert (EVENTS.kept(two).count(), admissions(small)) == (0, [2, 2])


def test_on_the_last_day_everybody_is_there_once(small, years):
    """Of the root that ended there is a closed year of that day too."""
    small.merge(small.one, into=small.two, on=MERGED_ON)
    entries.close(small, years[1])
    last, whole = date(2024, 12, 31), Organization.objects.get(pk=small.two.pk)
    term = Term(root=whole, code="2024", first_year=2024, last_year=2024, starts_on=date(2024, 1, 1), ends_on=last)
    told = annex.read(whole, term, date(2026, 1, 1))
    assert (told.on, told.organizations, told.members) == (last, 4, 10)
