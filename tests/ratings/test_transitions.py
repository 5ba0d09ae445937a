"""Every role, on its own, a sibling and a foreign branch, in every state: what the server lets it do."""

import pytest

from ratings.approval import actions as approval_actions
from ratings.models import Sheet
from ratings.transitions import TABLE, Transition, allowed, reaches
from tests.ratings import sheets
from ui import refusals

S, W, R, A, REOPEN = Transition.SUBMIT, Transition.WITHDRAW, Transition.RETURN, Transition.APPROVE, Transition.REOPEN
APPEAL = Transition.APPEAL
DECIDED = {APPEAL, Transition.ANSWER, Transition.RERATE}
# Of what is locked.
ASKS, REFUSES = {Transition.ASK_REOPENING, Transition.TAKE_BACK}, {Transition.REFUSE_REOPENING}
DRAFT, SUBMITTED, RETURNED, APPROVED = (
    Sheet.State.DRAFT,
    Sheet.State.SUBMITTED,
    Sheet.State.RETURNED,
    Sheet.State.APPROVED,
)

# What each role may do on the cell's sheet, by state; the cell's second clerk submitted it.
ON_THE_CELL = {
    "clerk": {DRAFT: {S}, RETURNED: {S}, SUBMITTED: {W}, APPROVED: {APPEAL, *ASKS}},
    "committee": {DRAFT: {S}, RETURNED: {S}, SUBMITTED: {R, A}, APPROVED: DECIDED | ASKS},
    "bloc_office": {DRAFT: set(), RETURNED: set(), SUBMITTED: set(), APPROVED: {REOPEN, *REFUSES}},
}
ON_THE_GRASSROOTS_CELL = {
    "lone_clerk": {DRAFT: {S}, RETURNED: {S}, SUBMITTED: {W}, APPROVED: {APPEAL, *ASKS}},
    "bloc_office": {DRAFT: set(), RETURNED: set(), SUBMITTED: {R, A}, APPROVED: {REOPEN, *DECIDED, *REFUSES}},
}
ROLES = (
    "clerk",
    "committee",
    "lone_clerk",
    "bloc_office",
    "inspector",
    "leader",
    "auditor",
    "administrator",
    "sibling_committee",
)


def transitions_of(user, sheet):
    return {answer.transition for answer in allowed(sheet, user) if answer.allowed}


@pytest.mark.parametrize("state", [DRAFT, SUBMITTED, RETURNED, APPROVED])
def test_deeds_by_role_on_a_subordinate_cell(world, year, state):
    submitter = sheets.clerk_of(world.own_cell)
    sheet = sheets.in_state(state, sheets.sheet_of(world.own_cell), submitter, world.users["committee"])
    sheet = sheets.sheet_of(world.own_cell)
    for role in ROLES:
        assert transitions_of(world.users[role], sheet) == ON_THE_CELL.get(role, {}).get(state, set()), (role, state)


@pytest.mark.parametrize("state", [DRAFT, SUBMITTED, RETURNED, APPROVED])
def test_deeds_by_role_on_a_grassroots_cell(world, year, state):
    submitter = sheets.clerk_of(world.lone_cell)
    sheets.in_state(state, sheets.sheet_of(world.lone_cell), submitter, world.users["bloc_office"])
    sheet = sheets.sheet_of(world.lone_cell)
    for role in ROLES:
        expected = ON_THE_GRASSROOTS_CELL.get(role, {}).get(state, set())
        assert transitions_of(world.users[role], sheet) == expected, (role, state)


@pytest.mark.parametrize("place", ["sibling_cell", "foreign_cell", "lone_cell"])
@pytest.mark.parametrize("role", ["clerk", "committee"])
def test_no_deed_on_another_branch(world, year, place, role):
    sheet = sheets.sheet_of(getattr(world, place))
    assert transitions_of(world.users[role], sheet) == set()


@pytest.mark.parametrize("role", ROLES)
def test_reach_in_memory_is_reach_in_the_database(world, year, role):
    user = world.users[role]
    for transition in TABLE.values():
        visible = set(Sheet.objects.visible_to(user, transition.permission).values_list("pk", flat=True))
        every = Sheet.objects.select_related("organization", "rating_year")
        assert visible == {sheet.pk for sheet in every if reaches(user, transition.permission, sheet)}


def test_every_refusal_is_a_sentence(world, year):
    sheet = sheets.sheet_of(world.own_cell)
    for user in world.users.values():
        for answer in allowed(sheet, user):
            assert answer.allowed is (answer.why_not == "")
            assert answer.allowed or answer.why_not.endswith(".")


def test_whoever_submitted_cannot_approve(world, year):
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["committee"])
    approve = next(answer for answer in allowed(sheet, world.users["committee"]) if answer.transition == A)
    assert not approve.allowed
    assert "người khác duyệt" in approve.why_not
    with pytest.raises(refusals.Refused):
        approval_actions.approve(sheet=sheet, version=sheet.version, by=world.users["committee"], **sheets.DECISION)
    assert sheets.sheet_of(world.own_cell).state == SUBMITTED


def test_whoever_decides_returns_and_does_not_withdraw(world, year):
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    assert W not in transitions_of(world.users["committee"], sheet)
    assert W in transitions_of(world.users["clerk"], sheet)


@pytest.mark.parametrize("state", [DRAFT, SUBMITTED, RETURNED])
def test_a_closed_year_allows_nothing_but_to_ask_and_to_answer_no(world, year, state):
    submitter = sheets.clerk_of(world.own_cell)
    sheets.in_state(state, sheets.sheet_of(world.own_cell), submitter, world.users["committee"])
    sheets.close_year(year, world.users["bloc_office"])
    sheet = sheets.sheet_of(world.own_cell)
    allowed_here = {"clerk": ASKS, "committee": ASKS, "bloc_office": REFUSES}
    for role in ROLES:
        assert transitions_of(world.users[role], sheet) == allowed_here.get(role, set()), role
