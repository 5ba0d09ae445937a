"""Exempt or suspended from Party activity, and active again; the member stays on the list of the cell."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from members import days
from members.deeds.held import belonging, tell
from members.life.belonging import place_on
from members.models import LifeEvent, Member
from members.resting import resting
from ui.days import written
from ui.refusals import Refused

Kind = LifeEvent.Kind


@transaction.atomic
def rest(
    *,
    member: Member,
    kind: LifeEvent.Kind,
    on: date,
    note: str,
    until: date | None = None,
    decision_number: str = "",
    by: User,
) -> Member:
    """EXEMPTED or SUSPENDED, with or without a last day."""
    belonging(member)
    place = place_on(member, on)
    days.check(days.REST, on=on, until=until)
    if already := resting([member.pk], on).get(member.pk):
        sentence = gettext("%(what)s since %(day)s already. Enter first that the member is active again.")
        raise Refused(kind=sentence % {"what": already.get_kind_display(), "day": written(already.happened_on)})
    told = {"decision_number": decision_number, "until": until, "note": note}
    tell(member, kind, on, place, **told)
    last = until.isoformat() if until else ""
    record(by=by, verb=f"member.{kind}", target=member, reason=note, on=on.isoformat(), until=last)
    return member


@transaction.atomic
def resume(*, member: Member, on: date, decision_number: str = "", by: User) -> Member:
    belonging(member)
    place = place_on(member, on)
    began = resting([member.pk], on).get(member.pk)
    if began is None:
        raise Refused(on=gettext("The member is neither exempt nor suspended on that day. Check the date."))
    days.check(days.RESUMPTION, on=on, begun=began.happened_on)
    tell(member, Kind.RESUMED, on, place, decision_number=decision_number)
    record(by=by, verb="member.resumed", target=member, on=on.isoformat())
    return member
