"""Every write to a sheet and to a rating year.

A sheet moves by a conditional UPDATE on its state and version that must change exactly one row: the lock that holds on
SQLite too, where select_for_update does nothing. What the sheet must fulfil is looked at after it, under that lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import record, record_each
from accounts.models import User
from ratings import findings, measures, readiness, roster, rules
from ratings.entry import OWN, WORK, Changes, Entry, blank, changes, member_id_of, stored, stored_each
from ratings.findings import Severity
from ratings.models import MemberRating, OrganizationRating, RatingYear, Sheet, SheetDraft, WorkResult
from ratings.transitions import TABLE, Deed, refusal
from ratings.upsert import upsert
from ui.vietnamese import nfc

Fields = dict[str, Any]


class Stale(Exception):
    """Somebody saved or moved the sheet after it was read."""


class Refused(Exception):
    def __init__(self, *sentences: str):
        super().__init__(*sentences)
        self.sentences = sentences


@transaction.atomic
def open_year(*, rating_year: RatingYear, by: User | None) -> int:
    """Open it for entry and lay a sheet for every organisation that has none; how many were laid.

    A closed year opens with a reason only (reopen_year); where nothing changes, the trail hears nothing.
    """
    State = RatingYear.State
    moved = _turn(rating_year, State.PLANNED, State.OPEN)
    if not moved and not RatingYear.objects.filter(pk=rating_year.pk, state=State.OPEN).exists():
        raise Refused(_("The year is closed. Reopen it with a reason."))
    rating_year.state = State.OPEN
    without = roster.rated_organizations(rating_year.year).exclude(sheets__rating_year=rating_year)
    laid = Sheet.objects.bulk_create(
        (Sheet(rating_year=rating_year, organization=organization) for organization in without), ignore_conflicts=True
    )
    if moved or laid:
        record(by=by, verb="year.open", target=rating_year, sheets=len(laid))
    return len(laid)


@transaction.atomic
def close_year(*, rating_year: RatingYear, by: User) -> int | None:
    """Nothing moves in it any more; how many sheets stay without an approval. None where it was not open."""
    if not _turn(rating_year, RatingYear.State.OPEN, RatingYear.State.CLOSED):
        return None
    pending = Sheet.objects.pending().filter(rating_year=rating_year).count()
    record(by=by, verb="year.close", target=rating_year, pending=pending)
    return pending


@transaction.atomic
def reopen_year(*, rating_year: RatingYear, reason: str, by: User) -> bool:
    """False where it is not closed, so that a second click leaves no second line in the trail."""
    _need(reason, _("Write why it is reopened."))
    if not _turn(rating_year, RatingYear.State.CLOSED, RatingYear.State.OPEN):
        return False
    record(by=by, verb="year.reopen", target=rating_year, reason=reason.strip())
    return True


def _turn(rating_year: RatingYear, source: RatingYear.State, target: RatingYear.State) -> bool:
    turned = RatingYear.objects.filter(pk=rating_year.pk, state=source).update(state=target)
    if turned:
        rating_year.state = target
    return bool(turned)


@transaction.atomic
def change_year(*, rating_year: RatingYear, reason: str, by: User) -> None:
    """Save the settings that the instance carries, with what they were before; those of a closed year stand."""
    before: dict[str, Any] = dict(
        RatingYear.objects.select_for_update().filter(pk=rating_year.pk).values().first() or {}
    )
    if before.get("state", rating_year.state) != rating_year.state or before.get("state") == RatingYear.State.CLOSED:
        raise Refused(_("The year is closed, or its state changed meanwhile. Load the page again; reopen it first."))
    rating_year.full_clean()
    rating_year.save()
    after = RatingYear.objects.filter(pk=rating_year.pk).values().get()
    changed = {name: [_plain(before.get(name)), _plain(value)] for name, value in after.items()}
    record(
        by=by,
        verb="year.settings",
        target=rating_year,
        reason=reason,
        changes={name: pair for name, pair in changed.items() if pair[0] != pair[1] and name != "id"},
    )


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
    list(Sheet.objects.filter(pk__in=list(asked)).select_for_update().order_by("pk").values_list("pk"))
    old = _stored(asked.values())
    changed = {pk: found for pk, entry in asked.items() if (found := changes(old[pk], entry.rows))}
    touched = [asked[pk] for pk in changed]
    if touched:
        _save(touched, old, changed, by)
    return [entry.sheet for entry in touched]


def _stored(entries: Iterable[Saving]) -> dict[int, Entry]:
    """Only what the rows are compared with."""
    rows_of = {entry.sheet.pk: entry.rows for entry in entries}
    return stored_each(rows_of, members_only=not any(OWN in rows or WORK in rows for rows in rows_of.values()))


def _save(entries: Sequence[Saving], old: Mapping[int, Entry], changed: Mapping[int, Changes], by: User) -> None:
    """`old` was read before the claim, and still stands there when nobody moved the version."""
    pairs = [(entry.sheet, entry.version) for entry in entries]
    saved = _claim_each(pairs, Sheet.State.editable(), saved_at=timezone.now(), saved_by=by)
    _only_of_the_sheets(entries, old)
    _write({sheet.pk: _whole(rows, old[sheet.pk], changed[sheet.pk]) for sheet, rows, _version in entries})
    for sheet, _rows, version in entries:
        _take_over(sheet, {**saved, "version": version + 1})
    lines = [(sheet, {"version": sheet.version, "changes": changed[sheet.pk]}) for sheet, _rows, _version in entries]
    record_each(by=by, verb="sheet.save", lines=lines)


def _whole(rows: Entry, old: Entry, changed: Changes) -> Entry:
    return {key: {**(old.get(key) or blank(key)), **rows[key]} for key in changed}


@transaction.atomic
def submit(*, sheet: Sheet, version: int, by: User, justification: str = "") -> None:
    text = justification.strip()
    moved = _move(sheet, Deed.SUBMIT, version, by, submitted_at=timezone.now(), submitted_by=by, justification=text)
    found = findings.check(sheet)
    if lacking := [*readiness.missing(sheet, stored(sheet)), *readiness.blocking(found)]:
        raise Refused(*lacking)
    to_explain = [finding.key for finding in found if finding.severity == Severity.WARNING]
    if to_explain and not text:
        raise Refused(_("The check found something to look at: explain it, or correct it."))
    _done(sheet, Deed.SUBMIT, by, moved, reason=text, findings=to_explain)


@transaction.atomic
def withdraw(*, sheet: Sheet, version: int, by: User) -> None:
    moved = _move(sheet, Deed.WITHDRAW, version, by, submitted_at=None, submitted_by=None)
    _done(sheet, Deed.WITHDRAW, by, moved)


@transaction.atomic
def return_(*, sheet: Sheet, version: int, reason: str, by: User, remarks: Mapping[str, str] | None = None) -> None:
    """`remarks` are questions about single rows, by the keys of ratings.entry; they replace earlier ones."""
    _need(reason, _("Write why the sheet is returned: its people have to know what to correct."))
    moved = _move(sheet, Deed.RETURN, version, by, return_reason=reason.strip())
    rows = stored(sheet)
    said = {key: words for key, text in (remarks or {}).items() if key in rows and (words := nfc(text))}
    _remark(sheet, said)
    _done(sheet, Deed.RETURN, by, moved, reason=reason.strip(), remarks=said)


@transaction.atomic
def approve(*, sheet: Sheet, version: int, decision_number: str, decided_on: date | None, by: User) -> None:
    _need(decision_number, _("Write the number of the decision."))
    _need(decided_on, _("Write the date of the decision."))
    moved = _move(
        sheet,
        Deed.APPROVE,
        version,
        by,
        approved_at=timezone.now(),
        approved_by=by,
        decision_number=nfc(decision_number),
        decided_on=decided_on,
    )
    measures.freeze(sheet)
    _done(sheet, Deed.APPROVE, by, moved, decision_number=nfc(decision_number), decided_on=_plain(decided_on))


class Outcome(NamedTuple):
    sheet: Sheet
    why_not: str


def approve_each(
    *, sheets: Iterable[tuple[Sheet, int]], decision_number: str, decided_on: date | None, by: User
) -> list[Outcome]:
    """One decision for many sheets: each (sheet, version) is approved or refused on its own."""
    outcomes = []
    for sheet, version in sheets:
        try:
            approve(sheet=sheet, version=version, decision_number=decision_number, decided_on=decided_on, by=by)
        except Refused as refused:
            outcomes.append(Outcome(sheet, " ".join(refused.sentences)))
        except Stale:
            outcomes.append(Outcome(sheet, _("It changed while you were reading. Look at it again.")))
        else:
            outcomes.append(Outcome(sheet, ""))
    return outcomes


@transaction.atomic
def set_levels(*, sheet: Sheet, version: int, levels: Mapping[str, int], reason: str, by: User) -> Changes:
    """Other levels on a submitted sheet, by a recorded session alone (ratings.calibration.actions); what changed."""
    if why_not := refusal(sheet, Deed.APPROVE, by):
        raise Refused(why_not)
    claimed = _claim(sheet, version, TABLE[Deed.APPROVE].sources)
    old = stored(sheet)
    if any(key not in old or old[key]["level"] is None for key in levels):
        raise Refused(_("A session changes levels only; whoever is not rated stays so. Return the sheet instead."))
    rows = {key: {**old[key], "level": level} for key, level in levels.items()}
    if OWN in rows:
        rows[OWN]["legacy_level"] = rules.by_code(sheet.rating_year.rule_set).legacy_name(rows[OWN]["level"])
    changed = changes(old, rows)
    _write({sheet.pk: {key: rows[key] for key in changed}})
    if barred := readiness.blocking(findings.check(sheet)):
        raise Refused(*barred)
    _take_over(sheet, claimed)
    record(by=by, verb="sheet.calibrate", target=sheet, reason=reason, version=sheet.version, changes=changed)
    return changed


@transaction.atomic
def reopen(*, sheet: Sheet, version: int, reason: str, decision_number: str, by: User) -> None:
    """Back to correction; the approval and its tallies go, the trail keeps them."""
    _need(reason, _("Write why the approved sheet is reopened."))
    _need(decision_number, _("Write the number of the decision that allows it."))
    was = {"decision_number": sheet.decision_number, "decided_on": _plain(sheet.decided_on)}
    moved = _move(
        sheet,
        Deed.REOPEN,
        version,
        by,
        approved_at=None,
        approved_by=None,
        decision_number="",
        decided_on=None,
        return_reason=reason.strip(),
    )
    _hold_parent(sheet)
    sheet.tallies.all().delete()
    _done(sheet, Deed.REOPEN, by, moved, reason=reason.strip(), decision_number=nfc(decision_number), approval=was)


@transaction.atomic
def comment(*, sheet: Sheet, text: str, by: User) -> None:
    _need(text, _("Write the comment first."))
    record(by=by, verb="sheet.comment", target=sheet, reason=text.strip())


def keep_draft(*, sheet: Sheet, version: int, fields: Mapping[str, Any], by: User) -> SheetDraft:
    """What is typed and not saved; not a deed, so the trail doesn't hear of it."""
    values = {"version": version, "fields": dict(fields), "kept_at": timezone.now()}
    draft, _created = SheetDraft.objects.update_or_create(user=by, sheet=sheet, defaults=values)
    return draft


def discard_draft(*, sheet: Sheet, by: User) -> None:
    SheetDraft.objects.filter(user=by, sheet=sheet).delete()


def _claim(sheet: Sheet, version: int, states: Iterable[str], **values: Any) -> Fields:
    return {**_claim_each([(sheet, version)], states, **values), "version": version + 1}


def _claim_each(pairs: Sequence[tuple[Sheet, int]], states: Iterable[str], **values: Any) -> Fields:
    # The year is asked for by a list of ids: a join would move the version into a subquery, which PostgreSQL doesn't
    # look at again after waiting for the row.
    changed = Sheet.objects.filter(
        reduce(or_, (Q(pk=sheet.pk, version=version) for sheet, version in pairs)),
        state__in=tuple(states),
        rating_year__in=RatingYear.objects.filter(state=RatingYear.State.OPEN),
    ).update(version=F("version") + 1, **values)
    if changed != len(pairs):
        raise Stale
    return values


def _move(sheet: Sheet, deed: Deed, version: int, by: User, **values: Any) -> Fields:
    if why_not := refusal(sheet, deed, by):
        raise Refused(why_not)
    transition = TABLE[deed]
    return _claim(sheet, version, transition.sources, state=transition.target, **values)


def _done(sheet: Sheet, deed: Deed, by: User, moved: Fields, reason: str = "", **data: Any) -> None:
    _take_over(sheet, moved)
    record(by=by, verb=f"sheet.{deed.value}", target=sheet, reason=reason, version=sheet.version, **data)


def _take_over(sheet: Sheet, values: Fields) -> None:
    """Last of all: a deed that is refused half way leaves the object as the database has it."""
    for name, value in values.items():
        setattr(sheet, name, value)


def _hold_parent(sheet: Sheet) -> None:
    """Lock the sheet above while it is open: its submission waits, then sees that this one is open again."""
    above = Sheet.objects.filter(rating_year=sheet.rating_year_id, organization=sheet.organization.parent_id)
    above.filter(state__in=Sheet.State.editable()).update(version=F("version"))
    if barred := readiness.reopening_barred(sheet):
        raise Refused(barred)


def _write(written: Mapping[int, Entry]) -> None:
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


def _need(value: object, sentence: str) -> None:
    if not value or (isinstance(value, str) and not nfc(value)):
        raise Refused(sentence)


def _only_of_the_sheets(entries: Sequence[Saving], old: Mapping[int, Entry]) -> None:
    named = {entry.sheet: _new_members(entry.rows, old[entry.sheet.pk]) for entry in entries}
    if asked := [sheet for sheet, ids in named.items() if ids]:
        here = roster.member_ids_of_each(asked)
        if any(named[sheet] - here[sheet.pk] for sheet in asked):
            raise Refused(_("A row names a member who doesn't belong to this organisation. Load the page again."))
    if any(WORK in entry.rows and not entry.sheet.organization.is_grassroots for entry in entries):
        raise Refused(_("Only a grassroots organisation enters work results."))


def _new_members(rows: Entry, old: Entry) -> set[int]:
    return {member_id for key in rows if key not in old and (member_id := member_id_of(key)) is not None}


def _remark(sheet: Sheet, remarks: Mapping[str, str]) -> None:
    whens = [
        When(member=member_id, then=Value(text))
        for key, text in remarks.items()
        if (member_id := member_id_of(key)) is not None
    ]
    sheet.member_ratings.update(remark=Case(*whens, default=Value("")))
    OrganizationRating.objects.filter(sheet=sheet).update(remark=remarks.get(OWN, ""))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
