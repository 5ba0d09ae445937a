"""2014 to 2017: other names, other limits, no conditions on those below for the upper levels."""

import pytest

from ratings.findings.facts import Own
from ratings.rules import rules_for
from tests.ratings.checked import C, E, G, Kind, N, children, codes, facts_of, row, rows


@pytest.mark.parametrize(
    ("weak", "of", "flagged"), [(3, 9, False), (4, 9, True), (1, 3, False), (2, 3, True), (0, 0, False)]
)
def test_more_than_a_third_of_the_organizations_weak(weak: int, of: int, flagged: bool):
    below = children(*[N] * weak, *[G] * (of - weak))
    committee = facts_of(2016, Kind.GRASSROOTS_COMMITTEE, own=Own(C), children=below)
    assert ("too_many_children_not_completed" in codes(committee)) is flagged


@pytest.mark.parametrize(("unqualified", "flagged"), [(5, False), (6, True)])
def test_more_than_half_of_the_members_not_completed(unqualified: int, flagged: bool):
    cell = facts_of(2016, own=Own(C), rows=rows(*[N] * unqualified, *[G] * (10 - unqualified)))
    assert ("too_many_members_not_completed" in codes(cell)) is flagged


def test_no_conditions_of_later_years():
    cell = facts_of(2016, own=Own(E), rows=rows(*[C] * 10))
    assert codes(cell) == set()
    assert codes(facts_of(2016, rows=(row(E, civil_level=N, self_level=None, ballot_for=0),))) == {"cell_over_cap"}


def test_members_carry_the_names_of_the_time():
    assert rules_for(2016).member_levels != rules_for(2020).member_levels
    assert rules_for(2016).not_rated.keys() == rules_for(2018).not_rated.keys()
