"""Where a member belonged, worked out of what is told: by tables, without the database."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.life.stays import Impossible, Stay, Step, Way, stays

A, B, C, D = 1, 2, 3, 4
ME = 7


def day(number: int) -> date:
    return date(2024, 1, 1) + timedelta(days=number)


def came(on: int, place: int, event: int = 1) -> Step:
    return Step(day(on), event, None, place)


def moved(on: int, source: int, target: int, event: int = 1) -> Step:
    return Step(day(on), event, source, target)


def left(on: int, place: int, event: int = 1) -> Step:
    return Step(day(on), event, place)


def way(on: int, source: int, target: int, deed: int = 1, part: set[int] | None = None) -> Way:
    return Way(day(on), deed, source, target, None if part is None else frozenset(part))


def lived(*spans: tuple) -> list[Stay]:
    return [Stay(place, day(since), None if until is None else day(until)) for place, since, until in spans]


FIRST = Stay(A, day(0))

TABLE = {
    "nothing happened": (FIRST, [], [], [(A, 0, None)]),
    "moved": (FIRST, [moved(5, A, B)], [], [(A, 0, 5), (B, 5, None)]),
    "moved on the day of coming: the empty stay is none": (None, [came(3, A), moved(3, A, B, 2)], [], [(B, 3, None)]),
    "moved and back on one day": (FIRST, [moved(5, A, B), moved(5, B, A, 2)], [], [(A, 0, 5), (A, 5, None)]),
    "moved to where a merger of before led anyway": (
        FIRST,
        [moved(8, B, B)],
        [way(6, A, B)],
        [(A, 0, 6), (B, 6, 8), (B, 8, None)],
    ),
    "left": (None, [came(1, A), left(4, A, 2)], [], [(A, 1, 4)]),
    "left and returned": (FIRST, [left(4, A), came(9, B, 2)], [], [(A, 0, 4), (B, 9, None)]),
    "merged": (FIRST, [], [way(6, A, B)], [(A, 0, 6), (B, 6, None)]),
    "left on the day of the merger: never went along": (FIRST, [left(6, A)], [way(6, A, B)], [(A, 0, 6)]),
    "came on the day of the merger: from the first at the successor": (
        None,
        [came(6, A)],
        [way(6, A, B)],
        [(B, 6, None)],
    ),
    "moved before a merger that was known already": (
        FIRST,
        [moved(2, A, C)],
        [way(6, A, B)],
        [(A, 0, 2), (C, 2, None)],
    ),
    "merged twice, decided in the other order": (
        FIRST,
        [],
        [way(8, A, B, 1), way(6, B, C, 2)],
        [(A, 0, 8), (C, 8, None)],
    ),
    "divided, in the part": (FIRST, [], [way(6, A, B, 1, {ME})], [(A, 0, 6), (B, 6, None)]),
    "divided, not in the part": (FIRST, [], [way(6, A, B, 1, {8})], [(A, 0, None)]),
    "came back to the divided after it": (
        FIRST,
        [moved(8, B, A)],
        [way(6, A, B, 1, {ME})],
        [(A, 0, 6), (B, 6, 8), (A, 8, None)],
    ),
    "admitted by a decision of before the division, with the part": (
        None,
        [Step(day(8), 1, None, A, day(5))],
        [way(6, A, B, 1, {ME})],
        [(B, 8, None)],
    ),
    "came along by a merger that was decided before the division was": (
        FIRST,
        [],
        [way(8, A, B, 1), way(6, B, C, 2, {ME})],
        [(A, 0, 8), (C, 8, None)],
    ),
    "came along by a merger known first, through one known later to who was divided still later": (
        FIRST,
        [],
        [way(9, A, B, 1), way(6, B, C, 2), way(3, C, D, 3, {ME})],
        [(A, 0, 9), (D, 9, None)],
    ),
    "divided, known before the merger of an earlier day was": (
        FIRST,
        [],
        [way(8, A, B, 1, {ME}), way(6, A, C, 2)],
        [(A, 0, 6), (C, 6, 8), (B, 8, None)],
    ),
    "a cell became a committee and a cell again": (
        FIRST,
        [],
        [way(3, A, B, 1), way(6, B, A, 2)],
        [(A, 0, 3), (B, 3, 6), (A, 6, None)],
    ),
}


@pytest.mark.parametrize(("first", "steps", "ways", "expected"), TABLE.values(), ids=TABLE.keys())
def test_where_a_member_belonged(first, steps, ways, expected):
    assert stays(ME, first, steps, ways) == lived(*expected)


IMPOSSIBLE = {
    "leaves what it does not belong to": (FIRST, [moved(5, B, C)], []),
    "comes while it belongs": (FIRST, [came(5, B)], []),
    "leaves after having left": (FIRST, [left(3, A), left(5, A, 2)], []),
    "moves before it came": (Stay(A, day(9)), [moved(5, A, B)], []),
    "leaves what was merged before": (FIRST, [left(8, A)], [way(6, A, B)]),
}


@pytest.mark.parametrize(("first", "steps", "ways"), IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_what_cannot_have_happened_is_named(first, steps, ways):
    with pytest.raises(Impossible) as said:
        stays(ME, first, steps, ways)
    assert said.value.step == steps[-1]


PLACES = st.sampled_from([A, B, C, D])
WAYS = st.lists(st.builds(way, st.integers(1, 30), PLACES, PLACES, st.integers(1, 9)), max_size=5)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(st.integers(1, 30), PLACES), max_size=6), WAYS)
def test_nobody_is_in_two_places(moves, ways):
    """Whatever is told: stays follow each other, none is empty, and the last alone goes on."""
    place, steps = A, []
    for number, (on, target) in enumerate(sorted(moves)):
        steps.append(moved(on, place, target, number))
        place = target
    try:
        found = stays(ME, FIRST, steps, ways)
    except Impossible:
        return
    for earlier, later in pairwise(found):
        assert earlier.until == later.since
    assert all(stay.until is None or stay.since < stay.until for stay in found)
    assert [stay.until for stay in found].count(None) == 1
