"""A scorecard survives the way to JSON and back, whatever numbers are in it."""

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.indicators.verdicts import Bound, Verdict
from reports.models import Target
from reports.scorecard.figures import Scorecard, YearFigure
from reports.scorecard.reasons import Reason
from ui import frozen

years = st.integers(1990, 2100)
numbers = st.one_of(st.none(), st.integers(-(10**15), 10**15))
fractions = st.one_of(st.none(), st.fractions())
figures = st.builds(
    YearFigure,
    year=years,
    numerator=numbers,
    denominator=numbers,
    value=fractions,
    verdict=st.sampled_from(Verdict),
    provisional=st.booleans(),
    reason=st.one_of(st.none(), st.sampled_from(Reason)),
    plan=fractions,
)
bounds = st.builds(Bound, comparison=st.sampled_from(Target.Comparison), low=fractions, high=fractions)
st.register_type_strategy(Fraction, st.fractions())
st.register_type_strategy(YearFigure, figures)
st.register_type_strategy(Bound, bounds)
scorecards = st.from_type(Scorecard)


@settings(deadline=None, max_examples=60)
@given(scorecards)
def test_to_json_and_back_is_exact(scorecard: Scorecard):
    written = json.dumps(frozen.encode(scorecard), ensure_ascii=False)

    assert frozen.decode(Scorecard, json.loads(written)) == scorecard
    assert not has_numbers(json.loads(written))


def has_numbers(data: Any) -> bool:
    if isinstance(data, dict):
        return any(has_numbers(each) for each in data.values())
    if isinstance(data, list):
        return any(has_numbers(each) for each in data)
    return isinstance(data, int | float) and not isinstance(data, bool)


@pytest.mark.parametrize("data", [{}, {"term": "2020-2025"}, [], None, "x"])
def test_what_is_no_scorecard_is_refused(data):
    with pytest.raises(ValueError, match="not a snapshot"):
        frozen.decode(Scorecard, data)
