"""What a closed year keeps is counted there alone, whatever day or place the register gives it by now."""

from collections import Counter
from datetime import date

import pytest

from organizations.models import Organization
from ratings.models import RatingYear
from ratings.register import reading
from ratings.register.differences import differences
from ratings.register.late import entries as late_entries
from ratings.register.late import late
from ratings.register.tables import ACTS, EVENTS
from ratings.years.corrections import correct_year
from tests.organizations.deeds import entries
from tests.organizations.deeds.small import Small, build
from ui.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def small() -> Small:
    return build(size=1)


def opened(small: Small, *years: int) -> dict[tuple[int, int], RatingYear]:
    return {(each.year, each.root_id): each for each in entries.open_years(small, years)}


def fresh(year: RatingYear) -> RatingYear:
    return RatingYear.objects.select_related("root").get(pk=year.pk)


def acts(root: Organization) -> Counter:
    return reading.acts().within(root).counted("opened_on__year")


def told_late(*years: RatingYear) -> tuple[list[int], list[int]]:
    """The years with something beside their figures; and how many rows each list of differences has."""
    fixed = reading.fixed_years()
    found = late_entries(late(ACTS, fixed)) | late_entries(late(EVENTS, fixed))
    return sorted(year for year, _entry in found), [len(differences(fresh(each))) for each in years]


@pytest.fixture
def redated(small) -> list[RatingYear]:
    """An act of 2023, by its closed year; of 2024 by the register."""
    years = opened(small, 2023, 2024)
    before, after = years[2023, small.one.pk], years[2024, small.one.pk]
    entries.act(small, small.first, date(2023, 12, 30))
    entries.close(small, before)
    entries.redate(small, 0, date(2024, 1, 5))
    assert acts(small.one) == {(2023,): 1}
    entries.close(small, after)
    return [before, after]


def test_an_act_whose_day_was_put_right_is_counted_where_a_closed_year_keeps_it(small, redated):
    assert acts(small.one) == {(2023,): 1}
    assert told_late(*redated) == ([2023], [1, 0])


def test_let_go_there_it_may_be_taken_over_where_it_belongs(small, redated):
    for year, counted in zip(redated, ({}, {(2024,): 1}), strict=True):
        keys = {each.key for each in differences(fresh(year))}
        correct_year(rating_year=year, keys=keys, by=small.office, **entries.DECISION)
        assert acts(small.one) == counted
    assert told_late(*redated) == ([], [0, 0])


def test_what_another_year_took_over_meanwhile_does_not_come_back(small, redated):
    test_let_go_there_it_may_be_taken_over_where_it_belongs(small, redated)
    with pytest.raises(Refused, match="2024"):
        entries.take_correction_back(small, redated[0])
    entries.take_correction_back(small, redated[1])
    entries.take_correction_back(small, redated[0])
    assert acts(small.one) == {(2023,): 1}


def test_an_admission_is_counted_once_after_a_hand_over_entered_late(small):
    years = opened(small, 2024)
    one, two = years[2024, small.one.pk], years[2024, small.two.pk]
    entries.admit(small, small.third, date(2024, 3, 3))
    entries.close(small, one)
    small.move(small.sibling, to=small.two, on=date(2024, 2, 1))
    entries.close(small, two)
    counted = [reading.events().within(root).counted("kind").total() for root in (small.one, small.two)]
    assert counted == [1, 0]
    assert EVENTS.kept(two).count() == 0
    assert [each.table for each in differences(fresh(two))] == []
