"""A part of an organisation becomes one of its own; the rest goes on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from organizations.deeds.changing import Named
from organizations.deeds.decision import Decision, check_day, hold
from organizations.deeds.deed import Deed
from organizations.models import Lineage, Organization, Reorganization
from ui.refusals import Refused


@transaction.atomic
def split(
    *,
    decision: Decision,
    organization: Organization,
    named: Named,
    by: User,
    members: Collection[int] = (),
    below: Sequence[Organization] = (),
) -> Reorganization:
    """Of a cell these members, of any other these organisations directly below it. The new one stands beside it."""
    organization, *taken = hold([organization, *below])
    check_day(decision.on, [organization, *taken])
    if not (members if organization.is_cell else taken):
        raise Refused(gettext("Choose who and what goes to the new organisation."))
    deed = Deed(Reorganization.Kind.SPLIT, decision, by)
    made = deed.found_like(organization, **named._asdict())
    for each in taken:
        _check(each, organization, decision.on)
        deed.change(each, parent=made)
    if organization.is_cell:
        deed.carry(organization, made, members)
    deed.touch(organization)
    deed.act_alike(organization, made)
    deed.came(Lineage.Kind.SPLIT, organization, made)
    return deed.done()


def _check(taken: Organization, organization: Organization, on: date) -> None:
    """On the day, and today still: what came or went since is decided of by itself."""
    stood = taken.places.filter(parent=organization).on(on)
    if taken.parent_id != organization.pk or not stood.exists():
        sentence = gettext("%(name)s does not stand directly below %(parent)s.")
        raise Refused(sentence % {"name": taken.name, "parent": organization.name})
