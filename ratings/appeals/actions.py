"""Appeals against decided ratings, and their answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from ratings.appeals.rerating import Decision, need_no_interest, rerate
from ratings.appeals.standing import Standing, row_key, standing
from ratings.approval.days import not_before_approval
from ratings.models import Appeal, Sheet
from ratings.notices import appeals as notices
from ratings.sheets.entry import Row, member_id_of
from ratings.transitions import TABLE, Transition, refusal
from ui.days import written
from ui.refusals import Refused, need
from ui.seen import plain
from ui.vietnamese import nfc, nfc_lines


@transaction.atomic
def record_appeal(
    *,
    sheet: Sheet,
    row: str,
    asker: str,
    received_on: date,
    request: str,
    grounds: str,
    by: User,
    asker_name: str = "",
) -> Appeal:
    """`row` is a key of ratings.sheets.entry."""
    _need(sheet, Transition.APPEAL, by)
    not_before_approval(sheet, received_on, "received_on")
    _hold(sheet, Transition.APPEAL)
    standing(sheet, row)
    appeal = Appeal(
        sheet=sheet,
        member_id=member_id_of(row),
        asker=asker,
        asker_name=nfc(asker_name) if asker == Appeal.Asker.OTHER else "",
        received_on=received_on,
        request=nfc_lines(request),
        grounds=nfc_lines(grounds),
        recorded_by=by,
    )
    appeal.full_clean()
    _need_new(appeal)
    appeal.save()
    said = {"appeal": appeal.pk, "subject": appeal.subject, "received_on": plain(received_on)}
    record(by=by, verb="sheet.appeal", target=sheet, reason=appeal.request, **said)
    notices.appealed(appeal, by=by)
    return appeal


def _need_new(appeal: Appeal) -> None:
    """Sent again after Back it would stand twice; the sheet is held, so that nobody records it at this moment."""
    same = {name: getattr(appeal, name) for name in ("member_id", "asker", "asker_name", "received_on", "request")}
    if Appeal.objects.unanswered().filter(sheet=appeal.sheet, grounds=appeal.grounds, **same).exists():
        raise Refused(gettext("This appeal is recorded already and waits for its answer: nothing was added."))


@transaction.atomic
def answer(
    *,
    appeal: Appeal,
    version: int,
    outcome: str,
    decision: Decision,
    by: User,
    new: Standing | None = None,
    cause: str = "",
    scores: Row | None = None,
) -> None:
    """`new`, `cause` and `scores` are what shall stand in the row, with "rated again" alone. Who asked may withdraw
    without a decision."""
    need(decision.reason, gettext("Write the reason of the answer."))
    if outcome != Appeal.Outcome.WITHDRAWN:
        need(decision.number, gettext("Write the number of the decision."))
    _need(appeal.sheet, Transition.ANSWER, by)
    _not_before_the_appeal(appeal, decision.decided_on)
    if (new is not None) is not (outcome == Appeal.Outcome.RERATED):
        raise Refused(level=gettext("Choose a new level where it is rated again, and only there."))
    _need_open(appeal)
    row = row_key(appeal)
    if new is None:
        _hold(appeal.sheet, Transition.ANSWER)
        need_no_interest(appeal.sheet, row, by)
    else:
        given: dict[str, Any] = {"new": new, "cause": cause, "scores": scores, "decision": decision}
        rerate(sheet=appeal.sheet, version=version, row=row, by=by, appeal=appeal, **given)
    _write(appeal, outcome, decision.cleaned, by)


def _write(appeal: Appeal, outcome: str, decision: Decision, by: User) -> None:
    decided = {"decision_number": decision.number, "decided_on": decision.decided_on}
    given = {"outcome": outcome, "answer": decision.reason, "answered_by": by, "answered_at": timezone.now()}
    unanswered = Appeal.objects.filter(pk=appeal.pk).unanswered()
    if not unanswered.update(**given, **decided):
        _need_open(appeal)
    appeal.refresh_from_db(fields=[*given, *decided])
    said = {"decision_number": decision.number, "decided_on": plain(decision.decided_on), "outcome": outcome}
    about = {"appeal": appeal.pk, "subject": appeal.subject}
    record(by=by, verb="sheet.answer", target=appeal.sheet, reason=decision.reason, **about, **said)
    notices.answered(appeal, by=by)


def _need_open(appeal: Appeal) -> None:
    now = Appeal.objects.select_related("answered_by").get(pk=appeal.pk)
    if not now.is_open:
        words = gettext("%(name)s answered this appeal already: %(outcome)s.")
        raise Refused(words % {"name": now.answered_by, "outcome": now.get_outcome_display().lower()})


def _need(sheet: Sheet, transition: Transition, by: User) -> None:
    if why_not := refusal(sheet, transition, by):
        raise Refused(why_not)


def _hold(sheet: Sheet, transition: Transition) -> None:
    """Nobody moves the sheet until this transaction ends; its version stays."""
    there = Sheet.objects.filter(pk=sheet.pk, state__in=TABLE[transition].sources)
    if not there.update(version=F("version")):
        raise Refused(gettext("The sheet was reopened meanwhile. Load the page again."))


def _not_before_the_appeal(appeal: Appeal, day: date) -> None:
    if day < appeal.received_on:
        sentence = gettext("The appeal was received on %(day)s; an answer comes no earlier.")
        raise Refused(decided_on=sentence % {"day": written(appeal.received_on)})
