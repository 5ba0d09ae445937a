"""From one cell of our tree to another."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from members import days
from members.changes import Move
from members.deeds.held import announce, belonging, cell, tell
from members.life.belonging import place_on
from members.life.settling import settle
from members.models import LifeEvent, Member
from organizations.models import Organization
from ui.refusals import Refused, at


@transaction.atomic
def transfer(*, member: Member, organization: Organization, on: date, decision_number: str = "", by: User) -> Member:
    """Told by an event on either side; where the member belongs follows from them (members.life)."""
    organization = cell(organization)
    belonging(member)
    source = place_on(member, on)
    if source == organization:
        raise Refused(organization=gettext("The member belongs to this organisation already. Choose another."))
    days.check(days.TRANSFER, on=on, founded=organization.opened_on)
    number = {"decision_number": decision_number}
    departure = tell(member, LifeEvent.Kind.TRANSFERRED_OUT, on, source, **number)
    tell(member, LifeEvent.Kind.TRANSFERRED_IN, on, organization, counterpart=departure, **number)
    with at("on"):
        settle(member)
    line = record(
        by=by,
        verb="member.transfer",
        target=member,
        before=source.code,
        after=organization.code,
        on=on.isoformat(),
    )
    announce(Move(member, source, organization, on), line, by)
    return member
