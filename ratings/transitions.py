"""Who may move a sheet from which state to which: one table. The server answers with it, the pages only ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission, Reach
from ratings.models import Sheet

State = Sheet.State


class Transition(models.TextChoices):
    SUBMIT = "submit", _("Submit")
    WITHDRAW = "withdraw", _("Withdraw")
    RETURN = "return", _("Return for correction")
    APPROVE = "approve", _("Approve")
    REOPEN = "reopen", _("Reopen")


@dataclass(frozen=True)
class TransitionRule:
    """`not_by_submitter`: two people look at every approval. `not_by_decider`: who decides returns, with a reason."""

    transition: Transition
    sources: tuple[State, ...]
    target: State
    permission: Permission
    needs_reason: bool = False
    needs_decision: bool = False
    not_by_submitter: bool = False
    not_by_decider: bool = False


TABLE: dict[Transition, TransitionRule] = {
    rule.transition: rule
    for rule in (
        TransitionRule(Transition.SUBMIT, State.editable(), State.SUBMITTED, Permission.SUBMIT_SHEETS),
        TransitionRule(
            Transition.WITHDRAW, (State.SUBMITTED,), State.DRAFT, Permission.SUBMIT_SHEETS, not_by_decider=True
        ),
        TransitionRule(
            Transition.RETURN, (State.SUBMITTED,), State.RETURNED, Permission.DECIDE_SHEETS, needs_reason=True
        ),
        TransitionRule(
            Transition.APPROVE,
            (State.SUBMITTED,),
            State.APPROVED,
            Permission.DECIDE_SHEETS,
            needs_decision=True,
            not_by_submitter=True,
        ),
        TransitionRule(
            Transition.REOPEN,
            (State.APPROVED,),
            State.RETURNED,
            Permission.REOPEN_SHEETS,
            needs_reason=True,
            needs_decision=True,
        ),
    )
}

_WRONG_STATE: dict[Transition, str | Promise] = {
    Transition.SUBMIT: _("Only a sheet that is being entered or was returned can be submitted."),
    Transition.WITHDRAW: _("Only a submitted sheet that is not decided yet can be withdrawn."),
    Transition.RETURN: _("Only a submitted sheet can be returned."),
    Transition.APPROVE: _("Only a submitted sheet can be approved."),
    Transition.REOPEN: _("Only an approved sheet can be reopened."),
}
_NOT_YOURS: dict[Transition, str | Promise] = {
    Transition.SUBMIT: _("Your role does not submit this sheet."),
    Transition.WITHDRAW: _("Your role does not submit this sheet."),
    Transition.RETURN: _("The committee directly above decides on this sheet."),
    Transition.APPROVE: _("The committee directly above decides on this sheet."),
    Transition.REOPEN: _("Your role does not reopen sheets."),
}


class Answer(NamedTuple):
    transition: Transition
    allowed: bool
    why_not: str


def reaches(user: User, permission: Permission, sheet: Sheet) -> bool:
    """The same as `Sheet.objects.visible_to(user, permission)` for a sheet at hand with its organisation's parents."""
    paths = user.paths(permission)
    if permission.reach is Reach.CHILDREN:
        decider = sheet.organization.decider
        return decider is not None and decider.path in paths
    return any(sheet.organization.path.startswith(above) for above in paths)


def refusal(sheet: Sheet, transition: Transition, user: User) -> str:
    """Why not, in a sentence; empty when nothing in the table stands against it."""
    rule = TABLE[transition]
    if not reaches(user, rule.permission, sheet):
        return str(_NOT_YOURS[transition])
    if sheet.state not in rule.sources:
        return str(_WRONG_STATE[transition])
    if not sheet.rating_year.is_open:
        return gettext("The rating year is not open.")
    own = sheet.submitted_by_id == user.pk
    if rule.not_by_submitter and own:
        return gettext("You submitted this sheet yourself: somebody else has to approve it.")
    if rule.not_by_decider and not own and reaches(user, Permission.DECIDE_SHEETS, sheet):
        return gettext("You decide on this sheet: return it with a reason instead.")
    return ""


def allowed(sheet: Sheet, user: User) -> tuple[Answer, ...]:
    """Every transition, and whether the person may do it now; what it still lacks is in ratings.approval.readiness."""
    return tuple(Answer(transition, not (why := refusal(sheet, transition, user)), why) for transition in TABLE)
