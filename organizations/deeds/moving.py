"""Below whom organisations stand: one moved, or many handed over; all below come along.

A cell becomes what the new place asks for: of the grassroots directly below a root, subordinate below a committee.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from organizations.deeds import fitting
from organizations.deeds.decision import Decision, check_day, hold
from organizations.deeds.deed import Deed
from organizations.models import Lineage, Organization, Place, Reorganization, Sector
from organizations.places import places_on
from organizations.tree import STEP
from ui.refusals import Refused


@transaction.atomic
def move(
    *,
    decision: Decision,
    organizations: Sequence[Organization],
    parent: Organization,
    by: User,
    sector: Sector | None = None,
    unit_type: str = "",
) -> Reorganization:
    """Where each stood on the day counts, not where it stands today: decisions are entered in any order of days.

    `sector`, `unit_type`: of cells that come to be of the grassroots; else they have those of the committee they leave.
    """
    if not organizations:
        raise Refused(gettext("Choose at least one organisation."))
    *moving, parent = hold([*organizations, parent])
    check_day(decision.on, moving, receiving=[parent])
    stood = places_on(decision.on, [each.pk for each in (*moving, parent)])
    above = Organization.objects.in_bulk({place.parent_id for place in stood.values() if place.parent_id})
    deed = Deed(Reorganization.Kind.MOVE, decision, by)
    for each in moving:
        _check(each, parent, stood)
    places = [stood[each.pk] for each in moving], stood[parent.pk]
    fitting.need_fitting(decision.on, *places)
    natures = fitting.natures(decision.on, *places, sector, unit_type)
    for each in moving:
        deed.touch(each.parent, above[stood[each.pk].parent_id])
        deed.change(each, parent=parent, **natures.get(each.pk, {}))
    _hand_over(deed, *places)
    return deed.done()


def _hand_over(deed: Deed, moving: Sequence[Place], parent: Place) -> None:
    roots = _roots([*moving, parent])
    for each in moving:
        _between(deed, roots[each.path[:STEP]], roots[parent.path[:STEP]])


def _roots(places: Iterable[Place]) -> dict[str, Organization]:
    """A path belongs to one root for ever."""
    found = Organization.objects.filter(path__in={place.path[:STEP] for place in places})
    return {root.path: root for root in found}


def _between(deed: Deed, before: Organization, after: Organization) -> None:
    """What one root hands over to another, the other goes on with."""
    if before != after:
        deed.touch(before, after)
        deed.came(Lineage.Kind.MOVE, before, after)


def _check(organization: Organization, parent: Organization, stood: Mapping[int, Place]) -> None:
    names = {"name": organization.name, "parent": parent.name}
    if organization.parent_id is None:
        sentence = gettext("%(name)s stands at the top and belongs to nobody. Merge it into another instead.")
        raise Refused(sentence % names)
    if organization.pk == parent.pk:
        raise Refused(parent=gettext("%(name)s cannot belong to itself. Choose another organisation.") % names)
    if stood[organization.pk].parent_id == parent.pk:
        sentence = gettext("On that day %(name)s belongs to %(parent)s already. Choose another one, or another day.")
        raise Refused(parent=sentence % names)
    if stood[parent.pk].path.startswith(stood[organization.pk].path):
        raise Refused(parent=gettext("%(parent)s stands below %(name)s itself. Choose another.") % names)
