"""Why a transition is not to be made, in a sentence."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from ratings.models import Sheet
from ratings.transitions.table import TABLE, Transition, reaches

_CAN_BE_CORRECTED = _("The sheet is not locked: whoever enters it corrects it, or has it back before it is approved.")
_WRONG_STATE: dict[Transition, str | Promise] = {
    Transition.SUBMIT: _("Only a sheet that is being entered or was returned can be submitted."),
    Transition.WITHDRAW: _("Only a submitted sheet that is not decided yet can be withdrawn."),
    Transition.RETURN: _("Only a submitted sheet can be returned."),
    Transition.APPROVE: _("Only a submitted sheet can be approved."),
    Transition.REOPEN: _("Only an approved sheet can be reopened."),
    Transition.APPEAL: _("Only a level on an approved sheet is appealed against: correct the sheet instead."),
    Transition.ANSWER: _("The sheet is not approved now: the appeal stays open until it is approved again."),
    Transition.RERATE: _("Only a level on an approved sheet is set anew: correct the sheet instead."),
    Transition.ASK_REOPENING: _CAN_BE_CORRECTED,
    Transition.REFUSE_REOPENING: _CAN_BE_CORRECTED,
    Transition.TAKE_BACK: _CAN_BE_CORRECTED,
}
_NOT_YOURS: dict[Transition, str | Promise] = {
    Transition.SUBMIT: _("Your role does not submit this sheet."),
    Transition.WITHDRAW: _("Your role does not submit this sheet."),
    Transition.RETURN: _("The committee directly above decides on this sheet."),
    Transition.APPROVE: _("The committee directly above decides on this sheet."),
    Transition.REOPEN: _("Your role does not reopen sheets."),
    Transition.APPEAL: _("Your role does not record appeals on this sheet."),
    Transition.ANSWER: _("The committee directly above decides on this sheet."),
    Transition.RERATE: _("The committee directly above decides on this sheet."),
    Transition.ASK_REOPENING: _("Your role does not submit this sheet."),
    Transition.REFUSE_REOPENING: _("Your role does not reopen sheets."),
    Transition.TAKE_BACK: _("Your role does not submit this sheet."),
}
_DECIDE_ELSEWHERE = _("You submitted this sheet yourself: somebody else has to decide on it.")
_SUBMITTED_BY_YOU: dict[Transition, str | Promise] = {
    Transition.APPROVE: _("You submitted this sheet yourself: somebody else has to approve it."),
    Transition.ANSWER: _DECIDE_ELSEWHERE,
    Transition.RERATE: _DECIDE_ELSEWHERE,
}


class Answer(NamedTuple):
    transition: Transition
    allowed: bool
    why_not: str


def refusal(sheet: Sheet, transition: Transition, user: User) -> str:
    """Why not, in a sentence; empty when nothing in the table stands against it."""
    rule = TABLE[transition]
    if not rule.is_reached(user, sheet):
        return str(_NOT_YOURS[transition])
    if sheet.state not in rule.sources_in(sheet.rating_year):
        return str(_WRONG_STATE[transition])
    if sheet.rating_year.state not in rule.year_states:
        return gettext("The rating year is not open.")
    own = sheet.submitted_by_id == user.pk
    if rule.not_by_submitter and own:
        return str(_SUBMITTED_BY_YOU[transition])
    if rule.not_by_decider and not own and reaches(user, Permission.DECIDE_SHEETS, sheet):
        return gettext("You decide on this sheet: return it with a reason instead.")
    return ""


def allowed(sheet: Sheet, user: User) -> tuple[Answer, ...]:
    """Every transition, and whether the person may do it now; what it still lacks is in ratings.approval.readiness."""
    return tuple(Answer(transition, not (why := refusal(sheet, transition, user)), why) for transition in TABLE)
