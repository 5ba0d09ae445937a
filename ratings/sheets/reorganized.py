"""Sheets of years that are not closed when organisations are merged, divided or ended. Closed years are left alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext

from organizations.deeds.keepers import Carrying, Keeper, set_each
from organizations.models import Organization, Reorganization
from ratings.models import MemberRating, RatingYear, Sheet
from ratings.register import traces
from ratings.sheets import along, foreseen, newer
from ratings.sheets.holding import held
from ratings.sheets.standing import NOT_CLOSED, new_sheets

Kept = Mapping[str, Any]


class Sheets(Keeper):
    name = "ratings"

    def hold(self) -> None:
        """Whoever closes, reopens or corrects a year waits for the deed, or has done so."""
        here = held(RatingYear.objects.values_list("pk", flat=True), "pk", RatingYear.State.values)
        list(RatingYear.objects.filter(here).values_list("pk"))

    def carry(self, carrying: Carrying) -> Kept:
        kept: dict[str, list] = {"laid": [], "gone": [], "copied": [], "moved": []}
        here = held(RatingYear.objects.values_list("pk", flat=True), "pk", NOT_CLOSED)
        for rating_year in RatingYear.objects.filter(here).select_related("root").order_by("pk"):
            if carrying.on <= rating_year.day:
                along.carry(rating_year, carrying, kept)
        return {**kept, "known": newer.known({way.target.pk for way in carrying.ways}, carrying.on.year)}

    def depends(self, reorganization: Reorganization, kept: Kept, founded: Sequence[Organization]) -> Iterable[str]:
        return newer.said(reorganization, kept, founded)

    def restore(self, kept: Kept, founded: Sequence[Organization]) -> None:
        MemberRating.objects.filter(pk__in=[new for new, _old in kept["copied"]]).delete()
        set_each(MemberRating, "sheet_id", dict(kept["moved"]))
        traces.forget(founded, kept["laid"])
        Sheet.objects.filter(Q(pk__in=kept["laid"]) | Q(organization__in=founded)).delete()

    def restored(self, kept: Kept) -> None:
        for rating_year in RatingYear.objects.filter(pk__in={year for year, _organization in kept["gone"]}):
            gone = [organization for year, organization in kept["gone"] if year == rating_year.pk]
            made = new_sheets(rating_year, Organization.objects.filter(pk__in=gone))
            Sheet.objects.bulk_create(made, ignore_conflicts=True)

    def told(self, reorganization: Reorganization, below: Q) -> Iterable[str]:
        return foreseen.told(reorganization, below)

    def shown(self, organizations: Collection[Organization], on: date) -> Mapping[int, str]:
        sheets = Sheet.objects.filter(rating_year__state__in=NOT_CLOSED, organization__in=organizations)
        rated = Count("member_ratings", filter=~Q(member_ratings__level=None, member_ratings__not_rated_reason=""))
        lines: dict[int, list[str]] = {}
        for sheet in sheets.annotate(rated=rated).select_related("rating_year").order_by("rating_year__year"):
            lines.setdefault(sheet.organization_id, []).append(_line(sheet))
        return {pk: "; ".join(said) for pk, said in lines.items()}


def _line(sheet: Any) -> str:
    said = {"year": sheet.rating_year, "state": sheet.get_state_display(), "rated": sheet.rated}
    if not sheet.stands:
        return gettext("%(year)s: kept, counts no more") % said
    if not sheet.rated:
        return gettext("%(year)s: %(state)s") % said
    return gettext("%(year)s: %(state)s, %(rated)s rated") % said
