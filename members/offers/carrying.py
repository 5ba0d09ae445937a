"""A planned deed on its day: done once, with the checks of that day, or kept with why not."""

from __future__ import annotations

import logging
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.trail.record import record
from members.models import Deed, Member
from members.offers import notices
from members.offers.held import held_place
from members.offers.plannable import plannable
from members.offers.transitions import Step, take

logger = logging.getLogger(__name__)
OFFERS = "offers"
"""Among a planned transfer's facts: on its day it is offered, because who planned it may not edit at the receiver."""
LONGEST = 300


def due(today: date) -> list[int]:
    """What failed waits for a person."""
    return list(Deed.objects.filter(state=Deed.State.PLANNED, on__lte=today, reason="").values_list("pk", flat=True))


def sweep(today: date) -> int:
    """How many were done. One that breaks stops no other, and is tried again."""
    done = 0
    for pk in due(today):
        try:
            done += _on_its_day(pk, today)
        except Exception:
            logger.exception("planned deed %s: broke", pk)
    return done


def _on_its_day(pk: int, today: date) -> bool:
    try:
        with transaction.atomic():
            deed = _still_due(pk, today)
            if deed is not None:
                carry_out(deed, by=None)
            return deed is not None
    except ValidationError as refused:
        _keep_why(pk, " ".join(refused.messages))
    return False


def _still_due(pk: int, today: date) -> Deed | None:
    """Held: whoever withdraws, corrects or carries it out at the same moment waits, and so does another sweep."""
    planned = Deed.objects.filter(pk=pk, state=Deed.State.PLANNED)
    member = planned.values_list("member", flat=True).first()
    if member is None:
        return None
    held_place(Member(pk=member))
    held = planned.select_for_update(of=("self",)).select_related("member", "source", "target", "by")
    return held.filter(on__lte=today, reason="").first()


@transaction.atomic
def carry_out(deed: Deed, *, by: User | None) -> Deed:
    """`by`: None for the clock. What is done is done in the name of who planned it."""
    held_place(deed.member)
    if deed.facts.get(OFFERS):
        take(deed, Step.SEND, by, reason="")
        record(by=by, verb="member.plan_sent", target=deed.member, deed=deed.pk)
        notices.offered(deed, by=by)
        return deed
    take(deed, Step.CARRY_OUT, by, reason="")
    plannable(deed.kind).carry_out(deed)
    record(by=by, verb="member.plan_done", target=deed.member, deed=deed.pk, on=deed.on.isoformat())
    return deed


def rehearse(deed: Deed) -> None:
    """Done and undone again: every check of the deed itself speaks, and nothing stays of it."""
    if deed.facts.get(OFFERS):
        return
    with transaction.atomic():
        plannable(deed.kind).carry_out(deed)
        transaction.set_rollback(True)


@transaction.atomic
def _keep_why(pk: int, why: str) -> None:
    row = Deed.objects.filter(pk=pk, state=Deed.State.PLANNED, reason="")
    if row.update(reason=why[:LONGEST]):
        deed = Deed.objects.select_related("member", "source", "target", "by").get(pk=pk)
        record(by=None, verb="member.plan_failed", target=deed.member, reason=deed.reason, deed=pk)
        notices.failed(deed)


def is_due(deed: Deed) -> bool:
    return deed.state == Deed.State.PLANNED and deed.on <= timezone.localdate()
