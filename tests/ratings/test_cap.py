from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings.counts.cap import CapPolicy, Counts
from ratings.levels import NotRatedReason
from ratings.models import RatingYear
from tests.factories import RatingYearFactory

GOOD_ONLY = RatingYear.CapBase.GOOD_ONLY
GOOD_OR_BETTER = RatingYear.CapBase.GOOD_OR_BETTER
ALL_RATED = RatingYear.CapBase.ALL_RATED
FLOOR = RatingYear.Rounding.FLOOR
NEAREST = RatingYear.Rounding.NEAREST
CEILING = RatingYear.Rounding.CEILING

counts = st.builds(
    Counts,
    excellent=st.integers(0, 60),
    good=st.integers(0, 300),
    completed=st.integers(0, 60),
    not_completed=st.integers(0, 20),
)
policies = st.builds(
    CapPolicy,
    base=st.sampled_from(RatingYear.CapBase),
    rounding=st.sampled_from(RatingYear.Rounding),
    percent=st.integers(0, 100),
)


@pytest.mark.parametrize(
    ("pool", "good_only", "good_or_better"),
    [(4, 0, 0), (5, 0, 1), (6, 1, 1), (9, 1, 1), (30, 5, 6), (46, 7, 9), (38, 6, 7), (81, 13, 16), (4250, 708, 850)],
)
def test_most_excellent_of_a_pool_all_good_or_better(pool: int, good_only: int, good_or_better: int):
    readings = CapPolicy(GOOD_ONLY).readings(Counts(good=pool))
    assert readings[GOOD_ONLY].most == readings[GOOD_ONLY].left == good_only
    assert readings[GOOD_OR_BETTER].most == good_or_better
    assert readings[ALL_RATED].most == good_or_better


@pytest.mark.parametrize(
    ("base", "excellent", "allowed", "left", "over"),
    [
        (GOOD_ONLY, 12, 13, 1, 0),
        (GOOD_ONLY, 13, 13, 0, 0),
        (GOOD_ONLY, 14, 13, 0, 1),
        (GOOD_OR_BETTER, 15, 16, 1, 0),
        (GOOD_OR_BETTER, 16, 16, 0, 0),
        (GOOD_OR_BETTER, 17, 16, 0, 1),
    ],
)
def test_81_organizations_all_good_or_better(base, excellent: int, allowed: int, left: int, over: int):
    cap = CapPolicy(base).apply(Counts(excellent=excellent, good=81 - excellent))
    assert (cap.allowed, cap.left, cap.over) == (allowed, left, over)
    assert cap.is_over is bool(over)


def test_raising_one_shrinks_the_literal_base():
    cap = CapPolicy(GOOD_ONLY).apply(Counts(good=5))
    assert (cap.allowed, cap.left) == (1, 0)


@pytest.mark.parametrize(
    ("rounding", "good", "allowed"),
    [(FLOOR, 12, 2), (NEAREST, 12, 2), (CEILING, 12, 3), (NEAREST, 13, 3), (FLOOR, 14, 2), (CEILING, 15, 3)],
)
def test_rounding(rounding, good: int, allowed: int):
    assert CapPolicy(GOOD_ONLY, rounding).apply(Counts(good=good)).allowed == allowed


def test_half_rounds_up_to_the_nearest():
    assert CapPolicy(GOOD_ONLY, NEAREST, percent=10).apply(Counts(good=25)).allowed == 3


def test_groups_below_the_minimum_have_no_limit():
    policy = CapPolicy(GOOD_ONLY, minimum_group=5)
    small, reached = policy.apply(Counts(excellent=2, good=2)), policy.apply(Counts(excellent=2, good=3))
    assert (small.applies, small.over, small.left) == (False, 0, 2)
    assert (reached.applies, reached.over) == (True, 2)


def test_not_rated_belong_to_no_base_and_are_named():
    rows = [(4, ""), (3, ""), (3, ""), (None, "exempt"), (None, "new_member"), (None, "exempt"), (None, "")]
    group = Counts.of(rows)
    cap = CapPolicy(ALL_RATED).apply(group)
    assert cap.base_count == 3
    assert cap.excluded == {NotRatedReason.EXEMPT: 2, NotRatedReason.NEW_MEMBER: 1}
    assert group.with_empty_as_good() == Counts(excellent=1, good=3, not_rated={"exempt": 2, "new_member": 1})


def test_working_is_written_out_in_the_readers_numbers():
    first, second = CapPolicy(GOOD_ONLY).apply(Counts(excellent=13, good=68)).working
    assert "13,6" in first
    assert second.endswith(": 13")
    assert CapPolicy(GOOD_ONLY).apply(Counts(good=50)).working[0].endswith("= 10")


@pytest.mark.django_db
def test_policy_is_what_the_year_says():
    year = RatingYearFactory(cap_base=GOOD_OR_BETTER, cap_rounding=NEAREST, cap_enforced=True, cap_minimum_group=4)
    assert CapPolicy.of(year) == CapPolicy(GOOD_OR_BETTER, NEAREST, 20, 4, enforced=True)


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_percentage_is_one(percent: int):
    with pytest.raises(ValueError, match="0 to 100"):
        CapPolicy(GOOD_ONLY, percent=percent)


@given(policies, counts)
def test_what_is_not_over_holds_in_the_present_counts(policy: CapPolicy, group: Counts):
    cap = policy.apply(group)
    hundredths = Decimal(policy.percent * cap.base_count)
    slack = {FLOOR: 0, NEAREST: 50, CEILING: 99}[policy.rounding]
    assert cap.is_over == (group.excellent * 100 > hundredths + slack)
    assert cap.is_over == (cap.used > cap.allowed)


@given(policies, counts)
def test_left_is_the_largest_number_that_can_be_raised(policy: CapPolicy, group: Counts):
    def holds(raised: int) -> bool:
        after = Counts(group.excellent + raised, group.good - raised, group.completed, group.not_completed)
        return not policy.apply(after).is_over

    left = policy.apply(group).left
    possible = [raised for raised in range(group.good + 1) if holds(raised)]
    assert left == max(possible, default=0)


@given(policies, counts)
def test_over_is_the_smallest_number_to_set_back(policy: CapPolicy, group: Counts):
    def holds(lowered: int) -> bool:
        after = Counts(group.excellent - lowered, group.good + lowered, group.completed, group.not_completed)
        return not policy.apply(after).is_over

    assert policy.apply(group).over == next(lowered for lowered in range(group.excellent + 1) if holds(lowered))
