"""What of rating years is newer than a deed and would be torn by taking it back."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from members.carried import along
from organizations.models import Organization, Place, Reorganization
from ratings.models import MemberRating, RatingYear, Sheet
from ratings.models.sheets import BARE
from ratings.register import traces
from ratings.sheets.along import ROW
from ratings.sheets.entry import blank, key_of, row_of
from ratings.sheets.standing import NOT_CLOSED

Kept = Mapping[str, Any]


def said(reorganization: Reorganization, kept: Kept, founded: Sequence[Organization]) -> Iterator[str]:
    closed = _closed(reorganization)
    for rating_year in closed:
        yield gettext("The rating year %(year)s was closed since.") % {"year": rating_year}
    of_closed = [each.pk for each in closed]
    holding = traces.years_holding(founded, kept["laid"]).exclude(pk__in=of_closed)
    yield from _corrected(reorganization, of_closed, {each.pk for each in holding})
    for rating_year in holding:
        yield gettext("An edition of the figures of %(year)s keeps what came of it.") % {"year": rating_year}
    for sheet in _touched(kept, founded):
        sentence = gettext("The sheet of %(name)s for %(year)s was worked on since.")
        yield sentence % {"name": sheet.name, "year": sheet.rating_year}
    for sheet in _rated(reorganization, kept, founded):
        sentence = gettext(
            "On the sheet of %(name)s for %(year)s members who went along were rated since. Clear these ratings first."
        )
        yield sentence % {"name": sheet.name, "year": sheet.rating_year}


def known(targets: Collection[int], since: int) -> list[int]:
    """Ratings on the sheets of these, of that year and later ones."""
    rows = MemberRating.objects.filter(sheet__organization__in=targets, sheet__rating_year__year__gte=since)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _closed(reorganization: Reorganization) -> list[RatingYear]:
    """Years below whose root, or one that it came of, something of the deed stood within the year."""
    since = Q(closed_at__gt=reorganization.at) | Q(brought_in=True, editions__made_at__gt=reorganization.at)
    later = RatingYear.objects.filter(since, state=RatingYear.State.CLOSED, year__gte=reorganization.on.year)
    places = Place.objects.filter(organization__in=reorganization.organizations.values("pk"))
    stood = list(places.order_by().values_list("path", "since", "until"))
    found = later.select_related("root").order_by("year", "root").distinct()
    return [year for year in found if any(_within(year, *place) for place in stood)]


def _within(year: RatingYear, path: str, since: date, until: date | None) -> bool:
    here = since <= date(year.year, 12, 31) and (until is None or until >= date(year.year, 1, 1))
    return here and path.startswith(tuple(year.paths))


def _corrected(reorganization: Reorganization, closed: Collection[int], holding: Collection[int]) -> Iterator[str]:
    """What something newer stands on is never taken back; of a year that is open again it only tells what was."""
    touched = reorganization.organizations.order_by().values("pk")
    lasting: dict[RatingYear, bool] = {}
    for each in traces.corrections(touched, reorganization.at).exclude(rating_year__in=closed):
        lasting[each.rating_year] = lasting.get(each.rating_year, False) or each.lasting
    for rating_year, lasts in lasting.items():
        if not lasts:
            sentence = gettext("The rating year %(year)s was corrected since. Take the correction back first.")
            yield sentence % {"year": rating_year}
        elif rating_year.pk not in holding:
            sentence = gettext(
                "The rating year %(year)s was corrected since, and something newer stands on the correction. Reopen "
                "the year first."
            )
            yield sentence % {"year": rating_year}


def _touched(kept: Kept, founded: Sequence[Organization]) -> Iterator[Sheet]:
    """Sheets that hold more than the deed laid and carried there."""
    of_deed = _of_deed(kept, founded)
    bare = Sheet.objects.filter(of_deed & BARE).values("pk")
    yield from Sheet.objects.filter(of_deed).exclude(pk__in=bare).select_related("rating_year")
    rows = MemberRating.objects.in_bulk([pk for pair in kept["copied"] for pk in pair])
    changed = {rows[new].sheet_id for new, old in kept["copied"] if new in rows and not _same(rows, new, old)}
    went = MemberRating.objects.filter(pk__in=[pk for pk, _sheet in kept["moved"]]).values("sheet")
    locked = Q(pk__in=[row.sheet_id for row in rows.values()]) | Q(pk__in=went)
    others = Sheet.objects.filter(Q(pk__in=changed) | locked & ~Q(state__in=Sheet.State.editable()) & ~Q(path=""))
    yield from others.exclude(of_deed).select_related("rating_year").distinct()


def _of_deed(kept: Kept, founded: Sequence[Organization]) -> Q:
    return Q(pk__in=kept["laid"]) | Q(organization__in=founded)


def _same(rows: Mapping[int, MemberRating], new: int, old: int) -> bool:
    return old in rows and all(getattr(rows[new], name) == getattr(rows[old], name) for name in ROW)


def _rated(reorganization: Reorganization, kept: Kept, founded: Sequence[Organization]) -> QuerySet[Sheet]:
    """Where they belong by the deed, and will not any more. Not every deed kept what was there before."""
    if "known" not in kept:
        return Sheet.objects.none()
    went = along(reorganization.kept["members"])
    there = went.filter(member=OuterRef("member"), organization=OuterRef("sheet__organization"))
    year = Q(sheet__rating_year__state__in=NOT_CLOSED, sheet__rating_year__year__gte=reorganization.on.year)
    rows = MemberRating.objects.filter(Exists(there), year).exclude(pk__in=kept["known"])
    filled = {row.sheet_id for row in rows if _is_filled(row)}
    sheets = Sheet.objects.filter(pk__in=filled).exclude(_of_deed(kept, founded))
    return sheets.select_related("rating_year").order_by("rating_year__year", "path")


def _is_filled(row: MemberRating) -> bool:
    key = key_of(row.member_id)
    return row_of(row, key) != blank(key)
