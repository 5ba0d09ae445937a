"""Where one person belonged, out of what two records say."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.persons.uniting import Apart, Stay, united

A, B, C = 1, 2, 3


def day(year: int, month: int = 1) -> date:
    return date(year, month, 1)


def mine(place, since, until=None, number=1):
    return Stay(number, place, since, until, mine=True)


def theirs(place, since, until=None, number=2):
    return Stay(number, place, since, until, mine=False)


def spans(found):
    return [(each.place, each.since, each.until) for each in found.stays]


@pytest.mark.parametrize(
    ("stays", "expected", "aside"),
    [
        pytest.param([mine(A, day(2020)), theirs(A, day(2020))], [(A, day(2020), None)], [2], id="entered twice"),
        pytest.param([mine(A, day(2021)), theirs(A, day(2020))], [(A, day(2020), None)], [2], id="known earlier"),
        pytest.param(
            [mine(A, day(2020)), theirs(A, day(2020), day(2023))],
            [(A, day(2020), day(2023))],
            [2],
            id="ended on one record, forgotten on the other",
        ),
        pytest.param(
            [mine(A, day(2015), day(2018)), theirs(B, day(2020))],
            [(A, day(2015), day(2018)), (B, day(2020), None)],
            [],
            id="came back as somebody new",
        ),
        pytest.param(
            [mine(A, day(2015)), theirs(B, day(2020))],
            [(A, day(2015), day(2020)), (B, day(2020), None)],
            [],
            id="moved, and the old cell did not know",
        ),
        pytest.param(
            [theirs(A, day(2015)), mine(B, day(2020))],
            [(A, day(2015), day(2020)), (B, day(2020), None)],
            [],
            id="the same the other way round",
        ),
    ],
)
def test_two_records_are_one_life(stays, expected, aside):
    found = united(stays)
    assert spans(found) == expected
    assert [each.number for each in found.aside] == aside


def test_who_was_left_open_moved_on_the_day_of_the_later_one():
    found = united([mine(A, day(2015)), theirs(B, day(2020))])
    assert [(before.place, after.place, after.since) for before, after in found.moves] == [(A, B, day(2020))]


@pytest.mark.parametrize(
    "stays",
    [
        [mine(A, day(2020)), theirs(B, day(2020))],
        [mine(A, day(2015), day(2022)), theirs(B, day(2020))],
        [mine(A, day(2015)), theirs(C, day(2019), number=3), theirs(B, day(2020), day(2021))],
    ],
)
def test_what_nobody_can_have_done_is_refused(stays):
    with pytest.raises(Apart):
        united(stays)


@st.composite
def records(draw):
    """Of each record stays that follow each other, as the database holds them."""
    stays, number = [], 0
    for is_mine in (True, False):
        at = day(2000)
        for _each in range(draw(st.integers(0, 4))):
            at += timedelta(draw(st.integers(0, 700)))
            until = at + timedelta(draw(st.integers(1, 900)))
            number += 1
            stays.append(Stay(number, draw(st.integers(1, 3)), at, until, is_mine))
            at = until
        if draw(st.booleans()):
            number += 1
            stays.append(Stay(number, draw(st.integers(1, 3)), at + timedelta(1), None, is_mine))
    return stays


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records())
def test_nobody_is_in_two_places_and_no_row_is_lost(stays):
    try:
        found = united(stays)
    except Apart:
        return
    for before, after in zip(found.stays, found.stays[1:], strict=False):
        assert before.until is not None
        assert before.since < before.until <= after.since
    assert sorted(each.number for each in (*found.stays, *found.aside)) == sorted(each.number for each in stays)
    assert sum(each.until is None for each in found.stays) <= 1
