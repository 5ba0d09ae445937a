"""The next edition of a year is made: one statement copies what is new in a table, however many rows there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db import connections, router
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from ratings.models import Edition, RatingYear, Sheet
from ratings.register import begun, live
from ratings.register.differences import Difference
from ratings.register.tables import ACTS, EVENTS, PLACES, TABLES, Row, Table
from stored.bulk import insert

BATCH = 200


def make(
    rating_year: RatingYear,
    origin: Edition.Origin,
    *,
    by: User | None,
    decision_number: str = "",
    decided_on: date | None = None,
    reason: str = "",
) -> Edition:
    """All that the register says now. To be called in the transaction of the deed, which holds the year."""
    edition = _next(
        rating_year, origin, made_by=by, decision_number=decision_number, decided_on=decided_on, reason=reason
    )
    for table in TABLES:
        _end(table, edition, list(table.gone(rating_year)))
        _copy(table, edition, table.added(rating_year))
    begun.note(edition, earlier=True)
    _sheets_along(rating_year)
    return edition


def correct(rating_year: RatingYear, chosen: Iterable[Difference], *, by: User, **decision: Any) -> Edition:
    """The next edition takes these over, and nothing else. `rating_year` is held."""
    edition = _next(rating_year, Edition.Origin.CORRECTION, made_by=by, **decision)
    for each in chosen:
        _end(each.table, edition, list(each.before))
        for row in each.after:
            _write(each.table, edition, dict(zip(each.table.columns, row, strict=True)))
    begun.note(edition)
    _sheets_along(rating_year)
    return edition


def take_back(rating_year: RatingYear, correction: Edition, *, by: User, **decision: Any) -> Edition:
    """The next edition says again what the one before the correction said, which stays, marked. The year is held."""
    then = rating_year.editions.get(number=correction.number - 1)
    edition = _next(rating_year, Edition.Origin.TAKEN_BACK, like=then, made_by=by, **decision)
    for table in TABLES:
        before = table.at(rating_year, correction.number - 1)
        _end(table, edition, list(table.at(rating_year, correction.number).difference(before)))
        _copy(table, edition, before.difference(table.kept(rating_year).values_list(*table.columns)))
    Edition.objects.filter(pk=correction.pk).update(undone_at=timezone.now())
    _sheets_along(rating_year)
    return edition


def taken_since(rating_year: RatingYear, correction: Edition) -> RatingYear | None:
    """A closed year that holds by now an event or act which the correction let go."""
    for table in (EVENTS, ACTS):
        let_go: QuerySet[Any] = table.model.objects.filter(rating_year=rating_year, until=correction.number)
        elsewhere = live.fixed(table.model).exclude(rating_year=rating_year)
        if row := elsewhere.filter(source__in=let_go.order_by().values("source")).first():
            return row.rating_year
    return None


def rerated(rating_year: RatingYear, sheet: Sheet, version: int, *, by: User, **decision: Any) -> None:
    """A level of a closed year was set anew: the next edition has the sheet in its new version, and all else as is.

    `rating_year` is held.
    """
    edition = _next(rating_year, Edition.Origin.RERATING, made_by=by, **decision)
    here = PLACES.kept(rating_year).filter(sheet=sheet)
    rows = [dict(zip(PLACES.columns, row, strict=True)) for row in here.values_list(*PLACES.columns)]
    here.end(edition.number)
    for row in rows:
        _write(PLACES, edition, row | {"sheet_version": version})


def bring_in(rating_year: RatingYear, sheets: Mapping[int, tuple[int, int]], *, by: User, **decision: Any) -> Edition:
    """The next edition of a year that came from a file: these sheets in their new version, and all else as is.

    `sheets`: {organisation: (sheet, version)}. `rating_year` is held. The number of queries is always the same.
    """
    edition = _next(rating_year, Edition.Origin.BROUGHT_IN, made_by=by, **decision)
    here = PLACES.kept(rating_year).filter(organization__in=list(sheets))
    rows = [(*row[:-2], *sheets[row[0]]) for row in here.values_list(*PLACES.columns)]
    here.end(edition.number)
    names = ("rating_year", "since", *(name.removesuffix("_id") for name in PLACES.columns))
    insert(PLACES.model, names, [(rating_year.pk, edition.number, *row) for row in rows])
    return edition


def forget(rating_year: RatingYear, number: int) -> None:
    """The rows of an import that is taken back go, the edition stays, marked: its number is not given again.

    A paper may name it. Of what came after it only corrections are there that were taken back: their rows go with it.
    `rating_year` is held.
    """
    for table in TABLES:
        table.model.objects.filter(rating_year=rating_year).forget(number)
    rating_year.editions.filter(number__gte=number, undone_at=None).update(undone_at=timezone.now())


def undo(rating_year: RatingYear) -> None:
    """The closing's edition stays, marked, with what stood on it; their numbers are not given again."""
    last = rating_year.editions.filter(origin=Edition.Origin.CLOSING).aggregate(last=Max("number"))["last"] or 0
    rating_year.editions.filter(number__gte=last, undone_at=None).update(undone_at=timezone.now())


def held(pk: int) -> RatingYear:
    """As it is now; two editions at once wait for each other.

    To be taken before anything that only shares the year (ratings.sheets.holding): two who share it would each wait for
    the other to let go.
    """
    return RatingYear.objects.select_for_update().get(pk=pk)


def _sheets_along(rating_year: RatingYear) -> None:
    """Each stands where the newest edition has its organisation, or nowhere: whoever sums sheets asks nobody else.

    What stands below another root by now waits for the year of that one.
    """
    places = {each.organization_id: each for each in PLACES.kept(rating_year)}
    below = Q(path__startswith=rating_year.root.path) | Q(organization__in=places)
    sheets = Sheet.objects.filter(below, rating_year=rating_year).order_by()
    moved = [sheet for sheet in sheets if sheet.follow(places.get(sheet.organization_id))]
    Sheet.objects.bulk_update(moved, Sheet.STANDING)


def _next(rating_year: RatingYear, origin: Edition.Origin, *, like: Edition | None = None, **said: Any) -> Edition:
    """Registers that had begun have begun: as in the edition before, or as in another one that it is `like`."""
    last = rating_year.editions.order_by("number").last()
    number = last.number + 1 if last else 1
    return Edition.objects.create(
        rating_year=rating_year, number=number, origin=origin, **begun.of(like or last), **said
    )


def _write(table: Table, edition: Edition, values: dict[str, Any]) -> None:
    table.model(rating_year=edition.rating_year, since=edition.number, **values).save()


def _end(table: Table, edition: Edition, rows: list[Row]) -> None:
    names = table.columns[: table.key]
    for start in range(0, len(rows), BATCH):
        known = (Q(**dict(zip(names, row[: table.key], strict=True))) for row in rows[start : start + BATCH])
        table.kept(edition.rating_year).filter(reduce(or_, known)).end(edition.number)


def _copy(table: Table, edition: Edition, rows: QuerySet[Any, Row]) -> None:
    connection = connections[router.db_for_write(table.model)]
    sql, values = rows.query.get_compiler(connection=connection).as_sql()
    names = ", ".join(map(connection.ops.quote_name, ("rating_year_id", "since", *table.columns)))
    into = connection.ops.quote_name(table.model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {into} ({names}) SELECT %s, %s, added.* FROM ({sql}) added",
            [edition.rating_year_id, edition.number, *values],
        )
