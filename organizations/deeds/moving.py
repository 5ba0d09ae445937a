"""Below whom organisations stand: one moved, or many handed over; all below come along."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from organizations.deeds.decision import Decision, check_day, hold
from organizations.deeds.deed import Deed
from organizations.models import Lineage, Organization, Reorganization
from organizations.tree import STEP
from ui.refusals import Refused


@transaction.atomic
def move(
    *, decision: Decision, organizations: Sequence[Organization], parent: Organization, by: User
) -> Reorganization:
    if not organizations:
        raise Refused(gettext("Choose at least one organisation."))
    *moving, parent = hold([*organizations, parent])
    check_day(decision.on, [*moving, parent])
    deed = Deed(Reorganization.Kind.MOVE, decision, by)
    for each in moving:
        _check(each, parent)
        deed.touch(each.parent)
        deed.change(each, parent=parent)
    roots = _roots([*moving, parent])
    for each in moving:
        _between(deed, roots[each.path[:STEP]], roots[parent.path[:STEP]])
    return deed.done()


def _roots(organizations: Sequence[Organization]) -> dict[str, Organization]:
    found = Organization.objects.filter(path__in={each.path[:STEP] for each in organizations})
    return {root.path: root for root in found}


def _between(deed: Deed, before: Organization, after: Organization) -> None:
    """What one root hands over to another, the other goes on with."""
    if before != after:
        deed.touch(before, after)
        deed.came(Lineage.Kind.MOVE, before, after)


def _check(organization: Organization, parent: Organization) -> None:
    if organization.parent_id is None:
        sentence = gettext("%(name)s stands at the top and belongs to nobody. Merge it into another instead.")
        raise Refused(sentence % {"name": organization.name})
    if organization.parent_id == parent.pk:
        sentence = gettext("%(name)s belongs to %(parent)s already. Choose another.")
        raise Refused(parent=sentence % {"name": organization.name, "parent": parent.name})
    if parent.path.startswith(organization.path):
        sentence = gettext("%(parent)s stands below %(name)s itself. Choose another.")
        raise Refused(parent=sentence % {"name": organization.name, "parent": parent.name})
