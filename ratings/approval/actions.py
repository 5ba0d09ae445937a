"""What is done with a whole sheet: submitted, returned, approved, reopened.

Each moves the sheet by the claim of ratings.sheets.saving; what the sheet must fulfil is looked at after it, under that
lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import history, record
from ratings import findings, rules
from ratings.approval import readiness
from ratings.counts import measures
from ratings.findings import JUSTIFICATION, NO_BALLOT, Severity
from ratings.models import OrganizationRating, RatingYear, Sheet
from ratings.notices import sheets as notices
from ratings.reopening.actions import answer_of_sheet
from ratings.sheets.entry import OWN, Changes, changes, member_id_of, stored
from ratings.sheets.saving import Fields, claim, take_over, write
from ratings.transitions import TABLE, Transition, refusal
from ui.days import written
from ui.refusals import Refused, Stale, need
from ui.seen import plain
from ui.vietnamese import nfc, nfc_lines


@transaction.atomic
def submit(*, sheet: Sheet, version: int, by: User, justification: str = "", no_ballot_reason: str = "") -> None:
    told = {JUSTIFICATION: nfc_lines(justification), NO_BALLOT: nfc_lines(no_ballot_reason)}
    moved = _move(sheet, Transition.SUBMIT, version, by, submitted_at=timezone.now(), submitted_by=by, **told)
    found = findings.check(sheet)
    if lacking := [*readiness.missing(sheet, stored(sheet)), *readiness.blocking(found)]:
        raise Refused(*lacking)
    to_explain = [finding.key for finding in found if finding.severity == Severity.WARNING]
    noted = [finding.key for finding in found if finding.severity == Severity.INFO]
    if unexplained := readiness.unexplained(found, told):
        raise Refused(**unexplained)
    words = "\n".join(filter(None, told.values()))
    _done(sheet, Transition.SUBMIT, by, moved, reason=words, findings=to_explain, noted=noted)
    notices.submitted(sheet, by=by)


@transaction.atomic
def withdraw(*, sheet: Sheet, version: int, by: User) -> None:
    moved = _move(sheet, Transition.WITHDRAW, version, by, submitted_at=None, submitted_by=None)
    _done(sheet, Transition.WITHDRAW, by, moved)


@transaction.atomic
def return_(*, sheet: Sheet, version: int, reason: str, by: User, remarks: Mapping[str, str] | None = None) -> None:
    """`remarks` are questions about single rows, by the keys of ratings.sheets.entry; they replace earlier ones."""
    need(reason, gettext("Write why the sheet is returned: its people have to know what to correct."))
    moved = _move(sheet, Transition.RETURN, version, by, return_reason=nfc_lines(reason))
    rows = stored(sheet)
    kept = {key: words for key, text in (remarks or {}).items() if key in rows and (words := nfc_lines(text))}
    _remark(sheet, kept)
    _done(sheet, Transition.RETURN, by, moved, reason=nfc_lines(reason), remarks=kept)
    notices.returned(sheet, by=by)


@transaction.atomic
def approve(*, sheet: Sheet, version: int, decision_number: str, decided_on: date | None, by: User) -> None:
    need(decision_number, gettext("Write the number of the decision."))
    need(decided_on, gettext("Write the date of the decision."))
    not_before_opening(sheet.rating_year, decided_on)
    moved = _move(
        sheet,
        Transition.APPROVE,
        version,
        by,
        approved_at=timezone.now(),
        approved_by=by,
        decision_number=nfc(decision_number),
        decided_on=decided_on,
    )
    if outdated := readiness.outdated(sheet, stored(sheet)):
        raise Refused(*outdated)
    measures.freeze(sheet, moved["version"])
    _done(sheet, Transition.APPROVE, by, moved, decision_number=nfc(decision_number), decided_on=plain(decided_on))
    notices.approved(sheet, by=by)


class ApprovalOutcome(NamedTuple):
    sheet: Sheet
    why_not: str


def approve_each(
    *, sheets: Iterable[tuple[Sheet, int]], decision_number: str, decided_on: date | None, by: User
) -> list[ApprovalOutcome]:
    """One decision for many sheets: each (sheet, version) is approved or refused on its own."""
    outcomes = []
    for sheet, version in sheets:
        try:
            approve(sheet=sheet, version=version, decision_number=decision_number, decided_on=decided_on, by=by)
        except Refused as refused:
            outcomes.append(ApprovalOutcome(sheet, " ".join(refused.sentences)))
        except Stale:
            outcomes.append(ApprovalOutcome(sheet, gettext("It changed while you were reading. Look at it again.")))
        else:
            outcomes.append(ApprovalOutcome(sheet, ""))
    return outcomes


@transaction.atomic
def set_levels(*, sheet: Sheet, version: int, levels: Mapping[str, int], reason: str, by: User) -> Changes:
    """Other levels on a submitted sheet, by a recorded session alone (ratings.calibration.actions); what changed."""
    if why_not := refusal(sheet, Transition.APPROVE, by):
        raise Refused(why_not)
    claimed = claim(sheet, version, TABLE[Transition.APPROVE].sources)
    old = stored(sheet)
    if any(key not in old or old[key]["level"] is None for key in levels):
        raise Refused(
            gettext("A session changes levels only; whoever is not rated stays so. Return the sheet instead.")
        )
    rows = {key: {**old[key], "level": level} for key, level in levels.items()}
    if OWN in rows:
        rows[OWN]["legacy_level"] = rules.by_code(sheet.rating_year.rule_set).legacy_name(rows[OWN]["level"])
    changed = changes(old, rows)
    write({sheet.pk: {key: rows[key] for key in changed}})
    if barred := readiness.blocking(findings.check(sheet)):
        raise Refused(*barred)
    take_over(sheet, claimed)
    record(by=by, verb="sheet.calibrate", target=sheet, reason=reason, version=sheet.version, changes=changed)
    return changed


@transaction.atomic
def reopen(*, sheet: Sheet, version: int, reason: str, decision_number: str, decided_on: date | None, by: User) -> None:
    """Back to correction; the approval goes into the trail, its tallies stay as an edition of their own."""
    need(reason, gettext("Write why the approved sheet is reopened."))
    need(decision_number, gettext("Write the number of the decision that allows it."))
    need(decided_on, gettext("Write the date of the decision that allows it."))
    not_before_approval(sheet, decided_on)
    was = {"decision_number": sheet.decision_number, "decided_on": plain(sheet.decided_on)}
    moved = _move(
        sheet,
        Transition.REOPEN,
        version,
        by,
        approved_at=None,
        approved_by=None,
        decision_number="",
        decided_on=None,
        return_reason=nfc_lines(reason),
    )
    _hold_parent(sheet)
    _done(
        sheet,
        Transition.REOPEN,
        by,
        moved,
        reason=nfc_lines(reason),
        decision_number=nfc(decision_number),
        decided_on=plain(decided_on),
        approval=was,
    )
    notices.reopened(sheet, nfc(decision_number), decided_on, by=by)
    answer_of_sheet(sheet, by=by)


@transaction.atomic
def comment(*, sheet: Sheet, text: str, by: User) -> bool:
    """False where it is this person's last word on the sheet already."""
    need(text, gettext("Write the comment first."))
    if _last_comment(sheet, by) == nfc_lines(text):
        return False
    line = record(by=by, verb="sheet.comment", target=sheet, reason=nfc_lines(text))
    notices.commented(sheet, line, by=by)
    return True


def _last_comment(sheet: Sheet, by: User) -> str:
    last = history(sheet).filter(actor=by, verb="sheet.comment").first()
    return last.reason if last else ""


def not_before_opening(rating_year: RatingYear, day: date | None, field: str = "decided_on") -> None:
    """Nothing of a year is decided before the year was opened; refused at the field that holds the day."""
    if day and day < rating_year.opens_on:
        sentence = gettext("The year %(year)s opened on %(day)s; this day comes before it. Check the year.")
        raise Refused(**{field: sentence % {"year": rating_year, "day": written(rating_year.opens_on)}})


def not_before_approval(sheet: Sheet, day: date | None, field: str = "decided_on") -> None:
    """What follows an approval does not come before it; refused at the field that holds the day."""
    if day and sheet.decided_on and day < sheet.decided_on:
        sentence = gettext("The sheet was approved by a decision of %(day)s; this day comes before it.")
        raise Refused(**{field: sentence % {"day": written(sheet.decided_on)}})


def _move(sheet: Sheet, transition: Transition, version: int, by: User, **values: Any) -> Fields:
    if why_not := refusal(sheet, transition, by):
        raise Refused(why_not)
    rule = TABLE[transition]
    return claim(sheet, version, rule.sources, state=rule.target, **values)


def _done(sheet: Sheet, transition: Transition, by: User, moved: Fields, reason: str = "", **data: Any) -> None:
    take_over(sheet, moved)
    record(by=by, verb=f"sheet.{transition.value}", target=sheet, reason=reason, version=sheet.version, **data)


def _hold_parent(sheet: Sheet) -> None:
    """Lock the sheet above while it is open: its submission waits, then sees that this one is open again."""
    above = Sheet.objects.filter(rating_year=sheet.rating_year_id, organization=sheet.organization.parent_id)
    above.filter(state__in=Sheet.State.editable()).update(version=F("version"))
    if barred := readiness.reopening_barred(sheet):
        raise Refused(barred)


def _remark(sheet: Sheet, remarks: Mapping[str, str]) -> None:
    whens = [
        When(member=member_id, then=Value(text))
        for key, text in remarks.items()
        if (member_id := member_id_of(key)) is not None
    ]
    sheet.member_ratings.update(remark=Case(*whens, default=Value("")))
    OrganizationRating.objects.filter(sheet=sheet).update(remark=remarks.get(OWN, ""))
