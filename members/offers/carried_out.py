"""Deeds (members.deeds) as they are done on their day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext

from members import deeds
from members.models import Deed, LifeEvent
from members.offers.plannable import Plannable
from ui.refusals import Refused

Facts = Mapping[str, Any]


def _common(deed: Deed) -> dict[str, Any]:
    return {"member": deed.member, "on": deed.on, "decision_number": deed.decision_number, "by": deed.by}


def _transfer(deed: Deed) -> None:
    if deed.target is None:
        raise Refused(gettext("No organisation is named. Withdraw the deed and enter it anew."))
    deeds.transfer(organization=deed.target, **_common(deed))


def _leave(deed: Deed) -> None:
    deeds.end(kind=LifeEvent.Kind(deed.facts["kind"]), note=deed.facts.get("note", ""), **_common(deed))


def _recognize(deed: Deed) -> None:
    deeds.recognize(
        decided_on=date.fromisoformat(deed.facts["decided_on"]), note=deed.facts.get("note", ""), **_common(deed)
    )


def _leaving(facts: Facts) -> str:
    return str(LifeEvent.Kind(facts["kind"]).label)


PLANNABLE = (
    Plannable(Deed.Kind.TRANSFER, _transfer),
    Plannable(Deed.Kind.LEAVE, _leave, _leaving),
    Plannable(Deed.Kind.RECOGNIZE, _recognize),
)
