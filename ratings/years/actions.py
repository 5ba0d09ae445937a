"""A rating year opened, closed, reopened, its closing taken back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from organizations.holding import alone
from ratings import roster
from ratings.approval.days import not_before_opening
from ratings.models import Edition, RatingYear, Sheet
from ratings.notices import years as notices
from ratings.register import freezing
from ratings.reopening.actions import answer_of_year
from ratings.sheets.holding import held, hold_every_year
from ratings.sheets.standing import follow, follow_again, new_sheets
from ui.refusals import Refused
from ui.seen import plain
from ui.vietnamese import nfc, nfc_lines

State = RatingYear.State
NO_TIME, UNDONE_WITHIN = timedelta(), timedelta(hours=24)
UNCLOSED: dict[str, Any] = {
    "closed_at": None,
    "closed_by": None,
    "closing_number": "",
    "closing_decided_on": None,
    "closing_reason": "",
    "brought_in": False,
}


@transaction.atomic
def open_year(*, rating_year: RatingYear, by: User | None) -> int:
    """Open it for entry and lay a sheet for every organisation that has none; how many were laid.

    What was begun in the same year of another root, before they came here, goes over.
    A closed year opens with a reason only (reopen_year); where nothing changes, the trail hears nothing.
    """
    hold_every_year()
    moved = _turn(rating_year, State.PLANNED, State.OPEN)
    if not moved and not RatingYear.objects.filter(held([rating_year.pk], "pk")).exists():
        raise Refused(gettext("The year is closed. Reopen it with a reason."))
    rating_year.state = State.OPEN
    follow(list(roster.without_sheet(rating_year).values_list("pk", flat=True)))
    laid = _lay_sheets(rating_year)
    if moved or laid:
        line = record(by=by, verb="year.open" if moved else "year.add_sheets", target=rating_year, sheets=laid)
    if moved:
        notices.opened(rating_year, line)
    return laid


@transaction.atomic
def close_year(
    *, rating_year: RatingYear, decision_number: str, decided_on: date | None, reason: str, by: User
) -> int | None:
    """Nothing moves in it any more; how many sheets stay without an approval. None where it was not open."""
    _need_decision(rating_year, decision_number, decided_on)
    closing = {
        "closed_at": timezone.now(),
        "closed_by": by,
        "closing_number": nfc(decision_number),
        "closing_decided_on": decided_on,
        "closing_reason": nfc_lines(reason),
    }
    if not _turn(rating_year, State.OPEN, State.CLOSED, **closing):
        return None
    alone()
    pending = roster.undecided(rating_year).count()
    if pending and not nfc_lines(reason):
        raise Refused(reason=gettext("Sheets are still open: write why the year is closed all the same."))
    _fix(rating_year, nfc(decision_number), decided_on, nfc_lines(reason), by)
    said = {"decision_number": nfc(decision_number), "decided_on": plain(decided_on), "pending": pending}
    line = record(by=by, verb="year.close", target=rating_year, reason=nfc_lines(reason), **said)
    notices.closed(rating_year, line)
    _take_over(rating_year, state=State.CLOSED, **closing)
    return pending


def may_undo(rating_year: RatingYear, by: User) -> bool:
    """Whoever closed it by mistake opens it again without a decision, for a day; a clock set back opens nothing."""
    at = rating_year.closed_at
    return at is not None and rating_year.closed_by_id == by.pk and NO_TIME <= timezone.now() - at <= UNDONE_WITHIN


@transaction.atomic
def undo_closing(*, rating_year: RatingYear, by: User) -> bool:
    """False where it is not closed; Refused where a day has passed or somebody else closed it."""
    hold_every_year()
    now = RatingYear.objects.get(pk=rating_year.pk)
    if now.state != State.CLOSED:
        return False
    if not may_undo(now, by):
        raise Refused(gettext("Only who closed the year takes that back, within 24 hours. Reopen it by a decision."))
    _turn(rating_year, State.CLOSED, State.OPEN, **UNCLOSED)
    freezing.undo(rating_year)
    line = record(by=by, verb="year.close_undo", target=rating_year, decision_number=now.closing_number)
    notices.unclosed(rating_year, line)
    answer_of_year(rating_year, "", by=by)
    _take_over(rating_year, state=State.OPEN, **UNCLOSED)
    _go_on(rating_year, by)
    return True


@transaction.atomic
def reopen_year(
    *, rating_year: RatingYear, decision_number: str, decided_on: date | None, reason: str, by: User
) -> bool:
    """False where it is not closed, so that a second click leaves no second line in the trail."""
    _need_decision(rating_year, decision_number, decided_on)
    if not nfc_lines(reason):
        raise Refused(reason=gettext("Write why it is reopened."))
    hold_every_year()
    if not _turn(rating_year, State.CLOSED, State.OPEN, **UNCLOSED):
        return False
    said = {"decision_number": nfc(decision_number), "decided_on": plain(decided_on)}
    line = record(by=by, verb="year.reopen", target=rating_year, reason=nfc_lines(reason), **said)
    notices.reopened(rating_year, line)
    answer_of_year(rating_year, line.reason, by=by)
    _take_over(rating_year, state=State.OPEN, **UNCLOSED)
    _go_on(rating_year, by)
    return True


def _go_on(rating_year: RatingYear, by: User) -> None:
    """Open again: sheets follow the register, and what came into the year while it was closed gets one."""
    follow_again(rating_year)
    if laid := _lay_sheets(rating_year):
        record(by=by, verb="year.add_sheets", target=rating_year, sheets=laid)


def _lay_sheets(rating_year: RatingYear) -> int:
    sheets = new_sheets(rating_year, roster.without_sheet(rating_year))
    return len(Sheet.objects.bulk_create(sheets, ignore_conflicts=True))


def _fix(rating_year: RatingYear, decision_number: str, decided_on: date | None, reason: str, by: User) -> None:
    freezing.make(
        rating_year,
        Edition.Origin.CLOSING,
        by=by,
        decision_number=decision_number,
        decided_on=decided_on,
        reason=reason,
    )


def _need_decision(rating_year: RatingYear, decision_number: str, decided_on: date | None) -> None:
    if not nfc(decision_number):
        raise Refused(decision_number=gettext("Write the number of the decision."))
    if not decided_on:
        raise Refused(decided_on=gettext("Write the date of the decision."))
    not_before_opening(rating_year, decided_on)


def _turn(rating_year: RatingYear, source: RatingYear.State, target: RatingYear.State, **values: Any) -> bool:
    return bool(RatingYear.objects.filter(pk=rating_year.pk, state=source).update(state=target, **values))


def _take_over(rating_year: RatingYear, **values: Any) -> None:
    for name, value in values.items():
        setattr(rating_year, name, value)
