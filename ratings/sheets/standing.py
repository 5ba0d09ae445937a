"""Sheets of years that are not closed follow their organisation: where it stands at the end of the year, as what.

The sheet of what did not exist any more on that day is kept to be read, and counts nowhere: it has no path. In a closed
year they stand where its newest edition says (ratings.register.freezing).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from organizations.models import Organization, Place
from organizations.tree import STEP
from ratings.models import RatingYear, Sheet
from ratings.register import live
from ratings.sheets.holding import held

NOT_CLOSED = (RatingYear.State.PLANNED, RatingYear.State.OPEN)


def new_sheets(rating_year: RatingYear, organizations: Iterable[Organization]) -> list[Sheet]:
    """Of these organisations, not yet written."""
    sheets = [Sheet(rating_year=rating_year, organization=each) for each in organizations]
    _stand(sheets, rating_year)
    return sheets


def follow(organizations: Collection[int], **_: Any) -> None:
    """After their places changed."""
    for rating_year in RatingYear.objects.filter(state__in=NOT_CLOSED).order_by("pk"):
        here = held([rating_year.pk], "rating_year", NOT_CLOSED)
        sheets = list(Sheet.objects.filter(here, organization__in=organizations))
        Sheet.objects.bulk_update(_stand(sheets, rating_year), Sheet.STANDING)
    _go_over(organizations)


def follow_again(rating_year: RatingYear) -> None:
    """All of a year that is open again: while it was closed they stood, and what came since waited elsewhere."""
    sheets = set(rating_year.sheets.order_by().values_list("organization", flat=True))
    follow(sheets.union(live.places(rating_year).order_by().values_list("organization", flat=True)))


def _go_over(organizations: Collection[int]) -> None:
    """To the same year of the root below which they stand now; also from a year closed meanwhile, which kept none.

    Where theirs is closed, or has a sheet of its own, they count nowhere: nobody is counted twice. Without, they wait.
    """
    here = Sheet.objects.filter(organization__in=organizations)
    sheets = list(here.without_year().select_related("rating_year").order_by("pk"))
    if not sheets:
        return
    of_root = {(year.root.path, year.year): year for year in RatingYear.objects.select_related("root")}
    there = Sheet.objects.filter(organization__in=[sheet.organization_id for sheet in sheets])
    taken = set(there.order_by().values_list("rating_year", "organization"))
    moved = []
    for sheet in sheets:
        if target := of_root.get((sheet.path[:STEP], sheet.rating_year.year)):
            moved.append(sheet)
            if target.is_closed or (target.pk, sheet.organization_id) in taken:
                sheet.stand(None)
            else:
                taken.add((target.pk, sheet.organization_id))
                sheet.rating_year = target
    Sheet.objects.bulk_update(moved, ["rating_year", "parent", "path"])


def _stand(sheets: list[Sheet], rating_year: RatingYear) -> list[Sheet]:
    """Those that stood elsewhere."""
    asked = {sheet.organization_id for sheet in sheets}
    places = {
        place.organization_id: place for place in Place.objects.on(rating_year.day).filter(organization__in=asked)
    }
    return [sheet for sheet in sheets if sheet.follow(places.get(sheet.organization_id))]
