"""What was brought in taken back as a whole, while nothing newer stands on any of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import F, Max, Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from exchange.kinds import Touched, Written
from ratings.importing.rows import Rows, batches, remove
from ratings.importing.writing import SAID
from ratings.models import Edition, MemberRating, OrganizationRating, RatingYear, Sheet, Tally, YearPlace
from ratings.register import freezing

OF_A_SHEET = (MemberRating, OrganizationRating, Tally, YearPlace)
OF_A_YEAR = (Sheet, Edition)
FIRST = 1
"""The edition of the import that made the year."""
ByYear = Mapping[int, list[Written]]
WITHDRAWN = Q(editions__origin=Edition.Origin.TAKEN_BACK) | Q(editions__undone_at__isnull=False)
"""What was taken back, and what took it back: together they say what stood before."""


def touched(written: Iterable[Written]) -> Iterator[Touched]:
    of_year = _by_year(written)
    standing = Max("editions__number", filter=~WITHDRAWN)
    newest = RatingYear.objects.filter(pk__in=of_year).annotate(newest=standing).in_bulk()
    for year, rows in of_year.items():
        sentence = _newer(newest.get(year), rows[0].data["edition"])
        used = _used(year, rows) if not sentence else {}
        for each in rows:
            if why := sentence or used.get(each.data["place"], ""):
                yield Touched(each.label, why, _editions(newest.get(year)))


def _by_year(written: Iterable[Written]) -> dict[int, list[Written]]:
    found: defaultdict[int, list[Written]] = defaultdict(list)
    for each in written:
        found[each.data["year"]].append(each)
    return dict(found)


def _newer(rating_year: Any, edition: int) -> str:
    if rating_year is None:
        return gettext("is no longer there")
    if not rating_year.brought_in:
        return gettext("stands in the year %(year)s, which was reopened since") % {"year": rating_year}
    if rating_year.newest != edition:
        return gettext("stands in the year %(year)s, which has a newer edition") % {"year": rating_year}
    return ""


def _editions(rating_year: RatingYear | None) -> str:
    return reverse("ratings:editions", args=[rating_year.year]) if rating_year else ""


def _used(year: int, rows: list[Written]) -> dict[int, str]:
    """{organisation: what refers to its new sheet, or to the year that the import made}."""
    new = list(dict.fromkeys(each.data["place"] for each in rows if each.data["sheet"] is None))
    found: dict[int, str] = {}
    for some in batches(new):
        sheets = Sheet.objects.filter(rating_year=year, organization__in=some)
        for model, name in _references(Sheet, OF_A_SHEET):
            used = model._default_manager.filter(**{f"{name}__in": sheets}).order_by()
            found |= dict.fromkeys(used.values_list(f"{name}__organization", flat=True), _words(model))
    if rows[0].data["edition"] == FIRST:
        for model, name in _references(RatingYear, OF_A_YEAR):
            if model._default_manager.filter(**{name: year}).exists():
                found |= dict.fromkeys(new, _words(model))
    return found


def _references(to: type[Model], own: tuple[type[Model], ...]) -> Iterator[tuple[type[Model], str]]:
    for relation in to._meta.related_objects:
        if relation.related_model not in own:
            yield relation.related_model, relation.field.name


def _words(model: type[Model]) -> str:
    return gettext("is used since: %(what)s") % {"what": model._meta.verbose_name_plural}


def undo(written: Iterable[Written], by: User, rows: Rows, reason: str) -> None:
    of_year = _by_year(written)
    years = RatingYear.objects.in_bulk(list(of_year))
    for year, listed in of_year.items():
        edition = listed[0].data["edition"]
        record(by=by, verb="year.take_back", target=years[year], reason=reason, edition=edition)
        freezing.forget(years[year], edition)
        if edition == FIRST:
            _take_year_away(years[year])
        else:
            _put_back(year, listed, rows)


def _take_year_away(rating_year: RatingYear) -> None:
    rating_year.editions.all().delete()
    sheets = Sheet.objects.filter(rating_year=rating_year).order_by()
    for model in (Tally, MemberRating, OrganizationRating):
        remove(model._default_manager.filter(sheet__in=sheets.values("pk")))
    remove(sheets)
    rating_year.delete()


def _put_back(year: int, listed: list[Written], rows: Rows) -> None:
    places = {each.data["place"]: each.data["sheet"] for each in listed}
    sheets = Sheet.objects.filter(rating_year=year, organization__in=places)
    newest = Tally.objects.filter(sheet__in=sheets, version=F("sheet__version"))
    Tally.objects.filter(pk__in=newest.order_by().values("pk")).forget()
    rows.take_away(year, [each.data["pk"] for each in listed if each.data["before"] is None])
    pks = {each.organization_id: each.pk for each in sheets}
    changed = [each for each in listed if each.data["before"] is not None]
    rows.write((pks[each.data["place"]], each.data["pk"], each.data["before"]) for each in changed)
    remove(sheets.filter(organization__in=[place for place, was in places.items() if was is None]).order_by())
    _sheets_back(sheets, {place: was for place, was in places.items() if was is not None})


def _sheets_back(sheets: QuerySet[Sheet], before: Mapping[int, dict[str, Any]]) -> None:
    found = list(sheets.filter(organization__in=before))
    for sheet in found:
        was = before[sheet.organization_id]
        sheet.version, sheet.decision_number = was["version"], was["decision_number"]
        sheet.saved_by_id = was["saved_by"]
        sheet.saved_at = datetime.fromisoformat(was["saved_at"])
        sheet.decided_on = date.fromisoformat(was["decided_on"]) if was["decided_on"] else None
    Sheet.objects.bulk_update(found, SAID, batch_size=500)
