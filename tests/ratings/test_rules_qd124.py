"""2023 and 2024: discipline below or in the leadership bars the upper levels."""

import pytest

from inspections.models import Discipline
from members.offices import Leading
from ratings.findings.facts import Disciplined, Leader, Own
from ratings.rules import rules_for
from tests.ratings.checked import C, E, G, Kind, N, children, codes, facts_of, found, row


@pytest.mark.parametrize(("own", "flagged"), [(E, True), (G, True), (C, False), (N, False), (None, False)])
def test_an_organization_below_disciplined(own, flagged: bool):
    committee = facts_of(2024, Kind.GRASSROOTS_COMMITTEE, own=Own(own), disciplined_below=("Chi bộ 2",))
    assert ("disciplined_below" in codes(committee)) is flagged


@pytest.mark.parametrize(("counted_in", "flagged"), [(None, True), (2024, True), (2023, False)])
def test_a_leader_reprimanded_in_the_year(counted_in: int | None, flagged: bool):
    reprimand = Disciplined(Discipline.Form.REPRIMAND, facts_of(2024).day, counted_in)
    leader = Leader(3, "Trần Văn Mẫu", Leading.HEAD, C, (reprimand,))
    assert ("disciplined_below" in codes(facts_of(2024, own=Own(G), leaders=(leader,)))) is flagged


def test_clause_is_article_12():
    finding = found(facts_of(2024, own=Own(E), disciplined_below=("Chi bộ 2",)), "disciplined_below")
    assert finding.clause == rules_for(2024).trigger("T9").clause
    assert not finding.clause.assumed


def test_conditions_below_still_apply():
    below = children(*[G] * 7, *[C] * 3)
    assert "conditions_below" in codes(facts_of(2024, Kind.GRASSROOTS_COMMITTEE, own=Own(E), children=below))


def test_discipline_in_the_year_has_exceptions_to_be_weighed():
    reprimand = Disciplined(Discipline.Form.REPRIMAND, facts_of(2024).day)
    finding = found(facts_of(2024, rows=(row(G, disciplines=(reprimand,)),)), "disciplined_above_not_completed")
    assert finding.clause == rules_for(2024).trigger("T13").clause
