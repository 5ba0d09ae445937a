from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.indicators.verdicts import Bound, Verdict, both, judge, judge_each_year, judge_whole_term
from reports.models import Target

C = Target.Comparison
MET, EXCEEDED, NOT_MET, NO_DATA, PENDING, NO_TARGET = (
    Verdict.MET,
    Verdict.EXCEEDED,
    Verdict.NOT_MET,
    Verdict.NO_DATA,
    Verdict.PENDING,
    Verdict.NO_TARGET,
)


def bound(comparison: Target.Comparison, low: str = "", high: str = "") -> Bound:
    return Bound(comparison, *(Fraction(Decimal(limit)) if limit else None for limit in (low, high)))


@pytest.mark.parametrize(
    ("limits", "value", "expected"),
    [
        # "trên 80 %" is strict
        ((C.MORE_THAN, "80"), Fraction(80), NOT_MET),
        ((C.MORE_THAN, "80"), Fraction(8001, 100), MET),
        ((C.MORE_THAN, "80"), Fraction(6800, 85), NOT_MET),
        # "từ 85 % trở lên" is not
        ((C.AT_LEAST, "85"), Fraction(85), MET),
        ((C.AT_LEAST, "85"), Fraction(8499999, 100000), NOT_MET),
        ((C.AT_MOST, "5"), Fraction(5), MET),
        ((C.AT_MOST, "5"), Fraction(51, 10), NOT_MET),
        ((C.EXACTLY, "100"), Fraction(100), MET),
        ((C.EXACTLY, "100"), Fraction(9999, 100), NOT_MET),
        ((C.EXACTLY, "0"), Fraction(0), MET),
        ((C.EXACTLY, "0"), Fraction(1), NOT_MET),
        # a range holds both its ends
        ((C.BETWEEN, "15", "20"), Fraction(15), MET),
        ((C.BETWEEN, "15", "20"), Fraction(20), MET),
        ((C.BETWEEN, "15", "20"), Fraction(1499, 100), NOT_MET),
        ((C.BETWEEN, "15", "20"), Fraction(2001, 100), NOT_MET),
        ((C.NONE,), Fraction(7), NO_TARGET),
        ((C.AT_LEAST, "85"), None, NO_DATA),
        ((C.NONE,), None, NO_DATA),
    ],
)
def test_a_years_value_is_met_or_not_never_exceeded(limits, value, expected):
    assert judge(bound(*limits), value) is expected


@pytest.mark.parametrize(
    ("value", "plan", "expected"),
    [(201, 200, EXCEEDED), (200, 200, MET), (199, 200, NOT_MET), (199, None, NO_DATA)],
)
def test_a_plan_is_met_at_its_number_and_exceeded_beyond_it(value, plan, expected):
    plan = None if plan is None else Fraction(plan)
    assert judge(bound(C.PLAN), Fraction(value), plan=plan, whole=True) is expected


@dataclass(frozen=True)
class Year:
    verdict: Verdict
    provisional: bool = False
    year: int = 2020


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([Year(MET), Year(MET)], MET),
        ([Year(MET), Year(NOT_MET)], NOT_MET),
        ([Year(NOT_MET), Year(NO_DATA)], NOT_MET),
        ([Year(MET), Year(MET, provisional=True)], PENDING),
        # a failure that may still be put right decides nothing
        ([Year(MET), Year(NOT_MET, provisional=True)], PENDING),
        ([Year(MET), Year(NO_DATA)], PENDING),
        ([Year(NO_DATA), Year(NO_DATA)], NO_DATA),
        ([Year(NO_TARGET), Year(NO_DATA)], NO_TARGET),
    ],
)
def test_one_failed_year_fails_the_term_and_an_open_one_keeps_it_open(years, expected):
    assert judge_each_year(years) is expected


@pytest.mark.parametrize(
    ("limits", "total", "complete", "expected"),
    [
        ((C.AT_LEAST, "700"), 699, True, NOT_MET),
        ((C.AT_LEAST, "700"), 700, True, MET),
        ((C.AT_LEAST, "700"), 701, True, EXCEEDED),
        ((C.AT_LEAST, "700"), 699, False, PENDING),
        ((C.AT_LEAST, "700"), 793, False, EXCEEDED),
        ((C.AT_MOST, "5"), 6, False, NOT_MET),
        ((C.AT_MOST, "5"), 5, False, PENDING),
        ((C.BETWEEN, "5", "9"), 7, False, PENDING),
        ((C.BETWEEN, "5", "9"), 10, False, NOT_MET),
        ((C.EXACTLY, "0"), 1, False, NOT_MET),
        ((C.NONE,), 7, True, NO_TARGET),
    ],
)
def test_a_count_that_grows_decides_as_soon_as_nothing_can_change_it(limits, total, complete, expected):
    assert judge_whole_term(bound(*limits), Fraction(total), complete=complete) is expected


def test_without_every_years_plan_the_term_stays_open():
    assert judge_whole_term(bound(C.PLAN), Fraction(9), complete=False, plan=None) is PENDING
    assert judge_whole_term(bound(C.PLAN), Fraction(9), complete=True, plan=None) is NO_DATA


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [([MET, EXCEEDED], MET), ([MET, NOT_MET], NOT_MET), ([MET, NO_DATA], NO_DATA), ([PENDING, MET], PENDING)],
)
def test_a_line_in_parts_is_met_only_if_each_is(verdicts, expected):
    assert both(verdicts) is expected


@given(st.fractions(), st.fractions())
def test_strict_and_not_strict_differ_only_at_the_bound(value, low):
    strict, loose = (Bound(comparison, low).holds(value) for comparison in (C.MORE_THAN, C.AT_LEAST))
    assert (strict != loose) == (value == low)
