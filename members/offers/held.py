"""The order in which a deed on a member holds what it needs: the tree, then where the member belongs."""

from __future__ import annotations

from members.models import Member, Membership
from organizations.holding import share
from organizations.models import Organization


def held_place(member: Member) -> Organization | None:
    share()
    rows = Membership.objects.select_for_update(of=("self",)).select_related("organization")
    current = rows.filter(member=member, until=None).first()
    return current.organization if current else None
