"""Who may move an import from which state to which: one table, and one conditional UPDATE."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accounts.models import User
from exchange.models import Import, State

MOVES: dict[State, tuple[State, ...]] = {
    State.WAITING: (State.JUDGING,),
    State.JUDGING: (State.PREVIEWED, State.FAILED),
    State.PREVIEWED: (State.WAITING, State.JUDGING, State.COMMITTING),
    State.COMMITTING: (State.COMMITTED, State.JUDGING, State.FAILED),
    State.COMMITTED: (State.UNDOING,),
    State.UNDOING: (State.UNDONE, State.COMMITTED),
    State.UNDONE: (),
    State.FAILED: (State.WAITING, State.JUDGING),
}


class Moved(Exception):
    """Somebody else, or the same person in another window, was first."""


def ask(upload: Import, state: State, by: User, **seen: Any) -> None:
    """For a worker to do. `seen`: what of the row the person saw. Raises Moved."""
    fresh = {"attempts": 0, "done": 0, "refusal": [], "error": "", "judged_anew": False}
    _move(upload, state, seen, asked_by=by, run_after=timezone.now(), **fresh)


def back_to_columns(upload: Import) -> None:
    """Something must be chosen before its rows can be judged. Raises Moved."""
    if upload.state != State.WAITING:
        _move(upload, State.WAITING, {})


def _move(upload: Import, state: State, seen: dict[str, Any], **values: Any) -> None:
    sources = [source for source, targets in MOVES.items() if state in targets]
    row = Import.objects.filter(pk=upload.pk, state__in=sources, token=None, **seen)
    if row.update(state=state, token=None, lease_until=None, **values) != 1:
        raise Moved
    upload.refresh_from_db()
