"""A new member of the list: admitted by us, or come from another Party organisation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from members import days
from members.changes import Move
from members.deeds.held import announce, cell, tell
from members.life.settling import settle
from members.models import LifeEvent, Member
from members.numbers import CODE_DIGITS, CODE_PREFIX, code_of
from organizations.models import Organization
from ui.refusals import Refused

Kind = LifeEvent.Kind
RULES = {Kind.ADMITTED: days.ADMISSION, Kind.TRANSFERRED_IN: days.ARRIVAL}


def enter(
    *,
    facts: Mapping[str, Any],
    kind: LifeEvent.Kind,
    organization: Organization,
    decided_on: date,
    decision_number: str = "",
    beyond: str = "",
    elsewhere: str = "",
    by: User,
) -> Member:
    """ADMITTED belongs from the ceremony on, TRANSFERRED_IN from the decision on.

    Two people who enter at once draw the same number; the second draws again.
    """
    told = {"decision_number": decision_number, "beyond": beyond, "elsewhere": elsewhere}
    for _attempt in range(5):
        try:
            return _enter(facts, kind, organization, decided_on, told, by)
        except _NumberTaken:
            continue
    raise Refused(gettext("Several people are entering members right now. Send the form once more."))


@transaction.atomic
def _enter(
    facts: Mapping[str, Any],
    kind: LifeEvent.Kind,
    organization: Organization,
    decided_on: date,
    told: Mapping[str, str],
    by: User,
) -> Member:
    organization = cell(organization)
    member = Member(code=code_of(next_number()), **facts)
    member.set_keys()
    member.full_clean(validate_unique=False)
    days.check(RULES[kind], decided_on=decided_on, admitted_on=member.admitted_on, founded=organization.opened_on)
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError as error:
        if Member.objects.filter(code=member.code).exists():
            raise _NumberTaken from error
        raise
    since = member.admitted_on if kind == Kind.ADMITTED else decided_on
    tell(member, kind, decided_on, organization, **told)
    settle(member)
    line = record(by=by, verb=f"member.{kind}", target=member, organization=organization.code, since=since.isoformat())
    announce(Move(member, None, organization, since), line, by)
    return member


class _NumberTaken(Exception):
    pass


def next_number() -> int:
    ours = Member.objects.filter(code__regex=rf"^{CODE_PREFIX}[0-9]{{{CODE_DIGITS}}}$")
    last = ours.aggregate(last=Max("code"))["last"]
    return int(last.removeprefix(CODE_PREFIX)) + 1 if last else 1
