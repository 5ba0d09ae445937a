"""A locked sheet is asked to be reopened; the deed answers, or a refusal, or who asked takes it back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from ratings.models import RatingYear, ReopeningRequest, ReopeningRequestQuerySet, Sheet
from ratings.notices import reopening as notices
from ratings.sheets.holding import held
from ratings.transitions import TABLE, Transition, refusal
from ui.moments import moment
from ui.refusals import Refused
from ui.vietnamese import nfc_lines

Outcome = ReopeningRequest.Outcome


@transaction.atomic
def ask(*, sheet: Sheet, reason: str, by: User) -> ReopeningRequest:
    text = _need(reason, gettext("Write why the sheet should be reopened."))
    _hold(sheet, Transition.ASK_REOPENING, by)
    _need_none_waits(sheet)
    made = ReopeningRequest(sheet=sheet, reason=text, asked_by=by)
    made.full_clean()
    made.save()
    record(by=by, verb="sheet.ask_reopening", target=sheet, reason=text, request=made.pk)
    notices.asked(made, by=by)
    return made


@transaction.atomic
def refuse(*, request: ReopeningRequest, reason: str, by: User) -> None:
    text = _need(reason, gettext("Write why it is not reopened: who asked has to know."))
    _need_waiting(request)
    _hold(request.sheet, Transition.REFUSE_REOPENING, by)
    _answer(request, Outcome.REFUSED, by, text)
    record(by=by, verb="sheet.refuse_reopening", target=request.sheet, reason=text, request=request.pk)
    notices.answered(request, by=by)


@transaction.atomic
def take_back(*, request: ReopeningRequest, by: User) -> None:
    if request.asked_by_id != by.pk:
        raise Refused(gettext("Only who asked takes the request back."))
    _need_waiting(request)
    _hold(request.sheet, Transition.TAKE_BACK, by)
    _answer(request, Outcome.TAKEN_BACK, by)
    record(by=by, verb="sheet.take_back", target=request.sheet, request=request.pk)


def answer_of_sheet(sheet: Sheet, *, by: User) -> None:
    """In the transaction that reopened it; its own line in the history says so already."""
    _grant(ReopeningRequest.objects.filter(sheet=sheet), by)


def answer_of_year(rating_year: RatingYear, reason: str, *, by: User) -> None:
    """In the transaction that opened it again. An approved sheet stays locked: what is asked of it still waits."""
    asked = ReopeningRequest.objects.filter(sheet__rating_year=rating_year)
    for request in _grant(asked.exclude(sheet__state=Sheet.State.APPROVED), by):
        record(by=by, verb="sheet.year_reopened", target=request.sheet, reason=reason, request=request.pk)


def _grant(asked: ReopeningRequestQuerySet, by: User) -> list[ReopeningRequest]:
    related = ("asked_by", "sheet__parent", "sheet__rating_year")
    waiting = list(asked.waiting().select_related(*related).select_for_update(of=("self",)).order_by("pk"))
    for request in waiting:
        _answer(request, Outcome.REOPENED, by)
        notices.answered(request, by=by)
    return waiting


def _answer(request: ReopeningRequest, outcome: str, by: User, answer: str = "") -> None:
    given = {"outcome": outcome, "answer": answer, "answered_by": by, "answered_at": timezone.now()}
    if not ReopeningRequest.objects.filter(pk=request.pk).waiting().update(**given):
        _need_waiting(request)
    for name, value in given.items():
        setattr(request, name, value)


def _need(typed: str, sentence: str) -> str:
    if not (text := nfc_lines(typed)):
        raise Refused(reason=sentence)
    return text


def _need_waiting(request: ReopeningRequest) -> None:
    now = ReopeningRequest.objects.select_related("answered_by").get(pk=request.pk)
    if not now.is_waiting:
        words = gettext("%(name)s answered this request at %(at)s: %(outcome)s.")
        said = {"name": now.answered_by, "at": moment(now.answered_at), "outcome": now.get_outcome_display().lower()}
        raise Refused(words % said)


def _need_none_waits(sheet: Sheet) -> None:
    if found := ReopeningRequest.objects.waiting().filter(sheet=sheet).select_related("asked_by").first():
        words = gettext("%(name)s asked for this at %(at)s already, and it waits for its answer: nothing was added.")
        raise Refused(words % {"name": found.asked_by, "at": moment(found.asked_at)})


def _hold(sheet: Sheet, transition: Transition, by: User) -> None:
    """Until the transaction ends nobody opens the sheet or its year; its version stays."""
    if why_not := refusal(sheet, transition, by):
        raise Refused(why_not)
    year, states = sheet.rating_year, TABLE[transition].sources_in(sheet.rating_year)
    same_year = held([year.pk], "rating_year", [year.state])
    if not Sheet.objects.filter(same_year, pk=sheet.pk, state__in=states).update(version=F("version")):
        raise Refused(gettext("The sheet or its year was opened or closed meanwhile. Load the page again."))
