"""The ledger balances for any lives, whatever the register holds of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from members.ledger.flows import Flow, Period, Person, Told, flows, gaps, recognized
from members.ledger.lines import CAME, LEFT, Line, of_move
from members.models import LifeEvent

PERIOD = Period(date(2024, 1, 1), date(2024, 12, 31))
START = date(2023, 11, 1)
PLACE = 7


def on(day: int) -> date:
    return START + timedelta(days=day)


class Life:
    """Whether somebody is there turns at each of these days; `recorded`: whether an event says so."""

    def __init__(self, member: int, turns: dict[int, bool], official: int | None):
        self.member, self.turns = member, sorted(turns.items())
        self.official_on = None if official is None else on(official)

    def there(self, day: date) -> bool:
        return sum(on(turn) <= day for turn, _recorded in self.turns) % 2 == 1

    def official(self, day: date) -> bool:
        return self.official_on is not None and self.official_on <= day

    def person(self) -> Person:
        return Person(self.member, PLACE, self.official_on)

    def told(self) -> list[Told]:
        found = []
        for number, (turn, recorded) in enumerate(self.turns):
            if recorded and PERIOD.holds(on(turn)):
                line = Line.FROM_PROVINCE if number % 2 == 0 else Line.TO_PROVINCE
                found.append(Told(line, self.member, PLACE, on(turn), self.official_on))
        return found


turns = st.dictionaries(st.integers(0, 500), st.booleans(), max_size=6)
official = st.none() | st.integers(0, 500)
lives = st.lists(st.tuples(turns, official), max_size=8).map(
    lambda drawn: [Life(number, *one) for number, one in enumerate(drawn)]
)
BEFORE = PERIOD.first - timedelta(days=1)


def read(lives: list[Life], carried: dict[int, date]) -> list[Flow]:
    came = [each.person() for each in lives if each.there(PERIOD.last) and not each.there(BEFORE)]
    gone = [each.person() for each in lives if each.there(BEFORE) and not each.there(PERIOD.last)]
    told = [one for each in lives for one in each.told()]
    there = [each.person() for each in lives if each.there(BEFORE) and PERIOD.holds(each.official_on)]
    found = list(flows(PERIOD, came, gone, told, carried, there))
    known = {each.member: each.official_on for each in lives}
    return [*found, *recognized(PERIOD, there, found, known)]


def count(found: list[Flow], lines: tuple[Line, ...], probationary: bool) -> int:
    return sum(each.line in lines and each.probationary == probationary for each in found)


@given(lives, st.dictionaries(st.integers(0, 7), st.integers(61, 426).map(on)))
@example([Life(0, {61: False, 62: True, 63: True, 64: False, 65: False, 66: False}, 62)], {})
@example([Life(0, {0: False, 61: False, 62: True, 64: True, 65: False}, 63)], {})
def test_both_columns_balance_whatever_was_recorded(lives: list[Life], carried: dict[int, date]) -> None:
    found = read(lives, carried)
    turned = sum(each.line is Line.RECOGNIZED for each in found)
    for probationary, sign in ((True, -1), (False, 1)):
        opening, closing = (
            sum(each.there(day) and each.official(day) != probationary for each in lives)
            for day in (BEFORE, PERIOD.last)
        )
        moved = count(found, CAME, probationary) - count(found, LEFT, probationary)
        assert opening + moved + sign * turned == closing


@given(lives)
def test_what_is_recorded_in_full_leaves_nothing_to_explain(lives: list[Life]) -> None:
    for each in lives:
        each.turns = [(turn, True) for turn, _recorded in each.turns]
    found = read(lives, {})
    assert {each.line for each in found} <= {Line.FROM_PROVINCE, Line.TO_PROVINCE, Line.RECOGNIZED}
    recognised = [
        each.member
        for each in lives
        if PERIOD.holds(each.official_on)
        and each.official_on
        and each.there(each.official_on)
        and each.there(each.official_on - timedelta(days=1))
    ]
    assert sorted(each.member for each in found if each.line is Line.RECOGNIZED) == recognised


@given(lives)
def test_who_came_or_left_without_an_event_is_named(lives: list[Life]) -> None:
    found = read(lives, {})
    unexplained = {each.member for each in found if each.line in (Line.CAME_UNEXPLAINED, Line.WENT_UNEXPLAINED)}
    expected = gaps(
        [each.person() for each in lives if each.there(PERIOD.last) and not each.there(BEFORE)],
        [each.person() for each in lives if each.there(BEFORE) and not each.there(PERIOD.last)],
        [one for each in lives for one in each.told()],
    )
    assert unexplained >= set(expected)


IN, OUT = LifeEvent.Kind.TRANSFERRED_IN, LifeEvent.Kind.TRANSFERRED_OUT


@pytest.mark.parametrize(
    ("kind", "other", "beyond", "line"),
    [
        (IN, "000100010002", "", Line.WITHIN),
        (OUT, "000100010002", "", Line.WITHIN),
        (IN, "000100020001", "", Line.FROM_ROOT),
        (OUT, "000100020001", "", Line.TO_ROOT),
        (IN, "00020001", "", Line.FROM_PROVINCE),
        (OUT, "00020001", "", Line.TO_PROVINCE),
        (IN, "", "province", Line.FROM_PROVINCE),
        (OUT, "", "elsewhere", Line.TO_ELSEWHERE),
        (IN, "", "elsewhere", Line.FROM_ELSEWHERE),
        (IN, "", "", Line.FROM_UNSTATED),
        (OUT, "", "", Line.TO_UNSTATED),
    ],
)
def test_where_a_move_came_from_or_went(kind: LifeEvent.Kind, other: str, beyond: str, line: Line) -> None:
    assert of_move(kind, other, beyond, ("00010001",), ("0001",)) is line


def test_who_leaves_is_what_they_were_on_the_day_before() -> None:
    day = date(2024, 5, 5)
    assert Told(Line.DIED, 1, PLACE, day, day).flow().probationary
    assert not Told(Line.FROM_PROVINCE, 1, PLACE, day, day).flow().probationary
