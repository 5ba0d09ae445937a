"""2025 on: only discipline below is carried among the conditions on organisations. Points: docs/adr/0012."""

import pytest

from ratings.findings.facts import Own
from tests.ratings.checked import C, E, G, Kind, N, children, codes, facts_of, rows


@pytest.mark.parametrize(("own", "flagged"), [(E, True), (G, False), (C, False)])
def test_an_organization_below_disciplined_bars_excellent(own, flagged: bool):
    committee = facts_of(2025, Kind.GRASSROOTS_COMMITTEE, own=Own(own), disciplined_below=("Chi bộ 2",))
    assert ("disciplined_below" in codes(committee)) is flagged


def test_conditions_of_earlier_years_are_not_carried_over():
    committee = facts_of(2025, Kind.GRASSROOTS_COMMITTEE, own=Own(E), children=children(*[G] * 5, *[N] * 5))
    assert "conditions_below" not in codes(committee)
    assert "too_many_members_not_completed" not in codes(facts_of(2025, own=Own(G), rows=rows(*[N] * 5, *[G] * 5)))
