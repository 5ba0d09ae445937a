"""Temporary activity elsewhere: the host doesn't count the member, the own cell does and stays responsible."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from members import days
from members.deeds.held import belonging, cell, tell
from members.life.belonging import place_on
from members.models import LifeEvent, Member
from members.resting import away
from organizations.models import Organization
from ui.days import written
from ui.refusals import Refused

Kind = LifeEvent.Kind


@transaction.atomic
def lend(
    *,
    member: Member,
    on: date,
    until: date,
    host: Organization | None = None,
    beyond: str = "",
    elsewhere: str = "",
    decision_number: str = "",
    by: User,
) -> Member:
    """`host` is ours, `elsewhere` the name of one outside: one of both."""
    belonging(member)
    place = place_on(member, on)
    if (host is None) == (not elsewhere):
        raise Refused(host=gettext("Choose the host on our list, or write the name of one outside: one of both."))
    if host is not None:
        host = cell(host, "host")
        _check_host(host, place)
    founded = host.opened_on if host else None
    days.check(days.TEMPORARY, on=on, until=until, founded=founded)
    if already := away([member.pk], on).get(member.pk):
        sentence = gettext("The member is elsewhere since %(day)s already. Enter first that the member is back.")
        raise Refused(on=sentence % {"day": written(already.happened_on)})
    told = {"decision_number": decision_number, "until": until, "host": host, "beyond": beyond, "elsewhere": elsewhere}
    tell(member, Kind.TEMPORARY, on, place, **told)
    where = host.code if host else elsewhere
    record(by=by, verb="member.temporary", target=member, on=on.isoformat(), until=until.isoformat(), at=where)
    return member


@transaction.atomic
def come_back(*, member: Member, on: date, decision_number: str = "", by: User) -> Member:
    """On the last day or before it; who stays longer needs another decision."""
    belonging(member)
    place = place_on(member, on)
    began = away([member.pk], on).get(member.pk)
    if began is None:
        raise Refused(on=gettext("The member is not temporarily elsewhere on that day. Check the date."))
    days.check(days.COMING_BACK, on=on, begun=began.happened_on)
    tell(member, Kind.CAME_BACK, on, place, decision_number=decision_number)
    record(by=by, verb="member.came_back", target=member, on=on.isoformat())
    return member


def _check_host(host: Organization, own: Organization) -> None:
    if host.pk == own.pk:
        raise Refused(host=gettext("The member belongs to this organisation already. Choose another."))
