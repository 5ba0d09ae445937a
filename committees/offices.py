"""Offices within a term: given, ended, corrected, and each of these taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import AuditEvent, User
from accounts.trail.record import record
from committees import changes, fitting
from committees.fitting import Elected
from committees.models import Committee, Office
from committees.terms import held
from organizations.holding import share
from ui.days import written
from ui.refusals import Refused, Stale, need
from ui.seen import changes as differences
from ui.seen import plain, seen

FACTS = ("kind", "since", "decision_number", "until", "ending", "ending_number")
Ending = Office.Ending


@transaction.atomic
def add(
    *, committee: Committee, since: date, decision_number: str, elected: Sequence[Elected], by: User
) -> list[Office]:
    """Elected or appointed within the term, all by one decision."""
    share()
    current = held(committee)
    if not elected:
        raise Refused(gettext("Name at least one member and the office."))
    offices = []
    for each in elected:
        office = Office(
            committee=current,
            member=each.member,
            kind=each.kind,
            since=since,
            decision_number=decision_number,
            until=current.until,
            ending=Ending.TERM_OVER if current.until else "",
        )
        fitting.check(office, each.field)
        office.save()
        offices.append(office)
    lines = [record(by=by, verb="office.add", target=office, **about(office)) for office in offices]
    changes.tell(current, [each.member for each in elected], since, lines[0], by)
    return offices


@transaction.atomic
def end(*, office: Office, on: date, ending: str, decision_number: str = "", by: User) -> Office:
    current = _held(office)
    if current.until is not None:
        sentence = gettext("This office ended on %(day)s already.")
        raise Refused(sentence % {"day": written(current.until)})
    if on <= current.since:
        sentence = gettext("The office began on %(day)s only. Choose a later day.")
        raise Refused(on=sentence % {"day": written(current.since)})
    current.until, current.ending, current.ending_number = on, ending, decision_number
    current.full_clean()
    current.save()
    told = {"member": current.member.code, "on": on.isoformat(), "ending": ending, "decision_number": decision_number}
    line = record(by=by, verb="office.end", target=current, **told)
    _changed(current, on, line, by)
    return current


@transaction.atomic
def correct(*, office: Office, facts: Mapping[str, Any], seen: str, by: User) -> Office:
    """`facts`: of FACTS those that change. Raises Stale where it is no longer as it was `seen`."""
    current = _held(office)
    if fingerprint(current) != seen:
        raise Stale(current)
    if not (corrected := differences(current, dict(facts))):
        return current
    before = current.since
    for name, value in facts.items():
        setattr(current, name, value)
    if current.until and current.until <= current.since:
        raise Refused(until=gettext("An office cannot end before it begins. Check both dates."))
    fitting.check(current, "kind" if current.since == before else "since")
    current.save()
    line = record(by=by, verb="office.correct", target=current, changes=corrected)
    _changed(current, min(before, current.since), line, by)
    return current


@transaction.atomic
def revoke(*, office: Office, reason: str, by: User) -> Committee:
    """As if it had never been entered."""
    current = _held(office)
    need(reason, gettext("Say why; the trail keeps it."))
    line = record(by=by, verb="office.revoke", target=current, reason=reason, **about(current))
    _changed(current, current.since, line, by)
    current.delete()
    return current.committee


@transaction.atomic
def resume(*, office: Office, reason: str, by: User) -> Office:
    """The end taken back: the office is held still. What ended with the term is ended by the term."""
    current = _held(office)
    need(reason, gettext("Say why; the trail keeps it."))
    if current.until is None or current.ending == Ending.TERM_OVER or current.committee.until is not None:
        raise Refused(gettext("Only an office of the committee at work that ended before it can be resumed."))
    on, ending = current.until, current.ending
    current.until, current.ending, current.ending_number = None, "", ""
    fitting.check(current)
    current.save()
    line = record(by=by, verb="office.resume", target=current, reason=reason, on=on.isoformat(), ending=ending)
    _changed(current, on, line, by)
    return current


def fingerprint(office: Office) -> str:
    return seen(office, FACTS)


def about(office: Office) -> dict[str, Any]:
    facts = {name: plain(getattr(office, name)) for name in FACTS if getattr(office, name)}
    return {"member": office.member.code, "organization": office.committee.organization.code, **facts}


def _changed(office: Office, on: date, line: AuditEvent, by: User) -> None:
    changes.tell(office.committee, [office.member], on, line, by)


def _held(office: Office) -> Office:
    """With its committee, so that what is checked of the others holds."""
    share()
    found = Office.objects.filter(pk=office.pk).select_related("member", "committee").first()
    if found is None:
        raise Refused(gettext("This office was taken back meanwhile. Open the committee's page again."))
    found.committee = held(found.committee)
    return found
