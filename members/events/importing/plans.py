"""By which deed each kind of event is brought in, what it needs of a row, and where its refusals are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from accounts.models import User
from members import deeds
from members.days import a_year_after
from members.models import LifeEvent, Member
from members.resting import longer_probation
from organizations.models import Organization

Kind = LifeEvent.Kind


class Plan(NamedTuple):
    """A row that is to be done; plain, so that it stands in the preview as it will be written.

    `place`: where the member comes to, or is for a time, if that is ours.
    """

    member: int
    kind: str
    on: str
    effective: str | None
    until: str | None
    decision: str
    place: int | None
    elsewhere: str
    beyond: str
    note: str

    @property
    def day(self) -> date:
        return date.fromisoformat(self.on)

    @property
    def last(self) -> date | None:
        return date.fromisoformat(self.until) if self.until else None

    @property
    def outside(self) -> dict[str, str]:
        return {"beyond": self.beyond, "elsewhere": self.elsewhere}

    def organization(self) -> Organization | None:
        return Organization.objects.get(pk=self.place) if self.place else None


Act = Callable[[Plan, Member, User], Any]


@dataclass(frozen=True)
class Deed:
    """`needs`: columns that may not be empty; `fields`: in which column a refusal at a field of the deed is told."""

    act: Act
    needs: tuple[str, ...] = ()
    fields: Mapping[str, str] | None = None


def _recognize(plan: Plan, member: Member, by: User) -> Any:
    """Since when is the day on which the probation was complete, unless the row names another."""
    complete = longer_probation(member.pk, plan.day) or a_year_after(member.admitted_on)
    on = date.fromisoformat(plan.effective) if plan.effective else complete
    told = {"decision_number": plan.decision, "note": plan.note}
    return deeds.recognize(member=member, on=on, decided_on=plan.day, by=by, **told)


def _extend(plan: Plan, member: Member, by: User) -> Any:
    assert plan.last
    told = {"decision_number": plan.decision, "note": plan.note}
    return deeds.extend(member=member, decided_on=plan.day, until=plan.last, by=by, **told)


def _refuse(plan: Plan, member: Member, by: User) -> Any:
    told = {"decision_number": plan.decision, "note": plan.note}
    return deeds.refuse(member=member, decided_on=plan.day, by=by, **told)


def _leave(plan: Plan, member: Member, by: User) -> Any:
    number = plan.decision
    if target := plan.organization():
        return deeds.transfer(member=member, organization=target, on=plan.day, decision_number=number, by=by)
    return deeds.depart(member=member, on=plan.day, decision_number=number, by=by, **plan.outside)


def _end(plan: Plan, member: Member, by: User) -> Any:
    told = {"decision_number": plan.decision, "note": plan.note}
    return deeds.end(member=member, kind=Kind(plan.kind), on=plan.day, by=by, **told)


def _rest(plan: Plan, member: Member, by: User) -> Any:
    told = {"decision_number": plan.decision, "note": plan.note}
    return deeds.rest(member=member, kind=Kind(plan.kind), on=plan.day, until=plan.last, by=by, **told)


def _resume(plan: Plan, member: Member, by: User) -> Any:
    return deeds.resume(member=member, on=plan.day, decision_number=plan.decision, by=by)


def _lend(plan: Plan, member: Member, by: User) -> Any:
    assert plan.last
    told: dict[str, Any] = {"on": plan.day, "until": plan.last, "decision_number": plan.decision, **plan.outside}
    return deeds.lend(member=member, host=plan.organization(), by=by, **told)


def _come_back(plan: Plan, member: Member, by: User) -> Any:
    return deeds.come_back(member=member, on=plan.day, decision_number=plan.decision, by=by)


def _come_again(plan: Plan, member: Member, by: User) -> Any:
    place = plan.organization()
    assert place
    told = {"decision_number": plan.decision, "note": plan.note, **plan.outside}
    return deeds.come_again(member=member, kind=Kind(plan.kind), organization=place, on=plan.day, by=by, **told)


_PLACE = {"organization": "other_code", "host": "other_code"}
DEEDS: Mapping[str, Deed] = {
    Kind.RECOGNIZED: Deed(_recognize, fields={"on": "effective"}),
    Kind.EXTENDED: Deed(_extend, ("until", "note")),
    Kind.NOT_RECOGNIZED: Deed(_refuse, ("note",)),
    Kind.TRANSFERRED_OUT: Deed(_leave, fields=_PLACE),
    **dict.fromkeys((Kind.REMOVED, Kind.RESIGNED, Kind.EXPELLED, Kind.DIED), Deed(_end)),
    **dict.fromkeys((Kind.EXEMPTED, Kind.SUSPENDED), Deed(_rest, ("note",))),
    Kind.RESUMED: Deed(_resume),
    Kind.TEMPORARY: Deed(_lend, ("until",), _PLACE),
    Kind.CAME_BACK: Deed(_come_back),
    **dict.fromkeys((Kind.RETURNED, Kind.RESTORED), Deed(_come_again, ("code",), {"organization": "code"})),
}
COMES = (Kind.RETURNED, Kind.RESTORED)
_COLUMNS = {
    "on": "on",
    "decided_on": "on",
    "happened_on": "on",
    "until": "until",
    "note": "note",
    "decision_number": "decision",
    "elsewhere": "other",
    "beyond": "beyond",
}


def column_of(kind: str, field: str) -> str:
    return (DEEDS[kind].fields or {}).get(field) or _COLUMNS.get(field, "kind")
