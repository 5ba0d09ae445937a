"""What was mistyped, put right from the day of its entry on: nothing was decided, and no other day changes.

The entry stays as it was typed; the correction is a change of the same day after it, taken back like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from organizations.deeds.decision import Decision, hold
from organizations.deeds.deed import Deed
from organizations.deeds.fitting import need_kind, need_none
from organizations.deeds.founding import DAY, NUMBER
from organizations.deeds.keepers import keepers
from organizations.holding import need_standing
from organizations.models import Change, Kind, Organization, Place, Reorganization, UnitType
from organizations.places import places_on
from ui.days import written
from ui.refusals import Refused


@transaction.atomic
def correct(
    *, organization: Organization, on: date, reason: str, by: User, number: str = "", **right: Any
) -> Reorganization:
    """`right`: name, kind, sector, unit_type; `number`: of the decision. What is empty stays.

    `on`: the day of an entry (`entries`).
    """
    [organization] = hold([organization])
    need_standing(organization)
    entry = _entry(organization, on)
    if not reason:
        raise Refused(note=gettext("Write what was mistyped and how you know what is right."))
    place = places_on(on, [organization.pk])[organization.pk]
    changed = {name: value for name, value in right.items() if value and value != getattr(place, name)}
    number = _number(organization, entry, number)
    if not changed and number == entry.decision_number:
        raise Refused(gettext("Nothing changes: this is what the portal holds. Write or choose what is right."))
    _need_fitting(organization, place, changed)
    deed = Deed(Reorganization.Kind.CORRECT, Decision(on, number, note=reason), by)
    deed.change(organization, **changed)
    deed.said = {name: [_plain(getattr(place, name)), _plain(value)] for name, value in changed.items()}
    if number != entry.decision_number:
        deed.said[DECISION] = [entry.decision_number, number]
    return deed.done()


def entries(organization: Organization) -> dict[date, str]:
    """The days from which something was entered of it, each with the name that it bears from then on."""
    days = organization.changes.filter(ends=False).order_by("on").values_list("on", flat=True).distinct()
    names = {place.since: place.name for place in organization.places.all()}
    return {day: names[day] for day in days if day in names}


def _entry(organization: Organization, on: date) -> Change:
    entry = organization.changes.filter(on=on, ends=False).order_by("pk").last()
    if entry is None:
        raise Refused(on=gettext("What was entered for this day was taken back meanwhile. Choose another entry."))
    return entry


def _number(organization: Organization, entry: Change, typed: str) -> str:
    if typed not in ("", entry.decision_number) and entry.on == organization.opened_on:
        sentence = gettext("The number of the founding is put right with its day, by “%(deed)s”.")
        raise Refused(decision_number=sentence % {"deed": gettext("Put day and number of the founding right")})
    return typed or entry.decision_number


def _need_fitting(organization: Organization, place: Place, changed: Mapping[str, Any]) -> None:
    kind = Kind(changed.get("kind", place.kind))
    need_kind(kind, place.parent)
    if kind not in Kind.grassroots():
        need_none(changed.get("sector"), changed.get("unit_type", ""))
    _need_empty(organization, place, kind)


def _need_empty(organization: Organization, place: Place, kind: Kind) -> None:
    """Members belong to cells, and follow no correction."""
    if (kind in Kind.cells()) == place.is_cell:
        return
    for keeper in keepers():
        if said := " ".join(keeper.in_the_way(organization, place.since)):
            raise Refused(kind=said)


def _plain(value: object) -> str:
    return str(value or "")


DECISION = "decision_number"
LABELS = {
    "name": _("Name"),
    "kind": _("Type"),
    "sector": _("Sector"),
    "unit_type": _("Type of unit"),
    DAY: _("Founded on"),
    NUMBER: _("Decision number of the founding"),
    DECISION: _("Decision number"),
}
WORDS: dict[str, type[TextChoices]] = {"kind": Kind, "unit_type": UnitType}


class Corrected(NamedTuple):
    label: str
    before: str
    after: str


def corrected(row: Reorganization) -> list[Corrected]:
    """What it said before and what it says now, for a page."""
    said = row.kept.get("said", {})
    return [
        Corrected(str(label), *(_word(name, each) for each in said[name]))
        for name, label in LABELS.items()
        if name in said
    ]


def _word(name: str, value: str) -> str:
    if name == DAY:
        return written(date.fromisoformat(value))
    return str(WORDS[name](value).label) if value and name in WORDS else value
