"""Who left comes again, under the old number: from outside, or restored to the Party."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from members import days
from members.changes import Move
from members.deeds.held import announce, cell, locked, tell
from members.life.settling import settle
from members.models import LifeEvent, Member
from organizations.models import Organization
from ui.refusals import Refused, at

Kind = LifeEvent.Kind
# Who resigned is admitted anew, with a probation of its own; who was said to have died by mistake never left.
WAY_BACK = {
    Kind.TRANSFERRED_OUT: Kind.RETURNED,
    Kind.REMOVED: Kind.RESTORED,
    Kind.EXPELLED: Kind.RESTORED,
}


@transaction.atomic
def come_again(
    *,
    member: Member,
    kind: LifeEvent.Kind,
    organization: Organization,
    on: date,
    decision_number: str = "",
    note: str = "",
    beyond: str = "",
    elsewhere: str = "",
    by: User,
) -> Member:
    """RETURNED or RESTORED; belongs from the decision on."""
    organization = cell(organization)
    current = locked(member)
    ending = ending_of(current)
    if ending is None:
        raise Refused(gettext("The member belongs to an organisation, so there is nothing to come back from."))
    if WAY_BACK.get(Kind(ending.kind)) != kind:
        raise Refused(gettext("Who left in this way does not come back by this deed."))
    days.check(days.RETURN, on=on, left=ending.happened_on, founded=organization.opened_on)
    told = {"decision_number": decision_number, "note": note, "beyond": beyond, "elsewhere": elsewhere}
    tell(current, kind, on, organization, **told)
    with at("on"):
        settle(current)
    line = record(by=by, verb=f"member.{kind}", target=current, reason=note, organization=organization.code)
    announce(Move(current, None, organization, on), line, by)
    return current


def ending_of(member: Member) -> LifeEvent | None:
    """By which somebody left who belongs nowhere now."""
    if member.memberships.filter(until=None).exists():
        return None
    return member.events.filter(kind__in=Kind.endings()).order_by("happened_on", "pk").last()
