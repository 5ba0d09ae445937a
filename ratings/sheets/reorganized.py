"""Sheets of years that are not closed when organisations are merged, divided or ended: ratings go along with members.

What was typed on the sheet of an organisation that ended stays there to be read; its rows are copied to the successor's
sheet, where the member has none yet. From an organisation that goes on, rows move. Closed years are left alone, and
so is a bare sheet that an edition names: its year was closed once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from organizations.deeds.keepers import Carrying, Keeper, Way, set_each
from organizations.models import Kind, Organization, Place, Reorganization
from ratings.models import MemberRating, RatingYear, Sheet, YearPlace
from ratings.models.sheets import BARE
from ratings.register import traces
from ratings.sheets import foreseen
from ratings.sheets.holding import held
from ratings.sheets.standing import NOT_CLOSED, new_sheets
from ui.refusals import Refused

Kept = Mapping[str, Any]
Along = Sequence[tuple[MemberRating, Sheet]]
ROW = [each.attname for each in MemberRating._meta.concrete_fields if each.attname not in ("id", "sheet_id")]


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
                _carry(rating_year, carrying, kept)
        return kept

    def depends(self, reorganization: Reorganization, kept: Kept, founded: Sequence[Organization]) -> Iterable[str]:
        since = Q(closed_at__gt=reorganization.at) | Q(brought_in=True, editions__made_at__gt=reorganization.at)
        later = RatingYear.objects.filter(since, year__gte=reorganization.on.year)
        closed = _of_these(reorganization, later.filter(state=RatingYear.State.CLOSED))
        for rating_year in closed:
            yield gettext("The rating year %(year)s was closed since.") % {"year": rating_year}
        of_closed = [each.pk for each in closed]
        touched = reorganization.organizations.order_by().values("pk")
        for rating_year in traces.years_corrected(touched, reorganization.at).exclude(pk__in=of_closed):
            sentence = gettext("The rating year %(year)s was corrected since. Take the correction back first.")
            yield sentence % {"year": rating_year}
        for rating_year in traces.years_holding(founded, kept["laid"]).exclude(pk__in=of_closed):
            yield gettext("An edition of the figures of %(year)s keeps what came of it.") % {"year": rating_year}
        for sheet in _touched(kept, founded):
            sentence = gettext("The sheet of %(name)s for %(year)s was worked on since.")
            yield sentence % {"name": sheet.name, "year": sheet.rating_year}

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


def _of_these(reorganization: Reorganization, years: QuerySet[RatingYear]) -> list[RatingYear]:
    """Years below whose root, or one that it came of, something of the deed stood within the year."""
    places = Place.objects.filter(organization__in=reorganization.organizations.values("pk"))
    stood = list(places.order_by().values_list("path", "since", "until"))
    found = years.select_related("root").order_by("year", "root").distinct()
    return [year for year in found if any(_within(year, *place) for place in stood)]


def _within(year: RatingYear, path: str, since: date, until: date | None) -> bool:
    here = since <= date(year.year, 12, 31) and (until is None or until >= date(year.year, 1, 1))
    return here and path.startswith(tuple(year.paths))


def _line(sheet: Any) -> str:
    said = {"year": sheet.rating_year, "state": sheet.get_state_display(), "rated": sheet.rated}
    if not sheet.stands:
        return gettext("%(year)s: kept, counts no more") % said
    if not sheet.rated:
        return gettext("%(year)s: %(state)s") % said
    return gettext("%(year)s: %(state)s, %(rated)s rated") % said


def _carry(rating_year: RatingYear, carrying: Carrying, kept: dict[str, list]) -> None:
    if rating_year.is_open:
        targets = [*carrying.founded, *(way.target for way in carrying.ways)]
        here = {each.pk: each for each in targets if each.path.startswith(rating_year.root.path)}
        _lay(rating_year, {pk: each for pk, each in here.items() if each.kind != Kind.ROOT}, kept)
    _rows_along(rating_year, carrying.ways, kept)
    bare = Sheet.objects.filter(BARE, rating_year=rating_year, organization__in=carrying.ended, path="")
    bare = bare.exclude(Exists(YearPlace.objects.filter(sheet=OuterRef("pk"))))
    gone = dict(bare.exclude(member_ratings__isnull=False).values_list("pk", "organization"))
    kept["gone"] += [[rating_year.pk, organization] for organization in gone.values()]
    Sheet.objects.filter(pk__in=gone).delete()


def _lay(rating_year: RatingYear, organizations: Mapping[int, Organization], kept: dict[str, list]) -> None:
    there = set(
        Sheet.objects.filter(rating_year=rating_year, organization__in=organizations).values_list(
            "organization", flat=True
        )
    )
    laid = new_sheets(rating_year, [each for pk, each in organizations.items() if pk not in there])
    kept["laid"] += [sheet.pk for sheet in Sheet.objects.bulk_create(laid)]


def _rows_along(rating_year: RatingYear, ways: Sequence[Way], kept: dict[str, list]) -> None:
    moved: list[tuple[MemberRating, Sheet]] = []
    copied: list[tuple[MemberRating, Sheet]] = []
    for before, after, rows in _going(rating_year, ways):
        _need_editable(after, *([before] if before.stands else []))
        (moved if before.stands else copied).extend((row, after) for row in rows)
    changed = {row.sheet_id for row, _after in moved} | {after.pk for _row, after in (*moved, *copied)}
    _move(moved, kept)
    _copy(copied, kept)
    Sheet.objects.filter(pk__in=changed).update(version=F("version") + 1)


def _going(rating_year: RatingYear, ways: Sequence[Way]) -> Iterator[tuple[Sheet, Sheet, list[MemberRating]]]:
    """From one sheet to another what that one has not; also to the year of another root, where the successor stands."""
    asked = {each.pk for way in ways for each in (way.source, way.target)}
    here = Sheet.objects.filter(organization__in=asked, rating_year__year=rating_year.year)
    sheets = list(here.select_for_update(of=("self",)).select_related("rating_year").order_by("pk"))
    own = {sheet.organization_id: sheet for sheet in sheets if sheet.rating_year_id == rating_year.pk}
    open_ones = {sheet.organization_id: sheet for sheet in reversed(sheets) if sheet.rating_year.state in NOT_CLOSED}
    rows = _rows_of(sheets)
    rated = {sheet: {row.member_id for row in there} for sheet, there in rows.items()}
    for way in ways:
        before, after = own.get(way.source.pk), open_ones.get(way.target.pk)
        if before is None or after is None:
            continue
        along = [
            row
            for row in rows[before.pk]
            if row.member_id not in rated[after.pk] and (way.part is None or row.member_id in way.part)
        ]
        if along:
            rated[after.pk].update(row.member_id for row in along)
            yield before, after, along


def _rows_of(sheets: Iterable[Sheet]) -> dict[int, list[MemberRating]]:
    found: dict[int, list[MemberRating]] = {sheet.pk: [] for sheet in sheets}
    for row in MemberRating.objects.filter(sheet__in=found).order_by("pk"):
        found[row.sheet_id].append(row)
    return found


def _need_editable(*sheets: Sheet) -> None:
    for sheet in sheets:
        if sheet.state not in Sheet.State.editable():
            sentence = gettext(
                "The sheet of %(name)s for %(year)s is with the committee above or approved, and members' ratings "
                "would change on it. Have it returned or reopened first."
            )
            raise Refused(sentence % {"name": sheet.name, "year": sheet.rating_year})


def _move(along: Along, kept: dict[str, list]) -> None:
    kept["moved"] += [[row.pk, row.sheet_id] for row, _after in along]
    set_each(MemberRating, "sheet_id", {row.pk: after.pk for row, after in along})


def _copy(along: Along, kept: dict[str, list]) -> None:
    made = [MemberRating(sheet=after, **{name: getattr(row, name) for name in ROW}) for row, after in along]
    MemberRating.objects.bulk_create(made)
    kept["copied"] += [[new.pk, row.pk] for new, (row, _after) in zip(made, along, strict=True)]


def _touched(kept: Kept, founded: Sequence[Organization]) -> Iterator[Sheet]:
    """Sheets that hold more than the deed laid and carried there."""
    of_deed = Q(pk__in=kept["laid"]) | Q(organization__in=founded)
    bare = Sheet.objects.filter(of_deed & BARE).values("pk")
    yield from Sheet.objects.filter(of_deed).exclude(pk__in=bare).select_related("rating_year")
    rows = MemberRating.objects.in_bulk([pk for pair in kept["copied"] for pk in pair])
    changed = {rows[new].sheet_id for new, old in kept["copied"] if new in rows and not _same(rows, new, old)}
    went = MemberRating.objects.filter(pk__in=[pk for pk, _sheet in kept["moved"]]).values("sheet")
    locked = Q(pk__in=[row.sheet_id for row in rows.values()]) | Q(pk__in=went)
    others = Sheet.objects.filter(Q(pk__in=changed) | locked & ~Q(state__in=Sheet.State.editable()) & ~Q(path=""))
    yield from others.exclude(of_deed).select_related("rating_year").distinct()


def _same(rows: Mapping[int, MemberRating], new: int, old: int) -> bool:
    return old in rows and all(getattr(rows[new], name) == getattr(rows[old], name) for name in ROW)
