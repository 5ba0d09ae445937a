"""Transfers that wait for a person's answer, and what of their own is late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from members.models import Deed
from members.offers.limits import late
from members.offers.lists import FAILED, is_late, stands
from members.offers.plannable import words_of
from ui.components import Link
from ui.waiting import SHOWN, Group, Task


def transfers_waiting(user: User) -> Iterator[Group]:
    if not user.holds(Permission.EDIT_MEMBERS):
        return
    today = timezone.localdate()
    received = Deed.objects.waiting() & Deed.objects.received_by(user)
    sent = Deed.objects.filter(late(today) | FAILED) & Deed.objects.sent_by(user)
    shown = Deed.objects.filter(Q(pk__in=_first(received)) | Q(pk__in=_first(sent)))
    deeds = list(shown.select_related("member", "source", "target").order_by("on", "pk"))
    if deeds:
        mine = set(received.filter(pk__in=[deed.pk for deed in deeds]).values_list("pk", flat=True))
        tasks = [_task(deed, today, answers=deed.pk in mine) for deed in deeds[:SHOWN]]
        link = Link(gettext("All transfers and planned deeds"), reverse("members:deeds"))
        yield Group(gettext("Transfers and planned deeds"), tasks, links=[link])


def _first(deeds: object) -> list[int]:
    return list(deeds.order_by("on", "pk").values_list("pk", flat=True)[:SHOWN])  # type: ignore[attr-defined]


def _task(deed: Deed, today: date, *, answers: bool) -> Task:
    way = " → ".join(each.name for each in (deed.source, deed.target) if each)
    action = gettext("Look and answer") if answers else gettext("Look and settle it")
    title = f"{words_of(deed)} · {deed.member.full_name}"
    return Task(title, deed.get_absolute_url(), way, stands(deed, today), is_late(deed, today), action=action)
