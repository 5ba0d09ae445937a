"""What was mistyped of an event is put right, with all that follows from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from members import days
from members.life.belonging import place_on
from members.mending.mend import mend, tell
from members.mending.revoking import still_there, together
from members.models import LifeEvent, Member
from organizations.holding import still
from ui.refusals import Refused, need
from ui.seen import changes

Kind = LifeEvent.Kind
OF_THE_MEMBER = {Kind.ADMITTED: "admitted_on", Kind.RECOGNIZED: "official_on"}


def names(event: LifeEvent) -> list[str]:
    """What can be put right of it, the reason aside."""
    found = ["happened_on", "decision_number"]
    if event.kind in OF_THE_MEMBER:
        found.append(OF_THE_MEMBER[Kind(event.kind)])
    if event.kind in Kind.entries():
        found.insert(0, "organization")
    if event.kind in Kind.lasting():
        found.append("until")
    if event.kind in Kind.endings():
        found = ["kind", *found, "note"]
    return found


def facts_of(event: LifeEvent) -> dict[str, Any]:
    return {name: getattr(event.member if name in OF_THE_MEMBER.values() else event, name) for name in names(event)}


@transaction.atomic
def correct_event(*, event: LifeEvent, facts: dict[str, Any], reason: str, by: User) -> LifeEvent:
    """`facts` by `names`. Raises Refused at the field where it cannot be."""
    need(reason, gettext("Write why."))
    last = together(still_there(event))[-1]
    said = changes(_Facts(facts_of(last)), facts)
    found = mend(last.member, altered(event, facts))
    about = {"what": last.kind, "changes": said}
    line = record(by=by, verb="member.correct_event", target=last.member, reason=reason, **about)
    tell(found, line, by)
    return last


def altered(event: LifeEvent, facts: dict[str, Any]) -> Callable[[Member], None]:
    def alter(member: Member) -> None:
        told = together(still_there(event))
        said = changes(_Facts(facts_of(told[-1])), facts)
        if not said:
            raise Refused(gettext("Nothing changes: this is what the portal holds. Write or choose what is right."))
        right = dict(facts)
        if "organization" in said:
            right["organization"] = still(facts["organization"], "organization")
        _alter(member, told, right)

    return alter


class _Facts:
    def __init__(self, values: dict[str, Any]):
        self.__dict__.update(values)


def _alter(member: Member, told: list[LifeEvent], facts: dict[str, Any]) -> None:
    last = told[-1]
    own = {name: value for name, value in facts.items() if name in OF_THE_MEMBER.values()}
    for name, value in own.items():
        setattr(member, name, value)
    if own:
        member.full_clean()
        member.save(update_fields=list(own))
    for name in facts.keys() - own.keys():
        setattr(last, name, facts[name])
    if last.kind == Kind.RECOGNIZED:
        complete = days.a_year_after(member.admitted_on)
        days.check(days.RECOGNITION, on=member.official_on, decided_on=last.happened_on, complete=complete)
    elif last.kind in Kind.entries():
        rules = days.CEREMONY if last.kind == Kind.ADMITTED else days.ARRIVAL
        days.check(rules, decided_on=last.happened_on, admitted_on=member.admitted_on)
    elif last.kind in Kind.lasting():
        days.check(days.REST, on=last.happened_on, until=last.until)
    _leave_from(member, told, last.happened_on)
    for each in told:
        each.happened_on, each.decision_number = last.happened_on, last.decision_number
        each.full_clean(validate_constraints=False)
        each.save()


def _leave_from(member: Member, told: list[LifeEvent], on: date) -> None:
    """Of where the member belonged on the other day, without this event."""
    leaving = told[0]
    if leaving.kind in Kind.endings():
        own = [each.pk for each in told]
        leaving.organization = place_on(member, on, "happened_on", without=own)
