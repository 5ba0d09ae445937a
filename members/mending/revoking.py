"""What was entered by mistake is taken back; what it said, why, who and when is kept, and it can be entered again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from members.mending.mend import mend, tell
from members.models import Deed, LifeEvent, Member
from organizations.models import Organization
from ui.refusals import Refused, need

Kind = LifeEvent.Kind
COLUMNS = ("kind", "decision_number", "beyond", "elsewhere", "note")
DEEDS = {
    Kind.ADMITTED: Deed.Kind.ADMIT,
    Kind.TRANSFERRED_IN: Deed.Kind.RECEIVE,
    Kind.RECOGNIZED: Deed.Kind.RECOGNIZE,
    Kind.EXTENDED: Deed.Kind.EXTEND,
    Kind.NOT_RECOGNIZED: Deed.Kind.REFUSE,
    Kind.TEMPORARY: Deed.Kind.LEND,
    Kind.CAME_BACK: Deed.Kind.COME_BACK,
    Kind.EXEMPTED: Deed.Kind.REST,
    Kind.SUSPENDED: Deed.Kind.REST,
    Kind.RESUMED: Deed.Kind.RESUME,
    Kind.RETURNED: Deed.Kind.RETURN,
    Kind.RESTORED: Deed.Kind.RESTORE,
} | dict.fromkeys(Kind.endings(), Deed.Kind.LEAVE)


def together(event: LifeEvent) -> list[LifeEvent]:
    """A move inside is its departure and its arrival."""
    arrival = getattr(event, "arrival", None) or event
    return [each for each in (arrival.counterpart, arrival) if each is not None]


@transaction.atomic
def revoke(*, event: LifeEvent, reason: str, by: User) -> Deed:
    """Raises Refused, naming what rests on it."""
    need(reason, gettext("Write why."))
    row = _kept(together(still_there(event)), reason, by)
    found = mend(event.member, without(event))
    row.save()
    about = {"what": row.kind, "on": row.on.isoformat(), "number": row.decision_number}
    line = record(by=by, verb="member.revoke", target=event.member, reason=reason, **about)
    tell(found, line, by)
    return row


def without(event: LifeEvent) -> Callable[[Member], None]:
    def alter(member: Member) -> None:
        told = together(still_there(event))
        if told[-1].kind == Kind.RECOGNIZED:
            Member.objects.filter(pk=member.pk).update(official_on=None)
        LifeEvent.objects.filter(pk__in=[each.pk for each in told]).delete()

    return alter


def still_there(event: LifeEvent) -> LifeEvent:
    now = LifeEvent.objects.select_related("counterpart", "arrival", "member").filter(pk=event.pk).first()
    if now is None:
        raise Refused(gettext("This was taken back by somebody else meanwhile."))
    return now


def _kept(told: list[LifeEvent], reason: str, by: User) -> Deed:
    last = told[-1]
    at = {"source": told[0].organization, "target": last.organization} if len(told) > 1 else _end(last)
    return Deed(
        member=last.member,
        kind=Deed.Kind.TRANSFER if len(told) > 1 else DEEDS[Kind(last.kind)],
        state=Deed.State.REVOKED,
        on=last.happened_on,
        decision_number=last.decision_number,
        facts={"events": [_said(each) for each in told]} | _recognized(last),
        by=by,
        settled_by=by,
        settled_at=timezone.now(),
        reason=reason,
        **at,
    )


def _recognized(event: LifeEvent) -> dict[str, Any]:
    return {"official_on": _plain(event.member.official_on)} if event.kind == Kind.RECOGNIZED else {}


def _end(event: LifeEvent) -> dict[str, Organization]:
    return {"target" if event.kind in Kind.entries() else "source": event.organization}


def _said(event: LifeEvent) -> dict[str, Any]:
    days = {"happened_on": _plain(event.happened_on), "until": _plain(event.until)}
    places = {"organization": event.organization_id, "host": event.host_id}
    return {name: getattr(event, name) for name in COLUMNS} | days | places


def _plain(day: date | None) -> str | None:
    return day.isoformat() if day else None


@transaction.atomic
def enter_again(*, deed: Deed, by: User) -> Member:
    """What was taken back was right after all: it stands as it stood. Raises Refused where it no longer can."""
    row = Deed.objects.select_for_update().get(pk=deed.pk)
    if row.state != Deed.State.REVOKED:
        raise Refused(gettext("This was entered again by somebody else meanwhile."))

    def alter(member: Member) -> None:
        if official_on := row.facts.get("official_on"):
            member.official_on = date.fromisoformat(official_on)
            member.full_clean()
            member.save(update_fields=["official_on"])
        made: LifeEvent | None = None
        for said in row.facts["events"]:
            made = _written(member, said, made)

    found = mend(row.member, alter)
    row.state = Deed.State.DONE
    row.save(update_fields=["state"])
    line = record(by=by, verb="member.enter_again", target=row.member, what=row.kind, on=row.on.isoformat())
    tell(found, line, by)
    return row.member


def _written(member: Member, said: dict[str, Any], departure: LifeEvent | None) -> LifeEvent:
    values = {name: said[name] for name in COLUMNS}
    values |= {name: date.fromisoformat(said[name]) if said[name] else None for name in ("happened_on", "until")}
    values |= {"organization_id": said["organization"], "host_id": said["host"], "counterpart": departure}
    event = LifeEvent(member=member, **values)
    event.full_clean()
    event.save()
    return event
