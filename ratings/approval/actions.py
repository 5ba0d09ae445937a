"""What is done with a whole sheet: submitted, returned, approved, reopened.

Each moves the sheet by the claim of ratings.sheets.saving; what the sheet must fulfil is looked at after it, under that
lock.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from ratings import findings
from ratings.approval import readiness
from ratings.approval.days import not_before_approval, not_before_opening
from ratings.counts import measures
from ratings.findings import JUSTIFICATION, NO_BALLOT, Severity
from ratings.models import OrganizationRating, Sheet
from ratings.notices import sheets as notices
from ratings.reopening.actions import answer_of_sheet
from ratings.sheets.entry import OWN, member_id_of, stored
from ratings.sheets.saving import Fields, claim, take_over
from ratings.transitions import TABLE, Transition, refusal
from ui.refusals import Refused, need
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
