"""Two or more become one: a new one, or one of them goes on."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from organizations.deeds.changing import Named
from organizations.deeds.decision import Decision, check_day, hold
from organizations.deeds.deed import CELLS, Deed, stood_below
from organizations.models import Lineage, Organization, Reorganization
from ui.refusals import Refused


@transaction.atomic
def merge_into(
    *, decision: Decision, organizations: Sequence[Organization], survivor: Organization, by: User
) -> Reorganization:
    *merging, survivor = hold([*organizations, survivor])
    check_day(decision.on, merging, receiving=[survivor])
    _check([*merging, survivor])
    deed = Deed(Reorganization.Kind.MERGE, decision, by)
    _become(deed, merging, survivor)
    return deed.done()


@transaction.atomic
def merge_anew(*, decision: Decision, organizations: Sequence[Organization], named: Named, by: User) -> Reorganization:
    """The new one stands where the first stood, as what the first was."""
    merging = hold(organizations)
    check_day(decision.on, merging)
    _check(merging)
    first = merging[0]
    deed = Deed(Reorganization.Kind.MERGE, decision, by)
    made = deed.found_like(first, **named._asdict())
    _become(deed, merging, made)
    return deed.done()


def _become(deed: Deed, merging: Sequence[Organization], survivor: Organization) -> None:
    below = stood_below(merging, deed.on)
    for each in merging:
        for child in below[each.pk]:
            deed.change(child.organization, parent=survivor, on=child.on)
        deed.touch(each.parent)
        deed.end(each)
        deed.came(Lineage.Kind.MERGE, each, survivor)
        deed.carry(each, survivor)


def _check(merging: Sequence[Organization]) -> None:
    if len({each.pk for each in merging}) != len(merging) or len(merging) < 2:
        raise Refused(gettext("Choose at least two different organisations to be merged."))
    kinds = {each.kind for each in merging}
    if len(kinds) > 1 and not kinds <= set(CELLS):
        said = ", ".join(f"{each.name} ({each.get_kind_display()})" for each in merging)
        sentence = gettext("Only organisations of one type are merged: %(names)s. Change the type or move it instead.")
        raise Refused(sentence % {"names": said})
