"""Transfers offered, and deeds planned, as a person would."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from members.models import Deed, Member
from members.offers import actions
from tests.world import World


def offered(world: World, **changes: Any) -> Deed:
    """The own committee sends its member to the sibling's."""
    arguments: dict[str, Any] = {
        "member": world.members["own"],
        "organization": world.sibling,
        "on": timezone.localdate() - timedelta(days=10),
        "decision_number": "12-GT/ĐU",
        "by": world.users["committee"],
    }
    return actions.offer(**{**arguments, **changes})


def planned(world: World, kind: Deed.Kind = Deed.Kind.TRANSFER, **changes: Any) -> Deed:
    arguments: dict[str, Any] = {
        "kind": kind,
        "member": world.members["own"],
        "on": timezone.localdate() + timedelta(days=7),
        "by": world.users["committee"],
    }
    if kind == Deed.Kind.TRANSFER:
        arguments["target"] = world.own_second_cell
    if kind == Deed.Kind.LEAVE:
        arguments["facts"] = {"kind": "resigned", "note": "Đơn ngày 3"}
    return actions.plan(**{**arguments, **changes})


def place_of(member: Member, day: date | None = None) -> Any:
    found = member.memberships.on(day or timezone.localdate()).select_related("organization").get()
    return found.organization
