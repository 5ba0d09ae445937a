"""2019 to 2022: the conditions and triggers as the guide's table."""

import pytest

from inspections.models import Discipline
from members.offices import Leading
from ratings.findings.facts import Disciplined, Leader, Own
from ratings.findings.organization import highest_level
from ratings.rules import rules_for
from tests.ratings.checked import C, E, G, Kind, N, children, codes, facts_of, found, row, rows


def of(excellent: int, good: int, completed: int, not_completed: int):
    return [E] * excellent + [G] * good + [C] * completed + [N] * not_completed


@pytest.mark.parametrize(
    ("levels", "highest"),
    [
        (of(0, 8, 2, 0), E),
        (of(0, 7, 3, 0), G),
        (of(0, 5, 5, 0), G),
        (of(0, 4, 6, 0), C),
        (of(0, 9, 0, 1), C),
        (of(1, 7, 2, 0), E),
        ([], E),
    ],
)
def test_highest_level_by_the_cells_below(levels, highest):
    committee = facts_of(kind=Kind.GRASSROOTS_COMMITTEE, children=children(*levels))
    assert highest_level(committee.rules, committee.below) == highest
    for own in (E, G, C):
        judged = codes(facts_of(kind=Kind.GRASSROOTS_COMMITTEE, children=children(*levels), own=Own(own)))
        assert ("conditions_below" in judged) is (own > highest)


@pytest.mark.parametrize(
    ("levels", "own", "flagged"),
    [
        (of(0, 8, 2, 0), E, False),
        (of(0, 7, 3, 0), E, True),
        (of(0, 5, 5, 0), G, False),
        (of(0, 4, 6, 0), G, True),
        (of(0, 9, 0, 1), G, True),
        (of(0, 0, 10, 0), C, False),
    ],
)
def test_conditions_on_a_cells_members(levels, own, flagged: bool):
    assert ("conditions_below" in codes(facts_of(own=Own(own), rows=rows(*levels)))) is flagged


def test_members_not_rated_are_in_no_condition():
    others = (row(None, member_id=90, reason="exempt"), row(None, member_id=91))
    cell = facts_of(own=Own(E), rows=rows(*of(0, 8, 2, 0)) + others)
    assert "conditions_below" not in codes(cell)


def test_finding_says_what_the_organization_can_be():
    finding = found(facts_of(own=Own(E), rows=rows(*of(0, 7, 3, 0))), "conditions_below")
    assert (finding.params["completed"], finding.params["rated"], finding.params["good"]) == (10, 10, 7)
    assert finding.params["highest"] == G.label
    assert str(finding.clause) == "HD 21-HD/BTCTW"


@pytest.mark.parametrize(
    ("not_completed", "own", "flagged"), [(2, G, False), (3, G, True), (3, C, True), (3, N, False), (3, None, False)]
)
def test_more_than_a_fifth_of_a_cell_not_completed(not_completed: int, own, flagged: bool):
    cell = facts_of(own=Own(own), rows=rows(*of(0, 10 - not_completed, 0, not_completed)))
    assert ("too_many_members_not_completed" in codes(cell)) is flagged


def test_the_fifth_is_a_rule_for_cells_only():
    levels = of(0, 5, 0, 5)
    committee = facts_of(kind=Kind.GRASSROOTS_COMMITTEE, own=Own(C), children=children(*levels))
    assert not {each for each in codes(committee) if each.startswith("too_many")}


@pytest.mark.parametrize(
    ("form", "own", "flagged"),
    [
        (Discipline.Form.REPRIMAND, G, False),
        (Discipline.Form.WARNING, G, True),
        (Discipline.Form.REMOVAL_FROM_OFFICE, C, True),
        (Discipline.Form.WARNING, N, False),
    ],
)
def test_leader_warned_or_worse(form, own, flagged: bool):
    day = facts_of().day
    leader = Leader(3, "Trần Văn Mẫu", Leading.MEMBER, G, (Disciplined(form, day),))
    assert ("leadership_disciplined" in codes(facts_of(own=Own(own), leaders=(leader,)))) is flagged


def test_discipline_of_the_organization_itself_in_any_form():
    reprimand = Disciplined(Discipline.Form.REPRIMAND, facts_of().day)
    assert "leadership_disciplined" in codes(facts_of(own=Own(C), disciplines=(reprimand,)))


def test_a_disciplined_organization_below_bars_nothing_before_2023():
    assert "disciplined_below" not in codes(facts_of(own=Own(E), disciplined_below=("Chi bộ 2",)))


def test_triggers():
    assert [trigger.code for trigger in rules_for(2020).triggers] == [
        "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T10", "T11", "T12",
    ]  # fmt: skip
