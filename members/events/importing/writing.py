"""The events of a file, each by its deed in the order of their days; and taken back, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from exchange.kinds import Change, Written
from members.events.importing.plans import DEEDS, Plan
from members.events.importing.rehearsing import in_order
from members.models import LifeEvent, Member
from ui.refusals import Stale


def write(changes: Iterable[Change], by: User) -> Iterator[Written]:
    """Raises Stale where a deed is refused that was not when it was rehearsed: it is judged anew."""
    for number, plan in in_order((each.number, Plan(**each.data)) for each in changes):
        member = Member.objects.get(pk=plan.member)
        try:
            DEEDS[plan.kind].act(plan, member, by)
        except ValidationError as refused:
            raise Stale from refused
        event = LifeEvent.objects.filter(member=member).order_by("-pk")[0]
        yield Written(number, f"{member} ({member.code})", {"event": event.pk, "said": said(event)})


def said(event: LifeEvent) -> list[Any]:
    days = (event.happened_on, event.until)
    plain = [day.isoformat() if day else None for day in days]
    return [event.member_id, event.kind, *plain, event.organization_id, event.decision_number]
