"""What was previewed, written in one transaction; and what was written, taken back in one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.trail.record import record
from exchange.in_the_way import in_the_way
from exchange.kinds import Written
from exchange.lifecycle import Lease, hand_in
from exchange.models import Import, State, WrittenRows
from exchange.rows import batched, changes_of, insert, written_of
from ui.refusals import Stale


def write(upload: Import, lease: Lease) -> None:
    """All rows without an error, or none. Raises Stale where the data is no longer what was judged against."""
    kind, scope, by = upload.kind_of, upload.scope, upload.asker
    try:
        with transaction.atomic():
            kind.hold()
            if kind.stamp(scope) != upload.stamp:
                raise Stale
            _keep(upload, kind.write(changes_of(upload), scope, by))
            hand_in(lease, State.COMMITTED, written_at=timezone.now(), written_by=by)
            record(by=by, verb="import.write", target=upload, **_numbers(upload))
    except IntegrityError as error:
        raise Stale from error


def _keep(upload: Import, written: Iterable[Written]) -> None:
    kept = (WrittenRows(upload=upload, position=at, rows=some) for at, some in enumerate(batched(written)))
    insert(WrittenRows, kept)


def take_back(upload: Import, lease: Lease) -> None:
    """Every row as it was before, or none of them where something newer stands on one."""
    kind, scope, by = upload.kind_of, upload.scope, upload.asker
    with transaction.atomic():
        kind.hold()
        if refusal := in_the_way(kind.touched(written_of(upload), scope)):
            hand_in(lease, State.COMMITTED, refusal=refusal)
            return
        try:
            with transaction.atomic():
                kind.undo(written_of(upload), scope, by)
        except ValidationError as refused:
            hand_in(lease, State.COMMITTED, refusal=[["", " ".join(refused.messages), ""]])
            return
        hand_in(lease, State.UNDONE, undone_at=timezone.now(), undone_by=by)
        record(by=by, verb="import.take_back", target=upload, reason=upload.undo_reason, **_numbers(upload))


def _numbers(upload: Import) -> dict[str, Any]:
    return {
        "kind": upload.kind,
        "file": upload.file_sha256,
        "new": upload.new_count,
        "changed": upload.changed_count,
        "same": upload.same_count,
        "errors": upload.error_count,
    }
