"""From one cell of our tree to another."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from members import days
from members.changes import Move
from members.deeds.held import announce, begin, belonging, cell, finish, tell
from members.models import LifeEvent, Member
from organizations.models import Organization
from ui.refusals import Refused


@transaction.atomic
def transfer(*, member: Member, organization: Organization, on: date, decision_number: str = "", by: User) -> Member:
    """One membership ends on the day the other begins, told by an event on either side."""
    organization = cell(organization)
    current = belonging(member)
    if current.organization_id == organization.pk:
        raise Refused(organization=gettext("The member belongs to this organisation already. Choose another."))
    days.check(days.TRANSFER, on=on, since=current.since, founded=organization.opened_on)
    finish(current, on)
    begin(member, organization, on)
    number = {"decision_number": decision_number}
    departure = tell(member, LifeEvent.Kind.TRANSFERRED_OUT, on, current.organization, **number)
    tell(member, LifeEvent.Kind.TRANSFERRED_IN, on, organization, counterpart=departure, **number)
    line = record(
        by=by,
        verb="member.transfer",
        target=member,
        before=current.organization.code,
        after=organization.code,
        on=on.isoformat(),
    )
    announce(Move(member, current.organization, organization, on), line, by)
    return member
