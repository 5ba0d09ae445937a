"""A member was moved by another deed while a transfer waited, or was planned: that one does not go on by itself."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from members.changes import Change, Move, Moves
from members.models import Deed
from members.offers import notices
from members.offers.transitions import Step, take


def happened(*, change: Change, by: User | None, **_signal: Any) -> None:
    waiting = Deed.objects.open().filter(kind=Deed.Kind.TRANSFER, member__in=_members(change))
    for deed in waiting.select_related("member", "source", "target").order_by("pk"):
        if deed.state == Deed.State.OFFERED:
            _withdraw(deed, by)
        else:
            _stop(deed)


def _members(change: Change) -> Collection[int]:
    if isinstance(change, Move):
        return [change.member.pk]
    return {each.member for each in change.each} if isinstance(change, Moves) else ()


def _withdraw(deed: Deed, by: User | None) -> None:
    take(deed, Step.WITHDRAW, by)
    record(by=by, verb="member.offer_withdrawn", target=deed.member, deed=deed.pk, moved=True)
    notices.withdrawn(deed, by=by)


def _stop(deed: Deed) -> None:
    """It keeps its day, and waits for whoever corrects or withdraws it."""
    with translation.override(settings.LANGUAGE_CODE):
        why = gettext("The member was moved by another deed after this was planned. Correct the day, or withdraw it.")
    Deed.objects.filter(pk=deed.pk, state=Deed.State.PLANNED).update(reason=why)
