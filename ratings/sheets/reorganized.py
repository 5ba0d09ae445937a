"""Sheets of years that are not closed when organisations are merged, divided or ended: ratings go along with members.

What was typed on the sheet of an organisation that ended stays there to be read; its rows are copied to the successor's
sheet, where the member has none yet. From an organisation that goes on, rows move. Closed years are left alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext

from organizations.deeds.keepers import Carrying, Keeper, Way
from organizations.models import Kind, Organization, Reorganization
from organizations.tree import STEP
from ratings.models import MemberRating, RatingYear, Sheet
from ratings.sheets.holding import held
from ratings.sheets.standing import NOT_CLOSED, new_sheets
from ui.refusals import Refused

Kept = Mapping[str, Any]
ROW = [each.attname for each in MemberRating._meta.concrete_fields if each.attname not in ("id", "sheet_id")]
BARE = Q(state=Sheet.State.DRAFT, saved_at=None, drafts=None, organization_rating=None, work_result=None)


class Sheets(Keeper):
    name = "ratings"

    def carry(self, carrying: Carrying) -> Kept:
        kept: dict[str, list] = {"laid": [], "gone": [], "copied": [], "moved": []}
        here = held(RatingYear.objects.values_list("pk", flat=True), "pk", NOT_CLOSED)
        for rating_year in RatingYear.objects.filter(here).select_related("root").order_by("pk"):
            if carrying.on <= rating_year.day:
                _carry(rating_year, carrying, kept)
        return kept

    def depends(self, reorganization: Reorganization, kept: Kept, founded: Sequence[Organization]) -> Iterable[str]:
        roots = {path[:STEP] for path in reorganization.organizations.values_list("path", flat=True)}
        later = RatingYear.objects.filter(closed_at__gt=reorganization.at, year__gte=reorganization.on.year)
        closed = later.filter(state=RatingYear.State.CLOSED, root__path__in=roots)
        for rating_year in closed.order_by("year"):
            yield gettext("The rating year %(year)s was closed since.") % {"year": rating_year}
        for sheet in _touched(kept, founded):
            sentence = gettext("The sheet of %(name)s for %(year)s was worked on since.")
            yield sentence % {"name": sheet.name, "year": sheet.rating_year}

    def restore(self, kept: Kept, founded: Sequence[Organization]) -> None:
        MemberRating.objects.filter(pk__in=[new for new, _old in kept["copied"]]).delete()
        for pk, sheet in kept["moved"]:
            MemberRating.objects.filter(pk=pk).update(sheet=sheet)
        Sheet.objects.filter(Q(pk__in=kept["laid"]) | Q(organization__in=founded)).delete()

    def restored(self, kept: Kept) -> None:
        for year, organization in kept["gone"]:
            rating_year = RatingYear.objects.get(pk=year)
            made = new_sheets(rating_year, Organization.objects.filter(pk=organization))
            Sheet.objects.bulk_create(made, ignore_conflicts=True)

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


def _carry(rating_year: RatingYear, carrying: Carrying, kept: dict[str, list]) -> None:
    if rating_year.is_open:
        targets = [*carrying.founded, *(way.target for way in carrying.ways)]
        here = {each.pk: each for each in targets if each.path.startswith(rating_year.root.path)}
        _lay(rating_year, {pk: each for pk, each in here.items() if each.kind != Kind.ROOT}, kept)
    for way in carrying.ways:
        _rows_along(rating_year, way, kept)
    bare = Sheet.objects.filter(BARE, rating_year=rating_year, organization__in=carrying.ended, path="")
    for sheet in bare.exclude(member_ratings__isnull=False):
        kept["gone"].append([rating_year.pk, sheet.organization_id])
        sheet.delete()


def _lay(rating_year: RatingYear, organizations: Mapping[int, Organization], kept: dict[str, list]) -> None:
    there = set(
        Sheet.objects.filter(rating_year=rating_year, organization__in=organizations).values_list(
            "organization", flat=True
        )
    )
    for sheet in new_sheets(rating_year, [each for pk, each in organizations.items() if pk not in there]):
        sheet.save()
        kept["laid"].append(sheet.pk)


def _rows_along(rating_year: RatingYear, way: Way, kept: dict[str, list]) -> None:
    """Also to the other root's year, where the successor stands below another root."""
    sheets = Sheet.objects.select_for_update(of=("self",)).filter(rating_year__year=rating_year.year).order_by("pk")
    before = sheets.filter(organization=way.source, rating_year=rating_year).first()
    after = sheets.filter(organization=way.target, rating_year__state__in=NOT_CLOSED).first()
    if before is None or after is None:
        return
    there = MemberRating.objects.filter(sheet=after).values("member")
    rows = MemberRating.objects.filter(sheet=before).exclude(member__in=there).order_by("pk")
    if way.part is not None:
        rows = rows.filter(member__in=way.part)
    if along := list(rows):
        _need_editable(after, *([before] if before.stands else []))
        (_move if before.stands else _copy)(along, after, kept)
        Sheet.objects.filter(pk__in=[before.pk, after.pk]).update(version=F("version") + 1)


def _need_editable(*sheets: Sheet) -> None:
    for sheet in sheets:
        if sheet.state not in Sheet.State.editable():
            sentence = gettext(
                "The sheet of %(name)s for %(year)s is with the committee above or approved, and members' ratings "
                "would change on it. Have it returned or reopened first."
            )
            raise Refused(sentence % {"name": sheet.name, "year": sheet.rating_year})


def _move(rows: Sequence[MemberRating], after: Sheet, kept: dict[str, list]) -> None:
    kept["moved"] += [[row.pk, row.sheet_id] for row in rows]
    MemberRating.objects.filter(pk__in=[row.pk for row in rows]).update(sheet=after)


def _copy(rows: Sequence[MemberRating], after: Sheet, kept: dict[str, list]) -> None:
    for row in rows:
        made = MemberRating(sheet=after, **{name: getattr(row, name) for name in ROW})
        made.save()
        kept["copied"].append([made.pk, row.pk])


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
