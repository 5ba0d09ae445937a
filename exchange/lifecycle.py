"""The work on an import as a row: taken, held, handed in. Each verb is one conditional update that says if it held.

Whoever takes a row draws a token; what comes later counts only while that token is still the row's, so a worker that
was thought dead and wakes up again changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db.models import F
from django.utils import timezone

from exchange.models import Import, ImportQuerySet, State
from exchange.transitions import MOVES


@dataclass(frozen=True)
class Lease:
    """A row held for a while: which one, in which state, and the token that proves it."""

    upload_id: int
    token: UUID
    state: State

    def row(self) -> ImportQuerySet:
        """The row while it is still held; nothing afterwards."""
        return Import.objects.filter(pk=self.upload_id, state=self.state, token=self.token)


class LeaseLost(Exception):
    """The row is another worker's by now."""


def claim(upload_id: int) -> Lease | None:
    """None when there is nothing to do: nothing is asked of the row, or another holds it, or it was lost too often."""
    now, token = timezone.now(), uuid4()
    row = Import.objects.due(now).filter(pk=upload_id, attempts__lt=Import.MAX_ATTEMPTS)
    if not row.update(token=token, lease_until=now + Import.lease(), attempts=F("attempts") + 1, done=0):
        return None
    state = Import.objects.values_list("state", flat=True).filter(pk=upload_id, token=token).first()
    return Lease(upload_id, token, State(state)) if state else None


def renew(lease: Lease) -> bool:
    return bool(lease.row().update(lease_until=timezone.now() + Import.lease()))


def progress(lease: Lease, done: int) -> None:
    """Raises LeaseLost, so that work for nobody stops."""
    if not lease.row().update(done=done):
        raise LeaseLost


def hand_in(lease: Lease, state: State, **values: Any) -> None:
    """The end of the work: raises LeaseLost, and with it goes all that was written in the same transaction."""
    if state not in MOVES[lease.state]:
        raise ValueError(f"no import goes from {lease.state} to {state}")
    if not lease.row().update(state=state, token=None, lease_until=None, **values):
        raise LeaseLost


def due() -> list[int]:
    """What a worker should be told of, longest waiting first."""
    now = timezone.now()
    rows = Import.objects.due(now).filter(attempts__lt=Import.MAX_ATTEMPTS)
    return list(rows.order_by("run_after").values_list("pk", flat=True))


def lost() -> list[Import]:
    """Whose workers fell silent too often."""
    return list(Import.objects.due(timezone.now()).filter(attempts__gte=Import.MAX_ATTEMPTS))
