"""What an import waits for, done by whoever takes its row: in the request where the file is small, else a worker."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_noop

from accounts.trail.record import record
from exchange import judging, lifecycle, writing
from exchange.collecting import seldom_collected
from exchange.lifecycle import Lease
from exchange.models import Import, State
from stored import renewal
from ui.refusals import Stale

logger = logging.getLogger(__name__)
WORK: dict[State, Callable[[Import, Lease], None]] = {
    State.JUDGING: judging.judge,
    State.COMMITTING: writing.write,
    State.UNDOING: writing.take_back,
}
FORBIDDEN = gettext_noop("Whoever asked for it may no longer bring this in.")
BROKEN = gettext_noop("An error came up. Nothing was written.")
INTERRUPTED = gettext_noop("The portal was interrupted five times at this. Nothing was written.")


def run(upload_id: int, *, at_once: bool = False) -> None:
    """`at_once`: within the request and its transaction, so no side thread sees the row."""
    lease = lifecycle.claim(upload_id)
    if lease is None:
        return
    upload = Import.objects.select_related("table", "asked_by").get(pk=upload_id)
    language = upload.asker.language or settings.LANGUAGE_CODE
    with nullcontext() if at_once else translation.override(language):
        _guarded(upload, lease, at_once=at_once)


def _guarded(upload: Import, lease: Lease, *, at_once: bool) -> None:
    try:
        if not _may(upload):
            give_up(upload, lease, FORBIDDEN)
            return
        with seldom_collected(), transaction.atomic() if at_once else _renewing(lease):
            WORK[lease.state](upload, lease)
    except Stale:
        lifecycle.hand_in(lease, State.JUDGING, judged_anew=True, attempts=0)
        run(upload.pk, at_once=at_once)
    except lifecycle.LeaseLost:
        logger.warning("import %s: taken over meanwhile", upload.pk)
    except Exception as error:
        logger.exception("import %s: failed", upload.pk)
        give_up(upload, lease, BROKEN, message=f"{type(error).__name__}: {error}"[:1000])


def _renewing(lease: Lease) -> AbstractContextManager[None]:
    return renewal.kept(partial(lifecycle.renew, lease), Import.lease(), f"import {lease.upload_id}")


def _may(upload: Import) -> bool:
    """Asked again when the work begins, at whichever root it was asked for: roles end while a file waits."""
    by = upload.asker
    by.grants = by.held
    return by.is_active and Import.objects.visible_to(by).filter(pk=upload.pk).exists()


@transaction.atomic
def give_up(upload: Import, lease: Lease, why: str, message: str = "") -> None:
    """What was written stays written: only its way back failed."""
    state = State.COMMITTED if lease.state == State.UNDOING else State.FAILED
    lifecycle.hand_in(lease, state, error=why)
    record(by=None, verb="import.fail", target=upload, while_=lease.state, message=message or why)


def give_up_lost() -> None:
    for upload in lifecycle.lost():
        lease = Lease(upload.pk, upload.token, State(upload.state))  # type: ignore[arg-type]
        logger.error("import %s: given up after %s lost leases", upload.pk, upload.attempts)
        give_up(upload, lease, INTERRUPTED)
