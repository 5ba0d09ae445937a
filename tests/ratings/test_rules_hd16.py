"""2018: the first year of the four levels; of those not rated it lists only the exempt."""

from datetime import date

import pytest

from members.models import LifeEvent
from ratings.findings.facts import Own
from ratings.rules import rules_for
from tests.ratings.checked import G, N, codes, facts_of, row, rows


@pytest.mark.parametrize(
    ("resting", "flagged"), [(LifeEvent.Kind.EXEMPTED, True), (LifeEvent.Kind.SUSPENDED, False), (None, False)]
)
def test_only_the_exempt_are_left_out(resting, flagged: bool):
    assert ("resting_rated" in codes(facts_of(2018, rows=(row(G, resting=resting),)))) is flagged


def test_suspended_as_a_reason_is_pointed_out():
    cell = facts_of(2018, rows=(row(None, reason="suspended", resting=LifeEvent.Kind.SUSPENDED),))
    assert codes(cell) == {"reason_unknown_to_rules"}


def test_a_new_member_may_be_rated():
    assert "new_member_rated" not in codes(facts_of(2018, rows=(row(G, admitted_on=date(2018, 12, 1)),)))


def test_limit_of_a_cell_is_carried_from_the_next_guide_and_says_so():
    cell = facts_of(2018, own=Own(G), rows=rows(*[N] * 3, *[G] * 7))
    assert "too_many_members_not_completed" in codes(cell)
    assert all(limit.clause.assumed for limit in rules_for(2018).limits)
    assert not rules_for(2018).trigger("T1").clause.assumed
