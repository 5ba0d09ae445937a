"""What is done with a rating year: opened, closed, reopened, set."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from ratings import roster
from ratings.models import RatingYear, Sheet
from ratings.notices import years as notices
from ratings.sheets.holding import held_open
from ui.refusals import Refused, need
from ui.seen import plain
from ui.vietnamese import nfc_lines


@transaction.atomic
def open_year(*, rating_year: RatingYear, by: User | None) -> int:
    """Open it for entry and lay a sheet for every organisation that has none; how many were laid.

    A closed year opens with a reason only (reopen_year); where nothing changes, the trail hears nothing.
    """
    State = RatingYear.State
    moved = _turn(rating_year, State.PLANNED, State.OPEN)
    if not moved and not RatingYear.objects.filter(held_open([rating_year.pk], "pk")).exists():
        raise Refused(gettext("The year is closed. Reopen it with a reason."))
    rating_year.state = State.OPEN
    without = roster.rated_organizations(rating_year.year).exclude(sheets__rating_year=rating_year)
    laid = Sheet.objects.bulk_create(
        (Sheet(rating_year=rating_year, organization=organization) for organization in without), ignore_conflicts=True
    )
    if moved or laid:
        line = record(by=by, verb="year.open", target=rating_year, sheets=len(laid))
    if moved:
        notices.opened(rating_year, line)
    return len(laid)


@transaction.atomic
def close_year(*, rating_year: RatingYear, by: User) -> int | None:
    """Nothing moves in it any more; how many sheets stay without an approval. None where it was not open."""
    if not _turn(rating_year, RatingYear.State.OPEN, RatingYear.State.CLOSED):
        return None
    pending = Sheet.objects.pending().filter(rating_year=rating_year).count()
    notices.closed(rating_year, record(by=by, verb="year.close", target=rating_year, pending=pending))
    return pending


@transaction.atomic
def reopen_year(*, rating_year: RatingYear, reason: str, by: User) -> bool:
    """False where it is not closed, so that a second click leaves no second line in the trail."""
    need(reason, gettext("Write why it is reopened."))
    if not _turn(rating_year, RatingYear.State.CLOSED, RatingYear.State.OPEN):
        return False
    notices.reopened(rating_year, record(by=by, verb="year.reopen", target=rating_year, reason=nfc_lines(reason)))
    return True


def _turn(rating_year: RatingYear, source: RatingYear.State, target: RatingYear.State) -> bool:
    turned = RatingYear.objects.filter(pk=rating_year.pk, state=source).update(state=target)
    if turned:
        rating_year.state = target
    return bool(turned)


@transaction.atomic
def change_year(*, rating_year: RatingYear, reason: str, by: User) -> None:
    """Save the settings that the instance carries, with what they were before; those of a closed year stand.

    Where nothing changes, the trail hears nothing.
    """
    before: dict[str, Any] = dict(
        RatingYear.objects.select_for_update().filter(pk=rating_year.pk).values().first() or {}
    )
    if before.get("state", rating_year.state) != rating_year.state or before.get("state") == RatingYear.State.CLOSED:
        raise Refused(
            gettext("The year is closed, or was opened or closed meanwhile. Reopen a closed year, then save once more.")
        )
    rating_year.full_clean()
    rating_year.save()
    after = RatingYear.objects.filter(pk=rating_year.pk).values().get()
    pairs = {name: [plain(before.get(name)), plain(value)] for name, value in after.items() if name != "id"}
    if changed := {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}:
        line = record(by=by, verb="year.settings", target=rating_year, reason=reason, changes=changed)
        notices.changed(rating_year, line)
