"""What becomes of organisations at another place: a cell turns into the kind that stands there, others must fit.

A cell that comes to be of the grassroots has a sector and a type of unit from then on; one that was, has none any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext

from organizations.models import Change, Kind, Organization, Place, Sector
from organizations.tree import STEP
from ui.days import written
from ui.refusals import Refused


def need_kind(kind: str, above: Organization | None) -> None:
    """Said, not worked out: of which type a cell is, follows from what it stands below."""
    if above is None or (there := Kind(kind).below(above.kind)) == kind:
        return
    sentence = gettext("Below %(above)s a cell is of the type “%(kind)s”. Choose that one.")
    raise Refused(kind=sentence % {"above": above.name, "kind": there.label})


def need_fitting(on: date, moving: Sequence[Place], above: Place) -> None:
    if above.is_cell:
        sentence = gettext("%(parent)s (%(kind)s): nothing stands below a cell. Choose a committee.")
        raise Refused(parent=sentence % {"parent": above.name, "kind": above.get_kind_display()})
    if unfit := [place for place in moving if not Kind(place.kind).fits(above.kind)]:
        raise Refused(parent=_unfit(unfit, above))
    _need_undecided(on, moving, above)


def _unfit(unfit: Sequence[Place], above: Place) -> str:
    names = {"parent": above.name, "kind": above.get_kind_display()}
    names["names"] = ", ".join(f"{each.name} ({each.get_kind_display()})" for each in unfit)
    if {each.kind for each in unfit} == {Kind.GRASSROOTS_COMMITTEE}:
        sentence = gettext(
            "%(names)s cannot belong to %(parent)s (%(kind)s). Merge it, or make it a cell first and move it then."
        )
    else:
        sentence = gettext(
            "%(names)s cannot belong to %(parent)s (%(kind)s). Choose a grassroots committee, or merge it."
        )
    return sentence % names


def natures(
    on: date, moving: Sequence[Place], above: Place, sector: Sector | None, unit_type: str
) -> Mapping[int, dict[str, Any]]:
    """Of each cell that rises: what is said, else what the committee has that it leaves."""
    rising = [place for place in moving if place.is_cell and not place.is_grassroots and above.kind == Kind.ROOT]
    if not rising:
        need_none(sector, unit_type)
    left = _committees(on, rising)
    return {
        place.organization_id: {
            "sector": sector or left[place.path[: 2 * STEP]].sector,
            "unit_type": unit_type or left[place.path[: 2 * STEP]].unit_type,
        }
        for place in rising
    }


def _committees(on: date, cells: Sequence[Place]) -> Mapping[str, Place]:
    """By path, as they were on the day; on record some are younger than their cells."""
    found: dict[str, Place] = {}
    above = Place.objects.filter(path__in={place.path[: 2 * STEP] for place in cells})
    for place in above.select_related("sector").order_by("since"):
        if place.since <= on or place.path not in found:
            found[place.path] = place
    return found


def need_none(sector: Sector | None, unit_type: str) -> None:
    if sector:
        raise Refused(sector=gettext("Only grassroots Party organisations have a sector. Leave it empty."))
    if unit_type:
        raise Refused(unit_type=gettext("Only grassroots Party organisations have a type of unit. Leave it empty."))


def _need_undecided(on: date, moving: Sequence[Place], above: Place) -> None:
    """A sector or type of unit that was decided for later would be lost with what was of the grassroots."""
    sinking = [place.organization_id for place in moving if place.is_grassroots and above.kind != Kind.ROOT]
    placed: set[int] = set()
    for change in Change.objects.filter(organization__in=sinking, on__gte=on).order_by("on", "pk"):
        if change.parent_id:
            placed.add(change.organization_id)
        elif change.organization_id not in placed and (change.sector_id or change.unit_type):
            sentence = gettext(
                "Sector or type of unit of %(name)s was decided from %(day)s on, which a subordinate cell does not "
                "have. Take that back first, or choose a later day."
            )
            raise Refused(on=sentence % {"name": change.organization.name, "day": written(change.on)})
