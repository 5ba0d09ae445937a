"""What is dated on the last day of an organisation, or after it, counts where it stood last."""

from datetime import date

import pytest

from inspections.models import Case
from members import deeds
from members.models import LifeEvent
from organizations.models import Organization
from ratings.models import YearAct, YearEvent
from ratings.register import live
from ratings.register.differences import differences
from tests.organizations.deeds import entries, readers
from tests.organizations.deeds.small import MIDYEAR, Small, build
from tests.organizations.deeds.test_deeds import fresh

pytestmark = pytest.mark.django_db

BEFORE, AFTER = date(2024, 6, 1), date(2024, 8, 1)


@pytest.fixture
def small() -> Small:
    return build(size=2)


def empty(small: Small, on: date) -> None:
    for member in small.members["third"]:
        deeds.transfer(member=member, organization=small.first, on=on, by=small.office)


ENDED = {
    "a cell": lambda s: (empty(s, BEFORE), s.third)[1],
    "a committee": lambda s: (s.move(s.third, to=s.own, on=BEFORE), s.sibling)[1],
    "a root": lambda s: (s.move(s.own, s.sibling, s.lone, to=s.two, on=BEFORE), s.one)[1],
}


def counted(rows: type[Case] | type[LifeEvent], *roots: Organization) -> int:
    return sum(rows.objects.below(fresh(root)).count() for root in roots)


@pytest.mark.parametrize("name", ENDED)
@pytest.mark.parametrize("day", [MIDYEAR, AFTER])
def test_an_act_about_what_is_dissolved_by_then_still_counts(small, name, day):
    ended = ENDED[name](small)
    entries.act(small, ended, day)
    small.dissolve(ended)
    assert fresh(ended).closed_on == MIDYEAR
    assert (counted(Case, small.one, small.two), live.all_acts().count()) == (1, 1)


def test_an_act_about_what_had_ended_counts_and_is_kept(small):
    """It remains liable."""
    [year, _other] = entries.open_years(small, [2024])
    entries.act(small, small.third, AFTER)
    empty(small, BEFORE)
    small.dissolve(small.third)
    entries.close(small, year)
    assert (counted(Case, small.one), YearAct.objects.count()) == (1, 1)


def test_who_leaves_on_the_last_day_is_counted_as_gone(small):
    [year, _other] = entries.open_years(small, [2024])
    empty(small, MIDYEAR)
    small.dissolve(small.third)
    entries.close(small, year)
    year.refresh_from_db()
    assert (counted(LifeEvent, small.one), live.all_events().count(), YearEvent.objects.count()) == (4, 4, 4)
    readers.agree(year)


def test_a_dissolution_entered_late_takes_no_act_from_a_closed_year(small):
    [year, _other] = entries.open_years(small, [2024])
    entries.act(small, small.third, AFTER)
    entries.close(small, year)
    empty(small, BEFORE)
    small.dissolve(small.third)
    year.refresh_from_db()
    assert not [each for each in differences(year) if each.table.model is YearAct]
