"""An event altered or taken away, with all that follows: memberships, what happened since, sheets that counted it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import AuditEvent, User
from members.changes import Move, changed
from members.life.reading import Life, lives
from members.life.settling import settle_each
from members.life.stays import Stay
from members.models import Deed, LifeEvent, Likeness, Member, Membership
from organizations.holding import share
from organizations.models import Organization
from stored.past import holding
from ui.days import written
from ui.refusals import Refused

OF_THE_MEMBER = (Membership, LifeEvent, Deed, Likeness)


def mend(member: Member, alter: Callable[[Member], None]) -> list[Move]:
    """In one transaction, the tree and the member held. Returns what moves by it. Raises Refused."""
    share()
    locked = Member.objects.select_for_update().get(pk=member.pk)
    before = lives([member.pk])[member.pk]
    first = before.first
    alter(locked)
    settle_each([member.pk], {member.pk: first})
    after = lives([member.pk])[member.pk]
    _need_ground(member, before, after)
    if not after.stays:
        _need_unused(member)
    return list(moves(member, before.stays, after.stays))


def foresee(member: Member, alter: Callable[[Member], None]) -> list[Move]:
    """It is done, looked at and undone again."""
    with transaction.atomic():
        found = mend(member, alter)
        transaction.set_rollback(True)
    return found


def tell(found: Iterable[Move], line: AuditEvent, by: User) -> None:
    for each in found:
        changed.send(sender=Member, change=each, event=line.pk, by=by)


def _need_ground(member: Member, before: Life, after: Life) -> None:
    """What happened where the member belonged, and would have happened nowhere."""
    for event in member.events.select_related("organization").order_by("happened_on", "pk"):
        if event.kind == LifeEvent.Kind.ADMITTED:
            continue
        was, now = (_place(life.stays, event.happened_on) for life in (before, after))
        if was is not None and now is None and event.kind not in LifeEvent.Kind.endings():
            sentence = gettext("%(event)s, on %(day)s, rests on it. Correct or revoke that first.")
            raise Refused(sentence % {"event": event.get_kind_display(), "day": written(event.happened_on)})


def _need_unused(member: Member) -> None:
    for relation in Member._meta.related_objects:
        if relation.related_model in OF_THE_MEMBER:
            continue
        rows = relation.related_model._default_manager.filter(**{relation.field.name: member})
        if holding(rows).exists():
            sentence = gettext(
                "The member would belong nowhere, but is named elsewhere: %(what)s. Correct this entry instead, or "
                "take that back first."
            )
            raise Refused(sentence % {"what": relation.related_model._meta.verbose_name_plural})


def _place(stays: Iterable[Stay], day: date) -> int | None:
    return next((stay.organization for stay in stays if stay.covers(day)), None)


def moves(member: Member, before: list[Stay], after: list[Stay]) -> Iterator[Move]:
    """From each day on which the two begin to differ otherwise."""
    days = sorted({day for stay in (*before, *after) for day in (stay.since, stay.until) if day})
    places = Organization.objects.in_bulk({stay.organization for stay in (*before, *after)})
    told: tuple[int | None, int | None] | None = None
    for day in days:
        pair = _place(before, day), _place(after, day)
        if pair != told and pair[0] != pair[1]:
            source, target = (None if pk is None else places[pk] for pk in pair)
            yield Move(member, source, target, day)
        told = pair


def sentences(found: Iterable[Move]) -> Iterator[str]:
    for each in found:
        words = {"day": written(each.on)}
        if each.target is None and each.source is not None:
            yield gettext("From %(day)s on the member no longer belongs to %(place)s.") % (
                words | {"place": each.source.name}
            )
        elif each.source is None and each.target is not None:
            yield gettext("From %(day)s on the member belongs to %(place)s.") % (words | {"place": each.target.name})
        elif each.source is not None and each.target is not None:
            sentence = gettext("From %(day)s on the member belongs to %(place)s, not to %(other)s.")
            yield sentence % (words | {"place": each.target.name, "other": each.source.name})
