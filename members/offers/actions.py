"""A transfer offered to the receiver and settled; a deed planned for its day, corrected, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from members import deeds
from members.models import Deed, Member
from members.offers import carrying, notices
from members.offers.held import held_place
from members.offers.transitions import Step, take
from organizations.holding import still
from organizations.models import Organization
from ui.days import written
from ui.refusals import Refused
from ui.seen import plain


@transaction.atomic
def offer(*, member: Member, organization: Organization, on: date, decision_number: str = "", by: User) -> Deed:
    """The member counts at the sender until the receiver accepts."""
    target, place = still(organization, "organization"), held_place(member)
    deed = Deed(member=member, kind=Deed.Kind.TRANSFER, state=Deed.State.OFFERED, on=on, source=place, target=target)
    deed.decision_number, deed.by = decision_number, by
    _keep(deed)
    record(by=by, verb="member.offered", target=member, to=target.code, on=on.isoformat(), deed=deed.pk)
    notices.offered(deed, by=by)
    return deed


@transaction.atomic
def accept(*, deed: Deed, organization: Organization, on: date, by: User) -> Deed:
    """`on`: the day from which the member belongs to the receiver."""
    cell = still(organization, "organization")
    if deed.target is None or not cell.path.startswith(deed.target.path):
        raise Refused(organization=gettext("Choose a cell of the organisation to which the member was sent."))
    if on < deed.on:
        sentence = gettext("The transfer was decided on %(day)s only. Choose that day or a later one.")
        raise Refused(on=sentence % {"day": written(deed.on)})
    source = held_place(deed.member)
    take(deed, Step.ACCEPT, by, target=cell, facts={**deed.facts, "joined_on": on.isoformat()})
    deeds.transfer(member=deed.member, organization=cell, on=on, decision_number=deed.decision_number, by=by)
    record(by=by, verb="member.offer_accepted", target=deed.member, deed=deed.pk, on=on.isoformat())
    notices.accepted(deed, source, by=by)
    return deed


@transaction.atomic
def refuse(*, deed: Deed, reason: str, by: User) -> Deed:
    if not reason:
        raise Refused(reason=gettext("Write why: whoever sent the member has to know."))
    take(deed, Step.REFUSE, by, reason=reason)
    record(by=by, verb="member.offer_refused", target=deed.member, reason=reason, deed=deed.pk)
    notices.refused(deed, by=by)
    return deed


@transaction.atomic
def withdraw(*, deed: Deed, by: User) -> Deed:
    was_offered = deed.state == Deed.State.OFFERED
    take(deed, Step.WITHDRAW, by)
    verb = "member.offer_withdrawn" if was_offered else "member.plan_withdrawn"
    record(by=by, verb=verb, target=deed.member, deed=deed.pk)
    if was_offered:
        notices.withdrawn(deed, by=by)
    return deed


@transaction.atomic
def plan(
    *,
    kind: Deed.Kind,
    member: Member,
    on: date,
    by: User,
    target: Organization | None = None,
    decision_number: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Deed:
    """Tried against what stands today, so that what cannot be is refused now and not on its day."""
    deed = Deed(member=member, kind=kind, state=Deed.State.PLANNED, on=on, source=held_place(member), target=target)
    deed.decision_number, deed.by = decision_number, by
    deed.facts = {name: plain(value) for name, value in (facts or {}).items()}
    _need_to_come(on)
    _keep(deed)
    carrying.rehearse(deed)
    record(by=by, verb="member.planned", target=member, deed=deed.pk, kind=kind.value, on=on.isoformat())
    return deed


@transaction.atomic
def correct(*, deed: Deed, on: date, decision_number: str, by: User) -> Deed:
    """Another day or number; what could not be done is tried again on the new day."""
    if on < timezone.localdate():
        raise Refused(on=gettext("This day is over. Write a later one, or withdraw the deed and enter it anew."))
    before = {"on": deed.on.isoformat(), "decision_number": deed.decision_number}
    after = {"on": on.isoformat(), "decision_number": decision_number}
    if before == after and deed.state == Deed.State.PLANNED and not deed.reason:
        return deed
    take(deed, Step.CORRECT, by, on=on, decision_number=decision_number, reason="")
    carrying.rehearse(deed)
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    record(by=by, verb="member.plan_corrected", target=deed.member, deed=deed.pk, changes=changes)
    return deed


def _need_to_come(on: date) -> None:
    if on <= timezone.localdate():
        raise Refused(on=gettext("Only what lies ahead is planned. Write a later day."))


def _keep(deed: Deed) -> None:
    deed.full_clean(exclude=["settled_by", "settled_at"])
    deed.save()
