"""Differences from another list, settled."""

from datetime import date

from django.urls import reverse

from members.models import Difference, Member
from tests.members.reconciling.made import compared, line_of
from tests.sent.sent import Sent
from tests.world import World


def _differing(world: World) -> Difference:
    made = compared(
        world, line_of(world.members["own"], admitted_on="19/05/2004"), line_of(world.members["own_second"])
    )
    return made.differences.get()


def take(world: World) -> Sent:
    row = _differing(world)
    address = reverse("members:settle", args=[row.reconciliation_id])
    typed = {"deed": "take", "difference": str(row.pk)}
    return Sent("committee", address, typed, page=row.reconciliation.get_absolute_url())


def keep(world: World) -> Sent:
    return Sent("committee", _differing(world).get_absolute_url(), {"deed": "keep", "note": "Ở đây đúng"})


def look_again(world: World) -> Sent:
    row = _differing(world)
    Member.objects.filter(pk=row.member_id).update(admitted_on=date(2004, 5, 19))
    address = reverse("members:look_again", args=[row.reconciliation_id])
    return Sent("committee", address, page=row.reconciliation.get_absolute_url())
