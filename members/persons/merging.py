"""Two records of one person become one, under the number that stays; and two again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from members.changes import Move, changed
from members.models import Deed, Likeness, Member, RecordMerger
from members.persons import divisions, likeness, lives
from members.persons.following import followers
from organizations.holding import share
from ui.refusals import Refused, need
from ui.seen import changes

Facts = Mapping[str, Any]


def in_the_way(stayed: Member, gone: Member) -> Iterator[str]:
    """Why the two cannot be put together, in sentences."""
    try:
        lives.plan(stayed, gone)
    except Refused as refused:
        yield from refused.sentences
    for each in Deed.objects.open().filter(member__in=(stayed, gone)):
        sentence = gettext("%(deed)s of number %(code)s is not settled. Settle or withdraw it first.")
        yield sentence % {"deed": each.get_kind_display(), "code": each.member.code}
    for follower in followers():
        yield from follower.refused(stayed, gone)


@transaction.atomic
def merge(*, stayed: Member, gone: Member, facts: Facts, reason: str, by: User) -> RecordMerger:
    """`facts`: those of the person, where the records differ, as somebody chose them."""
    need(reason, gettext("Write why."))
    share()
    stayed, gone = _held(stayed, gone)
    if reasons := [*in_the_way(stayed, gone)]:
        raise Refused(*reasons)
    planned = lives.plan(stayed, gone)
    before = lives.as_they_are(stayed, gone)
    divided = divisions.go(stayed, gone, list(gone.memberships.values_list("organization", flat=True)))
    moves = list(lives.moves(stayed, planned))
    lives.join(stayed, gone, planned)
    corrected = changes(stayed, dict(facts))
    kept = {
        "before": before,
        "divided": divided,
        "facts": {name: old for name, (old, _new) in corrected.items()},
        "rows": _followed(stayed, gone),
        "after": lives.as_they_are(stayed),
    }
    _write_facts(stayed, facts)
    merger = RecordMerger.objects.create(stayed=stayed, gone=gone, reason=reason, by=by, kept=kept)
    likeness.settle((stayed.pk, gone.pk), Likeness.State.SAME, by)
    line = record(
        by=by, verb="member.merge", target=stayed, reason=reason, gone=gone.code, name=gone.full_name, changes=corrected
    )
    for source, target, on in moves:
        changed.send(sender=Member, change=Move(stayed, source, target, on), event=line.pk, by=by)
    return merger


def _held(*members: Member) -> list[Member]:
    """In the order of their numbers, so that nobody waits in a ring; and neither merged meanwhile."""
    held = Member.objects.select_for_update().order_by("pk").in_bulk([each.pk for each in members])
    if RecordMerger.objects.standing().filter(gone__in=held).exists():
        raise Refused(gettext("One of the two records was merged into another already. Load the page again."))
    return [held[each.pk] for each in members]


def _followed(stayed: Member, gone: Member) -> dict[str, Any]:
    try:
        with transaction.atomic():
            return {each.model._meta.label: each.go(stayed, gone) for each in followers()}
    except IntegrityError as error:
        sentence = gettext(
            "Something is entered for both records that one person can have only once. Remove one first."
        )
        raise Refused(sentence) from error


def _write_facts(member: Member, facts: Facts) -> None:
    for name, value in facts.items():
        setattr(member, name, value)
    member.full_clean()
    member.save()


def depends(merger: RecordMerger) -> Iterator[str]:
    """Why it cannot be taken back."""
    if merger.taken_back_at:
        yield gettext("This was taken back already.")
    elif lives.as_they_are(merger.stayed) != merger.kept["after"]:
        yield gettext("Since the merger something was entered or corrected for this member. Take that back first.")
    elif not divisions.are_as_left(merger.stayed_id, merger.gone_id, merger.kept["divided"]):
        yield gettext("Since the merger the member was merged with another record, too. Take that back first.")


@transaction.atomic
def take_back(*, merger: RecordMerger, reason: str, by: User) -> RecordMerger:
    need(reason, gettext("Write why."))
    share()
    merger = RecordMerger.objects.select_for_update(of=("self",)).get(pk=merger.pk)
    held = Member.objects.select_for_update().order_by("pk").in_bulk([merger.stayed_id, merger.gone_id])
    merger.stayed, merger.gone = held[merger.stayed_id], held[merger.gone_id]
    if reasons := [*depends(merger)]:
        raise Refused(*reasons)
    for each in followers():
        each.back(merger.gone, merger.kept["rows"][each.model._meta.label])
    divisions.back(merger.kept["divided"])
    lives.part(merger.stayed, merger.gone, merger.kept["before"])
    _write_facts(merger.stayed, _facts_before(merger))
    merger.taken_back_by, merger.taken_back_at, merger.taken_back_because = by, timezone.now(), reason
    merger.save(update_fields=["taken_back_by", "taken_back_at", "taken_back_because"])
    likeness.settle((merger.stayed_id, merger.gone_id), Likeness.State.OPEN, by)
    record(by=by, verb="member.merge_taken_back", target=merger.stayed, reason=reason, gone=merger.gone.code)
    return merger


def _facts_before(merger: RecordMerger) -> Facts:
    """Of the facts that were chosen the ones of before; days are kept as text."""
    days = {field.name for field in Member._meta.fields if isinstance(field, models.DateField)}
    kept = merger.kept["facts"]
    return {name: _day(value) if name in days else value for name, value in kept.items()}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
