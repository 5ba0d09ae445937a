"""Off our list: to another Party organisation, out of the Party, or by death."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from members.changes import Move
from members.deeds.held import announce, belonging, locked, tell
from members.life.belonging import place_on
from members.life.settling import settle
from members.models import LifeEvent, Member
from ui.refusals import Refused, at

Kind = LifeEvent.Kind


@transaction.atomic
def end(
    *,
    member: Member,
    kind: LifeEvent.Kind,
    on: date,
    decision_number: str = "",
    note: str = "",
    beyond: str = "",
    elsewhere: str = "",
    by: User,
) -> Member:
    """The membership's last day is the one before."""
    belonging(member)
    if kind not in endings_of(locked(member), on):
        raise Refused(kind=gettext("Who is on probation is removed, not expelled. Choose the removal."))
    source = place_on(member, on)
    told = {"decision_number": decision_number, "note": note, "beyond": beyond, "elsewhere": elsewhere}
    tell(member, kind, on, source, **told)
    with at("on"):
        settle(member)
    line = record(by=by, verb=f"member.{kind}", target=member, reason=note, on=on.isoformat())
    announce(Move(member, source, None, on), line, by)
    return member


def depart(
    *, member: Member, on: date, beyond: str = "", elsewhere: str = "", by: User, decision_number: str = ""
) -> Member:
    """To a Party organisation outside our tree."""
    where = {"beyond": beyond, "elsewhere": elsewhere}
    return end(member=member, kind=Kind.TRANSFERRED_OUT, on=on, decision_number=decision_number, by=by, **where)


def endings_of(member: Member, on: date) -> tuple[LifeEvent.Kind, ...]:
    """Expulsion is a discipline of full members: on probation one is warned or removed (Charter, Art. 35)."""
    return tuple(kind for kind in Kind.endings() if kind != Kind.EXPELLED or not member.is_probationary(on))
