"""What each deed stands on: the member held until the transaction ends, a place that begins or ends, an event."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext

from accounts.models import AuditEvent, User
from members.changes import Change, changed
from members.models import LifeEvent, Member, Membership
from organizations.holding import share, still
from organizations.models import Organization
from ui.refusals import Refused


def belonging(member: Member) -> Membership:
    """Held until the transaction ends, with the tree, so that two deeds on one member follow each other."""
    share()
    open_ones = Membership.objects.select_for_update(of=("self",)).select_related("organization")
    current = open_ones.filter(member=member, until=None).first()
    if current is None:
        raise Refused(gettext("The member no longer belongs to any organisation, so nothing can be changed here."))
    return current


def cell(organization: Organization, field: str = "organization") -> Organization:
    """As it is now, held (organizations.holding)."""
    now = still(organization, field)
    if not now.is_cell:
        raise Refused(**{field: gettext("Members belong to cells only. Choose a cell.")})
    return now


def locked(member: Member) -> Member:
    return Member.objects.select_for_update().get(pk=member.pk)


def tell(member: Member, kind: LifeEvent.Kind, on: date, organization: Organization, **more: Any) -> LifeEvent:
    event = LifeEvent(member=member, kind=kind, happened_on=on, organization=organization, **more)
    event.full_clean()
    event.save()
    return event


def announce(change: Change, line: AuditEvent, by: User) -> None:
    changed.send(sender=Member, change=change, event=line.pk, by=by)
