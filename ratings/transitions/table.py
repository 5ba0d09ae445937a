"""What may be done with a sheet, from which states and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission, Reach
from ratings.models import RatingYear, Sheet

State = Sheet.State
YearState = RatingYear.State
DECIDED = (YearState.OPEN, YearState.CLOSED)


class Transition(models.TextChoices):
    SUBMIT = "submit", _("Submit")
    WITHDRAW = "withdraw", _("Withdraw")
    RETURN = "return", _("Return for correction")
    APPROVE = "approve", _("Approve")
    REOPEN = "reopen", _("Reopen")
    APPEAL = "appeal", _("Record an appeal")
    ANSWER = "answer", _("Answer an appeal")
    RERATE = "rerate", _("Rate again")
    ASK_REOPENING = "ask_reopening", _("Ask to reopen")
    REFUSE_REOPENING = "refuse_reopening", _("Refuse to reopen")
    TAKE_BACK = "take_back", _("Take a request to reopen back")


@dataclass(frozen=True)
class TransitionRule:
    """`not_by_submitter`: two people look at every approval. `not_by_decider`: who decides returns, with a reason.

    `or_permission` serves as well. `year_states`: what has a decision of its own is done after the year closed, too;
    `sources_once_closed` and `permission_once_closed` hold then, where they differ. Without a target it stays as it is.
    """

    transition: Transition
    sources: tuple[State, ...]
    target: State | None
    permission: Permission
    needs_reason: bool = False
    needs_decision: bool = False
    not_by_submitter: bool = False
    not_by_decider: bool = False
    or_permission: Permission | None = None
    year_states: tuple[YearState, ...] = (YearState.OPEN,)
    sources_once_closed: tuple[State, ...] = ()
    permission_once_closed: Permission | None = None

    def sources_in(self, rating_year: RatingYear) -> tuple[State, ...]:
        return self.sources_once_closed if _is_closed(rating_year) and self.sources_once_closed else self.sources

    def permission_in(self, rating_year: RatingYear) -> Permission:
        return (
            self.permission_once_closed if _is_closed(rating_year) and self.permission_once_closed else self.permission
        )

    def is_reached(self, user: User, sheet: Sheet) -> bool:
        asked = (self.permission_in(sheet.rating_year), self.or_permission)
        return any(reaches(user, permission, sheet) for permission in asked if permission)


def _is_closed(rating_year: RatingYear) -> bool:
    return rating_year.state == YearState.CLOSED


# A request to reopen is about what nobody can correct: every sheet of a closed year, in an open one what is approved.
_OF_REQUESTS: dict[str, Any] = {
    "sources": (State.APPROVED,),
    "target": None,
    "year_states": DECIDED,
    "sources_once_closed": tuple(State),
}

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
        TransitionRule(
            Transition.APPEAL,
            (State.APPROVED,),
            State.APPROVED,
            Permission.SUBMIT_SHEETS,
            needs_reason=True,
            or_permission=Permission.DECIDE_SHEETS,
            year_states=DECIDED,
        ),
        TransitionRule(
            Transition.ANSWER,
            (State.APPROVED,),
            State.APPROVED,
            Permission.DECIDE_SHEETS,
            needs_reason=True,
            needs_decision=True,
            not_by_submitter=True,
            year_states=DECIDED,
        ),
        TransitionRule(
            Transition.RERATE,
            (State.APPROVED,),
            State.APPROVED,
            Permission.DECIDE_SHEETS,
            needs_reason=True,
            needs_decision=True,
            not_by_submitter=True,
            year_states=DECIDED,
        ),
        TransitionRule(
            Transition.ASK_REOPENING, permission=Permission.SUBMIT_SHEETS, needs_reason=True, **_OF_REQUESTS
        ),
        TransitionRule(
            Transition.REFUSE_REOPENING,
            permission=Permission.REOPEN_SHEETS,
            permission_once_closed=Permission.MANAGE_RATING_YEARS,
            needs_reason=True,
            **_OF_REQUESTS,
        ),
        TransitionRule(Transition.TAKE_BACK, permission=Permission.SUBMIT_SHEETS, **_OF_REQUESTS),
    )
}


def reaches(user: User, permission: Permission, sheet: Sheet) -> bool:
    """The same as `Sheet.objects.visible_to(user, permission)` for a sheet at hand with its organisation's parents."""
    paths = user.paths(permission)
    if permission.reach is Reach.CHILDREN:
        decider = sheet.decider
        return decider is not None and decider.path in paths
    return any(sheet.path.startswith(above) for above in paths)
