from datetime import date

import pytest

from committees import offices
from committees.leading import committee_members, each_in_time, in_time
from members.offices import Leading
from tests import factories
from tests.committees.formed import SINCE, formed

pytestmark = pytest.mark.django_db
BEFORE, DAY = date(2019, 12, 31), date(2021, 12, 31)


def test_without_offices_the_position_is_read(world):
    leadership = in_time(world.own_cell).on(DAY)

    assert leadership.of(1, "Bí thư chi bộ") is Leading.HEAD
    assert leadership.of(1, "Chuyên viên") is None


def test_offices_count_on_the_day_and_the_position_no_more(world):
    own, other = world.members["own"], factories.member_of(world.own_cell)
    formed(world.own_cell, ("secretary", own), ("deputy", other), by=world.users["committee"])
    led = in_time(world.own_cell)

    assert led.on(DAY).of(own.pk, "") is Leading.HEAD
    assert led.on(DAY).of(other.pk, "Bí thư chi bộ") is Leading.MEMBER
    assert led.on(DAY).of(-1, "Bí thư chi bộ") is None
    assert led.on(BEFORE).of(-1, "Bí thư chi bộ") is Leading.HEAD


def test_a_span_knows_who_led_at_any_time_of_it(world):
    own = world.members["own"]
    committee = formed(world.own_cell, ("secretary", own), by=world.users["committee"])
    offices.end(office=committee.offices.get(), on=date(2021, 3, 1), ending="relieved", by=world.users["committee"])
    led = in_time(world.own_cell)

    assert led.during(date(2021, 2, 1), date(2021, 5, 1)).of(own.pk, "") is Leading.HEAD
    assert led.during(SINCE, SINCE).of(own.pk, "") is Leading.HEAD
    assert led.on(date(2021, 3, 1)).held is None


def test_the_inspection_commission_is_not_the_leadership(world):
    own, chair = world.members["own"], world.members["own_second"]
    formed(world.own, ("secretary", own), ("commission_chair", chair), by=world.users["committee"])

    assert in_time(world.own).on(DAY).held == {own.pk: Leading.HEAD}
    assert committee_members([own.pk, chair.pk], DAY) == {own.pk: True}


def test_who_holds_nothing_in_a_cell_with_offices_is_no_committee_member(world):
    own, other = world.members["own"], factories.member_of(world.own_cell)
    formed(world.own_cell, ("secretary", own), by=world.users["committee"])

    assert committee_members([own.pk, other.pk, world.members["sibling"].pk], DAY) == {own.pk: True, other.pk: False}


@pytest.mark.parametrize("count", [1, 3])
def test_one_query_however_many_organisations(world, count, django_assert_num_queries):
    places = [world.own_cell, world.own, world.sibling][:count]
    with django_assert_num_queries(1):
        assert len(each_in_time((each.pk, each.kind) for each in places)) == count
