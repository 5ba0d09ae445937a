"""The way back from what was entered of a member."""

from datetime import date

from django.urls import reverse

from members import deeds
from members.mending.revoking import revoke as taken_back
from members.models import Deed, LifeEvent
from tests.sent.sent import DAY, Sent
from tests.world import World


def _moved(world: World) -> LifeEvent:
    member, by = world.members["own"], world.users["committee"]
    deeds.transfer(member=member, organization=world.own_second_cell, on=date(2024, 6, 1), by=by)
    return member.events.get(kind="transferred_in")


def correct_event(world: World) -> Sent:
    typed = {"organization": world.own_second_cell, "happened_on": DAY, "reason": "Ghi nhầm ngày", "known": "on"}
    address = reverse("members:correct_event", args=[_moved(world).pk])
    return Sent("committee", address, typed, again="Không có gì thay đổi", previewed=True)


def revoke_event(world: World) -> Sent:
    address = reverse("members:revoke_event", args=[_moved(world).pk])
    typed = {"reason": "Nhập nhầm người", "known": "on"}
    return Sent("committee", address, typed, makes={Deed: 1, LifeEvent: -2}, again="Không tìm thấy", previewed=True)


def revoked(world: World) -> Sent:
    deed = taken_back(event=_moved(world), reason="Nhập nhầm người", by=world.users["committee"])
    address = reverse("members:revoked", args=[deed.pk])
    return Sent("committee", address, makes={LifeEvent: 2}, again="Không tìm thấy")
