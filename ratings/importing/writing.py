"""Past ratings written from a file in bulk: years, sheets, rows, figures, and the edition that fixes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from accounts.models import User
from accounts.trail.record import record, record_rows
from exchange.kinds import Change, Scope, Written
from ratings.counts import measures
from ratings.importing.rows import Rows
from ratings.importing.years import root_of, to_be
from ratings.models import Edition, RatingYear, Sheet, Tally
from ratings.register import freezing, reading
from ratings.sheets.upsert import upsert
from stored.bulk import analyze, insert
from ui.refusals import Stale
from ui.seen import plain

# Of so few sheets that PostgreSQL has never counted it reads all for each, and nobody notices.
MANY = 5_000
At = tuple[int, int]
"""The key of a year, and an organisation: where a sheet is."""
STANDING = tuple(name.removesuffix("_id") for name in Sheet.STANDING)
NEW = {"version": 0, "decision_number": "", "decided_on": None}
SAID = ("version", "saved_at", "saved_by", "decision_number", "decided_on")


def write(changes: Iterable[Change], scope: Scope, by: User, rows: Rows) -> Iterator[Written]:
    listed = list(changes)
    years, fresh = _years(scope, {each.data["year"] for each in listed})
    old = [each.pk for each in years.values() if each.pk not in fresh]
    before, sheets_before = rows.stored(old), _sheets(old)
    at = {each.number: (years[each.data["year"]].pk, each.data["place"]) for each in listed}
    now = _write_sheets(_to_be(listed, at, sheets_before, by, rows), years.values())
    rows.write((now[at[each.number]][0], each.data["pk"], rows.values(each.data)) for each in listed)
    _freeze_counts(now)
    changed = {year for year, _pk in before}
    editions = _fix(years.values(), fresh, now, by, dict.fromkeys(changed, _decision(scope, changed)))
    for each in listed:
        year, place = at[each.number]
        was = sheets_before.get((year, place))
        kept = {
            "year": year,
            "place": place,
            "pk": each.data["pk"],
            "edition": editions[year],
            "before": before.get((year, each.data["pk"])),
            "sheet": {name: _plain(was[name]) for name in SAID} if was else None,
        }
        yield Written(each.number, each.data["label"], kept)


def _years(scope: Scope, asked: set[int]) -> tuple[dict[int, RatingYear], set[int]]:
    """By year; and the keys of those that are made now."""
    root = root_of(scope)
    if root is None:
        raise Stale
    made = RatingYear.objects.filter(root=root, year__in=asked).order_by("pk")
    years = {each.year: each for each in made}
    if not all(each.brought_in for each in years.values()):
        raise Stale
    new = RatingYear.objects.bulk_create(to_be(root, year) for year in sorted(asked - years.keys()))
    return years | {each.year: each for each in new}, {each.pk for each in new}


def _decision(scope: Scope, changed: Collection[int]) -> dict[str, Any]:
    """By which years that stand are changed; the first organisations of a year, and its first members, need none."""
    if not changed:
        return {}
    if not scope.decision:
        raise Stale
    return {**scope.decision, "decided_on": date.fromisoformat(scope.decision["decided_on"])}


def _sheets(years: list[int]) -> dict[At, dict[str, Any]]:
    if not years:
        return {}
    found = Sheet.objects.filter(rating_year__in=years).order_by()
    rows = found.values("rating_year", "organization", *STANDING, *SAID)
    return {(row["rating_year"], row["organization"]): row for row in rows}


def _to_be(
    listed: list[Change], at: Mapping[int, At], before: Mapping[At, dict[str, Any]], by: User, rows: Rows
) -> dict[At, dict[str, Any]]:
    """The sheets as they will stand. A decision about an organisation is its sheet's; about members, in their rows."""
    saved = connection.ops.adapt_datetimefield_value(timezone.now())
    found: dict[At, dict[str, Any]] = {}
    for each in listed:
        where = at[each.number]
        was = before.get(where, NEW)
        sheet = found.setdefault(where, {**was, "version": was["version"] + 1, "saved_at": saved, "saved_by": by.pk})
        if rows.told:
            sheet |= {"decision_number": each.data["decision"], "decided_on": each.data["decided_on"]}
    return found


def _write_sheets(to_be: dict[At, dict[str, Any]], years: Iterable[RatingYear]) -> dict[At, tuple[int, int]]:
    """{where: (sheet, version)}."""
    listed = list(years)
    places = {each.pk: dict(_placed(each)) for each in listed}
    whole = [
        {
            "rating_year": year,
            "organization": place,
            **{name: sheet.get(name, places[year].get(place, {}).get(name)) for name in STANDING},
            "state": Sheet.State.APPROVED.value,
            "brought_in": True,
            **{name: sheet[name] for name in SAID},
        }
        for (year, place), sheet in to_be.items()
    ]
    upsert(Sheet, ("rating_year", "organization"), whole, once={"return_reason": "", "justification": ""})
    if len(whole) >= MANY:
        analyze(Sheet)
    made = Sheet.objects.filter(rating_year__in=[each.pk for each in listed]).order_by()
    pks = {(year, place): pk for year, place, pk in made.values_list("rating_year", "organization", "pk")}
    return {where: (pks[where], sheet["version"]) for where, sheet in to_be.items()}


def _placed(rating_year: RatingYear) -> Iterator[tuple[int, dict[str, Any]]]:
    for row in reading.places(rating_year).order_by().values("organization", *STANDING):
        yield row["organization"], row


def _freeze_counts(sheets: Mapping[At, tuple[int, int]]) -> None:
    versions = dict(sheets.values())
    counted = measures.count(Sheet.objects.filter(rating_year__in={year for year, _place in sheets}))
    rows = (
        (sheet, version, measure, value)
        for sheet, version in versions.items()
        for measure, value in counted.get(sheet, {}).items()
    )
    insert(Tally, ("sheet", "version", "measure", "value"), rows)


def _fix(
    years: Iterable[RatingYear],
    fresh: set[int],
    sheets: Mapping[At, tuple[int, int]],
    by: User,
    decisions: Mapping[int, dict[str, Any]],
) -> dict[int, int]:
    """{key of the year: the number of its edition}, each with its line in the trail."""
    of_year: defaultdict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    for (year, place), sheet in sheets.items():
        of_year[year][place] = sheet
    editions = {}
    for each in years:
        here = of_year[each.pk]
        edition = (
            freezing.make(each, Edition.Origin.BROUGHT_IN, by=by)
            if each.pk in fresh
            else freezing.bring_in(each, here, by=by, **decisions.get(each.pk, {}))
        )
        editions[each.pk] = edition.number
        said = {"decision_number": edition.decision_number, "decided_on": plain(edition.decided_on)}
        more = {"reason": edition.reason, **said} if edition.reason else {}
        record(by=by, verb="year.bring_in", target=each, sheets=len(here), edition=edition.number, **more)
        lines = ((pk, f"{edition.rating_year}", {"version": version}) for pk, version in here.values())
        record_rows(by=by, verb="sheet.bring_in", of=Sheet, rows=lines)
    return editions


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
