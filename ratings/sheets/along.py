"""What a deed does to the sheets of one year that is not closed: laid, dropped, and ratings along with members.

What was typed on the sheet of an organisation that ended stays there to be read; its rows are copied to the successor's
sheet, where the member has none yet. From an organisation that goes on, rows move. A bare sheet that an edition names
stays: its year was closed once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext

from organizations.deeds.keepers import Carrying, Way, set_each
from organizations.models import Kind, Organization
from ratings.models import MemberRating, RatingYear, Sheet, YearPlace
from ratings.models.sheets import BARE
from ratings.sheets.standing import NOT_CLOSED, new_sheets
from ui.refusals import Refused

Along = Sequence[tuple[MemberRating, Sheet]]
ROW = [each.attname for each in MemberRating._meta.concrete_fields if each.attname not in ("id", "sheet_id")]


def carry(rating_year: RatingYear, carrying: Carrying, kept: dict[str, list]) -> None:
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
