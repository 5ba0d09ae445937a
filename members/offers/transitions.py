"""Which deed is moved from which state to which, and from which end: one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from members.models import Deed, DeedQuerySet
from ui.moments import moment
from ui.refusals import Refused

State = Deed.State


class End(StrEnum):
    SENDER = "sender"
    RECEIVER = "receiver"
    CLOCK = "clock"


class Step(StrEnum):
    ACCEPT = "accept"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    CORRECT = "correct"
    CARRY_OUT = "carry_out"
    SEND = "send"


@dataclass(frozen=True)
class Rule:
    """`ends`: who takes the step; with the clock alone nobody does it by hand."""

    step: Step
    sources: tuple[State, ...]
    target: State
    ends: tuple[End, ...]


TABLE: dict[Step, Rule] = {
    rule.step: rule
    for rule in (
        Rule(Step.ACCEPT, (State.OFFERED,), State.DONE, (End.RECEIVER,)),
        Rule(Step.REFUSE, (State.OFFERED,), State.REFUSED, (End.RECEIVER,)),
        Rule(Step.WITHDRAW, (State.OFFERED, State.PLANNED), State.WITHDRAWN, (End.SENDER,)),
        Rule(Step.CORRECT, (State.PLANNED,), State.PLANNED, (End.SENDER,)),
        Rule(Step.CARRY_OUT, (State.PLANNED,), State.DONE, (End.CLOCK, End.SENDER)),
        Rule(Step.SEND, (State.PLANNED,), State.OFFERED, (End.CLOCK, End.SENDER)),
    )
}


def at_end_of(user: User, step: Step) -> DeedQuerySet:
    """Deeds, in any state, at whose end the person takes such a step."""
    return Deed.objects.received_by(user) if End.RECEIVER in TABLE[step].ends else Deed.objects.sent_by(user)


def may(user: User, deed: Deed, step: Step) -> bool:
    return deed.state in TABLE[step].sources and at_end_of(user, step).filter(pk=deed.pk).exists()


def take(deed: Deed, step: Step, by: User | None, **values: Any) -> None:
    """Of two who settle it at once the second changes no row, and is told what the first did."""
    rule = TABLE[step]
    if rule.target not in State.still_open():
        values = {"settled_by": by, "settled_at": timezone.now(), **values}
    values = {"state": rule.target, **values}
    if Deed.objects.filter(pk=deed.pk, state__in=rule.sources).update(**values) != 1:
        raise Refused(_settled_meanwhile(deed))
    for name, value in values.items():
        setattr(deed, name, value)


def _settled_meanwhile(deed: Deed) -> str:
    now = Deed.objects.select_related("settled_by").get(pk=deed.pk)
    if now.settled_at is None:
        return gettext("This was changed at this moment. Load the page again.")
    words = gettext("Settled meanwhile: %(state)s, %(name)s, %(at)s. Nothing was changed.")
    who = now.settled_by or gettext("the portal")
    return words % {"state": now.get_state_display(), "name": who, "at": moment(now.settled_at)}
