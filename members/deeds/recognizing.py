"""The end of probation: recognised, recognised later, or not."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from members import days
from members.deeds.held import belonging, locked, tell
from members.models import LifeEvent, Member
from members.resting import longer_probation
from organizations.models import Organization
from ui.refusals import Refused, at

Kind = LifeEvent.Kind


@transaction.atomic
def recognize(
    *, member: Member, on: date, decided_on: date, decision_number: str = "", note: str = "", by: User
) -> Member:
    """Full member from `on`: the day the probation was complete, however late the decision, unless it says another."""
    place, current = _on_probation(member)
    extended = longer_probation(member.pk, decided_on)
    complete = days.a_year_after(current.admitted_on)
    current.official_on = on
    with at("on"):
        current.full_clean()
    days.check(days.RECOGNITION, on=on, decided_on=decided_on, complete=complete, extended=extended)
    if not note:
        days.check(days.LATE_RECOGNITION, on=on, decided_on=decided_on, due=extended or complete)
    current.save()
    tell(current, Kind.RECOGNIZED, decided_on, place, decision_number=decision_number, note=note)
    record(by=by, verb="member.recognized", target=current, on=on.isoformat(), reason=note)
    return current


@transaction.atomic
def extend(*, member: Member, decided_on: date, until: date, note: str, decision_number: str = "", by: User) -> Member:
    """The probation goes on until a day; no recognition before it."""
    place, current = _on_probation(member)
    complete = days.a_year_after(current.admitted_on)
    due = longer_probation(current.pk, decided_on) or complete
    days.check(days.LONGER_PROBATION, decided_on=decided_on, until=until, complete=complete, due=due)
    tell(current, Kind.EXTENDED, decided_on, place, decision_number=decision_number, until=until, note=note)
    record(by=by, verb="member.extended", target=current, until=until.isoformat(), reason=note)
    return current


@transaction.atomic
def refuse(*, member: Member, decided_on: date, note: str, decision_number: str = "", by: User) -> Member:
    """Stays on the list on probation until the removal is decided (Charter, Art. 5)."""
    place, current = _on_probation(member)
    if current.events.filter(kind=Kind.NOT_RECOGNIZED).exists():
        raise Refused(gettext("It is entered already that this member is not recognised."))
    days.check(days.NO_RECOGNITION, decided_on=decided_on, complete=days.a_year_after(current.admitted_on))
    tell(current, Kind.NOT_RECOGNIZED, decided_on, place, decision_number=decision_number, note=note)
    record(by=by, verb="member.not_recognized", target=current, reason=note)
    return current


def _on_probation(member: Member) -> tuple[Organization, Member]:
    membership = belonging(member)
    current = locked(member)
    if current.official_on is not None:
        raise Refused(gettext("The member has been recognised already."))
    return membership.organization, current
