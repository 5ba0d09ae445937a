"""Who may be one person: noted as members come, so that the list of them never reads the whole register."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import singledispatch
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from members.changes import Change, Correction, Corrections, Move, Moves
from members.models import Likeness, Member
from ui.refusals import Refused

AT_ONCE = 500


def heard(*, change: Change, **_signal: Any) -> None:
    """Whoever comes onto the list or is called otherwise, by hand or by a file (members.changes)."""
    note(list(_looked_at(change)))


@singledispatch
def _looked_at(change: Change) -> Iterator[int]:
    yield from ()


@_looked_at.register
def _of_move(change: Move) -> Iterator[int]:
    if change.source is None:
        yield change.member.pk


@_looked_at.register
def _of_moves(change: Moves) -> Iterator[int]:
    yield from (each.member for each in change.each if each.came)


@_looked_at.register
def _of_correction(change: Correction) -> Iterator[int]:
    before, after = change.before, change.after
    if (before.search_key, before.birth_date) != (after.search_key, after.birth_date):
        yield after.pk


@_looked_at.register
def _of_corrections(change: Corrections) -> Iterator[int]:
    for each in change.each:
        yield from _of_correction(each)


def note(members: Collection[int]) -> None:
    """What was said of two before stands."""
    numbers = sorted(members)
    for at in range(0, len(numbers), AT_ONCE):
        Likeness.objects.bulk_create(_pairs(numbers[at : at + AT_ONCE]), ignore_conflicts=True)


def _pairs(members: list[int]) -> list[Likeness]:
    """A record that was merged into another belongs nowhere."""
    looked_at = Member.objects.filter(pk__in=members).values_list("pk", "search_key", "birth_date")
    alike: dict[tuple[Any, Any], list[int]] = {}
    for pk, key, born in looked_at:
        alike.setdefault((key, born), []).append(pk)
    births = {born for _key, born in alike}
    there = Member.objects.filter(birth_date__in=births, search_key__in={key for key, _born in alike})
    pairs = set()
    for pk, key, born in there.filter(~Q(merged_into__isnull=False, merged_into__taken_back_at=None)).values_list(
        "pk", "search_key", "birth_date"
    ):
        pairs |= {(min(pk, each), max(pk, each)) for each in alike.get((key, born), ()) if each != pk}
    return [Likeness(one_id=one, other_id=other) for one, other in sorted(pairs)]


@transaction.atomic
def tell_apart(*, likeness: Likeness, by: User) -> Likeness:
    """They are two persons: asked no more."""
    told = Likeness.objects.open().filter(pk=likeness.pk).update(state=Likeness.State.DIFFERENT, by=by)
    if not told:
        raise Refused(gettext("Somebody settled this already. Load the page again."))
    record(by=by, verb="member.two_persons", target=likeness.one, other=likeness.other.code)
    return likeness


def settle(members: Collection[int], state: Likeness.State, by: User) -> None:
    """Of the pairs within these."""
    Likeness.objects.filter(one__in=members, other__in=members).update(state=state, by=by)
