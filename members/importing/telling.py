"""What a file changes of the register, told to the floors above as what is entered by hand is (members.changes)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from accounts.models import User
from exchange.kinds import Scope
from members.changes import Change, Correction, Corrections, Moved, Moves, changed
from members.importing.entry import Entry
from members.models import Member


def deed(scope: Scope, first_row: int, way: str = "written") -> str:
    """Tells one batch of an import from the others."""
    return f"import-{scope.upload}-{way}-{first_row}"


def source(scope: Scope, row: int) -> dict[str, Any]:
    """For the line of the trail."""
    return {"import": scope.upload, "row": row}


def moved(pk: int, entry: Entry, *, came: bool) -> Moved:
    return Moved(pk, entry.full_name, entry.place, came, entry.since_day)


def tell_moves(moves: Iterable[Moved], event: str, by: User) -> None:
    _send(Moves(tuple(moves)), event, by)


def tell_corrections(before: dict[int, Member], after: dict[int, Member], event: str, by: User) -> None:
    _send(Corrections(tuple(Correction(before[pk], member) for pk, member in after.items())), event, by)


def _send(change: Moves | Corrections, event: str, by: User) -> None:
    if change.each:
        told: Change = change
        changed.send(sender=Member, change=told, event=event, by=by)
