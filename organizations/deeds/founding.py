"""The day and the decision of a founding, put right where they were mistyped or assumed: what it is does not change.

The founding moves to its right day, with what was corrected of it; what it said before is kept, for the way back.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from accounts.models import User
from organizations.deeds.decision import Decision, hold
from organizations.deeds.deed import Deed
from organizations.deeds.keepers import Refounded, keepers
from organizations.holding import need_founded, need_standing
from organizations.models import Change, Organization, Reorganization
from ui.days import written
from ui.refusals import Refused

DAY, NUMBER = "opened_on", "founding_number"


class Founding(NamedTuple):
    on: date
    number: str


@transaction.atomic
def correct_founding(*, organization: Organization, founded: Founding, reason: str, by: User | None) -> Reorganization:
    """Raises Refused, at the day where something of before it is in the way."""
    [organization] = hold([organization])
    need_standing(organization)
    entry = founding_of(organization)
    before = Founding(entry[0].on, entry[0].decision_number)
    if founded == before:
        raise Refused(gettext("Nothing changes: this is what the portal holds. Write or choose what is right."))
    _need_alone(entry[0])
    if founded.on < before.on and entry[0].parent:
        need_founded(entry[0].parent, founded.on, "founded_on")
    if reasons := [*_decided_before(organization, entry, founded.on), *_held_before(organization, founded.on)]:
        raise Refused(founded_on=" ".join(reasons))
    deed = Deed(Reorganization.Kind.CORRECT, Decision(min(founded.on, before.on), founded.number, note=reason), by)
    deed.refound(Refounded(organization, before.on, founded.on))
    set_founding(organization, founded)
    deed.said = {name: list(pair) for name, pair in _said(before, founded).items() if pair[0] != pair[1]}
    return deed.done()


def founding_of(organization: Organization) -> list[Change]:
    """The founding itself, and what was corrected of it."""
    changes = list(organization.changes.select_related("reorganization", "parent").order_by("on", "pk"))
    return [each for each in changes if each.on == changes[0].on]


def set_founding(organization: Organization, founded: Founding) -> None:
    """To be settled by whoever calls."""
    entry = [each.pk for each in founding_of(organization)]
    Change.objects.filter(pk__in=entry).update(on=founded.on, decision_number=founded.number)
    Organization.objects.filter(pk=organization.pk).update(decision_number=founded.number)


def restore(row: Reorganization, organization: Organization) -> None:
    """As it was before the correction."""
    said = row.kept.get("said", {})
    if said.keys() & {DAY, NUMBER}:
        now = founding_of(organization)[0]
        [day, *_right] = said.get(DAY, [now.on.isoformat()])
        [number, *_right] = said.get(NUMBER, [now.decision_number])
        set_founding(organization, Founding(date.fromisoformat(day), number))


def _said(before: Founding, after: Founding) -> dict[str, tuple[str, str]]:
    return {DAY: (before.on.isoformat(), after.on.isoformat()), NUMBER: (before.number, after.number)}


def _need_alone(founding: Change) -> None:
    """A merger or a division founds on the day on which it ends or cuts others."""
    row = founding.reorganization
    if row is not None and row.kind != Reorganization.Kind.FOUND:
        sentence = gettext(
            "It was founded by a decision on others, too: %(what)s, from %(day)s on. Take that back and enter it anew."
        )
        raise Refused(sentence % {"what": row.title, "day": written(row.on)})


def _decided_before(organization: Organization, entry: list[Change], on: date) -> Iterator[str]:
    of_entry = [each.reorganization_id for each in entry if each.reorganization_id]
    own = Q(pk__in=organization.changes.filter(on__lte=on).values("reorganization"))
    rows = Reorganization.objects.standing().filter(own | Q(on__lt=on), organizations=organization)
    for row in rows.exclude(pk__in=of_entry).distinct().order_by("on", "pk"):
        sentence = gettext("Decided before: %(what)s, from %(day)s on. Take that back first, or write an earlier day.")
        yield sentence % {"what": row.title, "day": written(row.on)}


def _held_before(organization: Organization, on: date) -> Iterator[str]:
    return (said for keeper in keepers() for said in keeper.before(organization, on))


def in_the_way_back(row: Reorganization) -> Iterator[str]:
    """What was entered since for days on which it will not have been founded yet."""
    first, founded = row.kept.get("said", {}).get(DAY, ("", ""))
    if first > founded:
        for organization in row.organizations.all():
            for keeper in keepers():
                yield from keeper.before(organization, date.fromisoformat(first), row.kept.get(keeper.name))
