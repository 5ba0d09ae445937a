import pytest

from ratings.counts.measures import measure_of, of_work
from ratings.levels import Level
from ratings.models import WorkResult


@pytest.mark.parametrize(
    ("level", "reason", "measure"),
    [
        (4, "", "members_excellent"),
        (1, "", "members_not_completed"),
        (None, "exempt", "members_not_rated_exempt"),
        (None, "", None),
    ],
)
def test_a_row_counts_as_its_level_or_its_reason_or_not_at_all(level, reason, measure):
    assert measure_of("members", level, reason) == measure


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        ({"officials_summoned": 40, "officials_attended": 38}, {"officials_summoned": 40, "officials_attended": 38}),
        ({"officials_summoned": 40}, {}),
        ({"officials_attended": 38}, {}),
        ({"revenue": 110}, {}),
        ({"revenue": 110, "revenue_previous": 0}, {"revenue": 110, "revenue_previous": 0}),
        ({"dialogues": 0}, {"dialogues": 0}),
        ({"ethics_standards": False}, {"ethics_units": 1, "ethics_standards": 0}),
        ({"political_task_level": Level.COMPLETED}, {"political_task_units": 1, "political_task_good": 0}),
        ({}, {}),
    ],
)
def test_half_of_a_pair_moves_no_share(given, counted):
    assert of_work(WorkResult(**given)) == counted
