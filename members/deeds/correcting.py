"""The facts of a person put right by hand; all else changes by events."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.trail.record import record
from members import days
from members.changes import Correction
from members.deeds.held import announce, locked
from members.life import settling
from members.models import Member
from organizations.holding import share
from ui.refusals import Stale, at
from ui.seen import changes
from ui.seen import seen as state_seen

FACTS = ("full_name", "sex", "birth_date", "position", "admitted_on", "official_on")


@transaction.atomic
def correct(*, member: Member, facts: dict[str, Any], seen: str, by: User) -> Member:
    """`seen` is fingerprint() of what the person had before them. Raises Stale where it is no longer so."""
    share()
    current = locked(member)
    if fingerprint(current) != seen:
        raise Stale(current)
    if not (corrected := changes(current, facts)):
        return current
    before, first = copy(current), settling.firsts([current.pk])
    for name, value in facts.items():
        setattr(current, name, value)
    current.full_clean()
    if admission := current.events.admissions().first():
        days.check(days.CEREMONY, decided_on=admission.happened_on, admitted_on=current.admitted_on)
    current.save()
    if "admitted_on" in corrected:
        # Whom an admission brought belongs from the ceremony on.
        with at("admitted_on"):
            settling.settle_each([current.pk], first)
    line = record(by=by, verb="member.correct", target=current, changes=corrected)
    announce(Correction(before, current), line, by)
    return current


def fingerprint(member: Member) -> str:
    return state_seen(member, FACTS)
