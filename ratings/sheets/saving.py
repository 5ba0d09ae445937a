"""Every write to a sheet and to a rating year.

A sheet moves by a conditional UPDATE on its state and version that must change exactly one row: the lock that holds on
SQLite too, where select_for_update does nothing. What the sheet must fulfil is looked at after it, under that lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record_each
from ratings import roster
from ratings.models import MemberRating, OrganizationRating, RatingYear, Sheet, SheetDraft, WorkResult
from ratings.sheets import answers
from ratings.sheets.entry import OWN, WORK, Changes, Entry, blank, changes, member_id_of, stored_each
from ratings.sheets.holding import held
from ratings.sheets.upsert import upsert
from ui.refusals import Refused, Stale

Fields = dict[str, Any]


class Saving(NamedTuple):
    """What a page, or a workbook, holds of one sheet: rows and fields that are not named stay."""

    sheet: Sheet
    rows: Entry
    version: int


@transaction.atomic
def save_rows(*, sheet: Sheet, rows: Entry, version: int, by: User) -> int:
    """Save members' rows, the own level, the work results; the new version.

    The number of queries doesn't depend on the number of rows.
    """
    entry = Saving(sheet, rows, version)
    old = _stored([entry])
    _save([entry], old, {sheet.pk: changes(old[sheet.pk], rows)}, by)
    return sheet.version


@transaction.atomic
def save_sheets(*, entries: Iterable[Saving], by: User) -> list[Sheet]:
    """Save the sheets of a year in which something changes, all or none; which were touched.

    The number of queries depends neither on the number of sheets nor on that of rows.
    """
    asked = {entry.sheet.pk: entry for entry in entries}
    # Two people who save the same sheets wait for each other in one order, and never for each other in a ring.
    mine = Sheet.objects.filter(held(_years(asked.values()), "rating_year"), pk__in=list(asked))
    list(mine.select_for_update().order_by("pk").values_list("pk"))
    old = _stored(asked.values())
    changed = {pk: found for pk, entry in asked.items() if (found := changes(old[pk], entry.rows))}
    touched = [asked[pk] for pk in changed]
    if touched:
        _save(touched, old, changed, by)
    return [entry.sheet for entry in touched]


def _years(entries: Iterable[Saving]) -> set[int]:
    return {entry.sheet.rating_year_id for entry in entries}


def _stored(entries: Iterable[Saving]) -> dict[int, Entry]:
    """Only what the rows are compared with."""
    rows_of = {entry.sheet.pk: entry.rows for entry in entries}
    of_members = all(member_id_of(key) is not None for rows in rows_of.values() for key in rows)
    return stored_each(rows_of, members_only=of_members)


def _save(entries: Sequence[Saving], old: Mapping[int, Entry], changed: Mapping[int, Changes], by: User) -> None:
    """`old` was read before the claim, and still stands there when nobody moved the version."""
    pairs = [(entry.sheet, entry.version) for entry in entries]
    saved = claim_each(pairs, Sheet.State.editable(), saved_at=timezone.now(), saved_by=by)
    _only_of_the_sheets(entries, old)
    write({sheet.pk: _whole(rows, old[sheet.pk], changed[sheet.pk]) for sheet, rows, _version in entries})
    for sheet, _rows, version in entries:
        take_over(sheet, {**saved, "version": version + 1})
    lines = [(sheet, {"version": sheet.version, "changes": changed[sheet.pk]}) for sheet, _rows, _version in entries]
    record_each(by=by, verb="sheet.save", lines=lines)


def _whole(rows: Entry, old: Entry, changed: Changes) -> Entry:
    return {key: {**(old.get(key) or blank(key)), **rows[key]} for key in changed}


def keep_draft(*, sheet: Sheet, version: int, fields: Mapping[str, Any], by: User) -> SheetDraft:
    """What is typed and not saved; not a deed, so the trail doesn't hear of it."""
    values = {"version": version, "fields": dict(fields), "kept_at": timezone.now()}
    draft, _created = SheetDraft.objects.update_or_create(user=by, sheet=sheet, defaults=values)
    return draft


def discard_draft(*, sheet: Sheet, by: User) -> None:
    SheetDraft.objects.filter(user=by, sheet=sheet).delete()


def claim(sheet: Sheet, version: int, states: Iterable[str], **values: Any) -> Fields:
    return {**claim_each([(sheet, version)], states, **values), "version": version + 1}


def claim_each(
    pairs: Sequence[tuple[Sheet, int]],
    states: Iterable[str],
    *,
    year_states: Sequence[str] = (RatingYear.State.OPEN,),
    **values: Any,
) -> Fields:
    """Raises Stale, or Refused where the year is in another state, or under other rules than it was read with.

    Until the transaction ends both stay.
    """
    years = {sheet.rating_year_id for sheet, _version in pairs}
    rule_sets = {sheet.rating_year.rule_set for sheet, _version in pairs}
    # The year is asked for by a list of ids: a join would move the version into a subquery, which PostgreSQL doesn't
    # look at again after waiting for the row.
    changed = Sheet.objects.filter(
        reduce(or_, (Q(pk=sheet.pk, version=version) for sheet, version in pairs)),
        held(years, "rating_year", year_states, rule_sets),
        ~Q(path=""),
        state__in=tuple(states),
    ).update(version=F("version") + 1, **values)
    if changed != len(pairs):
        _need(years, year_states, rule_sets)
        raise Stale
    return values


def _need(years: Iterable[int], states: Iterable[str], rule_sets: Iterable[str]) -> None:
    now = RatingYear.objects.filter(pk__in=years)
    if closed := now.exclude(state__in=states).first():
        words = gettext("The rating year %(year)s was closed meanwhile: nothing is saved, nothing has moved.")
        raise Refused(words % {"year": closed})
    if other := now.exclude(rule_set__in=rule_sets).first():
        words = gettext("%(year)s is rated by other rules now: look at the sheet by these, then do it once more.")
        raise Refused(words % {"year": other})


def take_over(sheet: Sheet, values: Fields) -> None:
    """Last of all: a deed that is refused half way leaves the object as the database has it."""
    for name, value in values.items():
        setattr(sheet, name, value)


def write(written: Mapping[int, Entry]) -> None:
    """Whole rows by sheet."""
    members = [
        {"sheet": pk, "member": member_id, **row}
        for pk, rows in written.items()
        for key, row in rows.items()
        if (member_id := member_id_of(key)) is not None
    ]
    upsert(MemberRating, ("sheet", "member"), members, once={"remark": ""})
    own = [{"sheet": pk, **rows[OWN]} for pk, rows in written.items() if OWN in rows]
    upsert(OrganizationRating, ("sheet",), own, once={"remark": ""})
    work = [{"sheet": pk, **rows[WORK]} for pk, rows in written.items() if WORK in rows]
    upsert(WorkResult, ("sheet",), work, once={})
    answers.write(written)


def _only_of_the_sheets(entries: Sequence[Saving], old: Mapping[int, Entry]) -> None:
    named = {entry.sheet: _new_members(entry.rows, old[entry.sheet.pk]) for entry in entries}
    if asked := [sheet for sheet, ids in named.items() if ids]:
        here = roster.member_ids_of_each(asked)
        if any(named[sheet] - here[sheet.pk] for sheet in asked):
            raise Refused(gettext("A row names a member who doesn't belong to this organisation. Load the page again."))
    if any(WORK in entry.rows and not entry.sheet.is_grassroots for entry in entries):
        raise Refused(gettext("Only a grassroots organisation enters work results."))
    answers.need_asked({entry.sheet: set(entry.rows) - set(old[entry.sheet.pk]) for entry in entries})


def _new_members(rows: Entry, old: Entry) -> set[int]:
    return {member_id for key in rows if key not in old and (member_id := member_id_of(key)) is not None}
