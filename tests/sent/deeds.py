"""Transfers that wait and deeds that are planned."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from members.models import Deed, LifeEvent
from tests import factories
from tests.members.offers.deeds import offered, planned
from tests.sent.sent import Sent
from tests.world import World

WAITS = "đang có một việc như vậy chưa xong"


def _day(days: int) -> str:
    return f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}"


def _at(name: str, deed: Deed) -> str:
    return reverse(f"members:{name}", args=[deed.pk])


def offer(world: World) -> Sent:
    address = reverse("members:transfer", args=[world.members["own"].pk])
    return Sent("committee", address, {"organization": world.sibling, "on": _day(0)}, makes={Deed: 1}, again=WAITS)


def plan_transfer(world: World) -> Sent:
    address = reverse("members:transfer", args=[world.members["own"].pk])
    to = {"organization": world.own_second_cell, "on": _day(9)}
    return Sent("committee", address, to, makes={Deed: 1, LifeEvent: 0}, again=WAITS)


def plan_ending(world: World) -> Sent:
    address = reverse("members:end", args=[world.members["own"].pk])
    return Sent("committee", address, {"kind": "resigned", "on": _day(9)}, makes={Deed: 1, LifeEvent: 0}, again=WAITS)


def plan_recognition(world: World) -> Sent:
    admitted = timezone.localdate() - timedelta(days=364)
    member = factories.member_of(world.own_cell, admitted_on=admitted, official_on=None, birth_date=date(1990, 1, 1))
    address = reverse("members:recognize", args=[member.pk])
    fields = {"on": f"{admitted.replace(year=admitted.year + 1):%d/%m/%Y}", "decided_on": _day(0)}
    return Sent("committee", address, fields, makes={Deed: 1, LifeEvent: 0}, again=WAITS)


def accept(world: World) -> Sent:
    made = {LifeEvent: 2, AuditEvent: 2}
    fields = {"organization": world.sibling_cell, "on": _day(0)}
    return Sent("sibling_committee", _at("accept", offered(world)), fields, makes=made)


def refuse(world: World) -> Sent:
    return Sent("sibling_committee", _at("refuse", offered(world)), {"reason": "Chưa nhận được hồ sơ"})


def withdraw(world: World) -> Sent:
    deed = offered(world)
    return Sent("committee", _at("withdraw", deed), page=deed.get_absolute_url())


def correct_plan(world: World) -> Sent:
    return Sent("committee", _at("correct_plan", planned(world)), {"on": _day(20)})


def carry_out(world: World) -> Sent:
    """Its day has come, and it could not be done."""
    deed = planned(world)
    Deed.objects.update(on=timezone.localdate(), reason="Chi bộ đã kết thúc")
    made = {LifeEvent: 2, AuditEvent: 2}
    return Sent("committee", _at("carry_out", deed), page=deed.get_absolute_url(), makes=made)
