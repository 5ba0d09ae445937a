"""Sheets of years that are not closed follow their organisation: where it stands at the end of the year, as what.

The sheet of what did not exist any more on that day is kept to be read, and counts nowhere: it has no path.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from organizations.models import Organization, Place
from organizations.tree import STEP
from ratings.models import RatingYear, Sheet
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


def _go_over(organizations: Collection[int]) -> None:
    """To the same year of the root below which they stand now, where it has one that is not closed.

    Also from a year that was closed meanwhile: nothing of it holds them.
    """
    open_ones = {
        (year.root.path, year.year): year
        for year in RatingYear.objects.filter(state__in=NOT_CLOSED).select_related("root")
    }
    here = Sheet.objects.filter(organization__in=organizations)
    there = here.filter(rating_year__in=open_ones.values()).order_by()
    taken = set(there.values_list("rating_year", "organization"))
    moved = []
    for sheet in here.without_year().select_related("rating_year").order_by("pk"):
        target = open_ones.get((sheet.path[:STEP], sheet.rating_year.year))
        if target and (target.pk, sheet.organization_id) not in taken:
            taken.add((target.pk, sheet.organization_id))
            sheet.rating_year = target
            moved.append(sheet)
    Sheet.objects.bulk_update(moved, ["rating_year"])


def _stand(sheets: list[Sheet], rating_year: RatingYear) -> list[Sheet]:
    asked = {sheet.organization_id for sheet in sheets}
    places = {
        place.organization_id: place for place in Place.objects.on(rating_year.day).filter(organization__in=asked)
    }
    for sheet in sheets:
        sheet.stand(places.get(sheet.organization_id))
    return sheets
