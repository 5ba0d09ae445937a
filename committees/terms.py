"""A committee comes in as one deed, is corrected, and is taken back with all that came with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from committees import changes, fitting
from committees.fitting import Elected
from committees.models import Committee, Office
from members.models import Member
from organizations.holding import need_founded, share, still
from organizations.models import Organization
from ui.days import written
from ui.refusals import Refused, Stale, need
from ui.seen import changes as differences
from ui.seen import plain, seen

FACTS = (
    *("since", "due_on", "formed", "decision_number", "decided_on"),
    *("committee_seats", "board_seats", "commission_seats"),
)
TERM_OVER = Office.Ending.TERM_OVER


@transaction.atomic
def form(*, organization: Organization, facts: Mapping[str, Any], elected: Sequence[Elected], by: User) -> Committee:
    """The one before ends on that day with its offices; an earlier term may be entered afterwards, too."""
    organization = still(organization)
    committee = Committee(organization=organization, **facts)
    need_founded(organization, committee.since, "since")
    before, after = _around(organization, committee.since)
    left = [office.member for office in before.offices.standing().select_related("member")] if before else []
    if before:
        _end(before, committee.since)
    committee.until = after.since if after else None
    committee.full_clean()
    committee.save()
    for each in elected:
        _seat(committee, each)
    people = [each.member for each in elected]
    line = record(by=by, verb="committee.form", target=committee, **_about(committee), offices=_told(elected))
    changes.tell(committee, [*people, *left], committee.since, line, by)
    return committee


@transaction.atomic
def correct(*, committee: Committee, facts: Mapping[str, Any], seen: str, by: User) -> Committee:
    """Raises Stale where it is no longer as it was `seen`, which is fingerprint()."""
    share()
    current = held(committee)
    if fingerprint(current) != seen:
        raise Stale(current)
    if not (corrected := differences(current, dict(facts))):
        return current
    before = current.since
    for name, value in facts.items():
        setattr(current, name, value)
    people = _begin_on(current, before) if current.since != before else []
    current.full_clean()
    current.save()
    line = record(by=by, verb="committee.correct", target=current, changes=corrected)
    changes.tell(current, people, min(before, current.since), line, by)
    return current


@transaction.atomic
def revoke(*, committee: Committee, reason: str, by: User) -> Organization:
    """As if it had never been entered: its offices go, and the committee before goes on."""
    share()
    current = held(committee)
    need(reason, gettext("Say why; the trail keeps it."))
    offices = list(current.offices.select_related("member"))
    before = current.organization.committees.filter(until=current.since).first()
    told = [[office.kind, office.member.code, plain(office.since), plain(office.until)] for office in offices]
    line = record(by=by, verb="committee.revoke", target=current, reason=reason, **_about(current), offices=told)
    current.offices.all().delete()
    current.delete()
    people = [office.member for office in offices]
    if before:
        people += [each.member for each in _go_on(before, current.until)]
    changes.tell(before or current, people, current.since, line, by)
    return current.organization


def held(committee: Committee) -> Committee:
    """Held until the transaction ends, so that two deeds on one committee follow each other."""
    rows = Committee.objects.select_for_update(of=("self",)).select_related("organization")
    found = rows.filter(pk=committee.pk).first()
    if found is None:
        raise Refused(gettext("This committee was taken back meanwhile. Open the organisation's page again."))
    return found


def fingerprint(committee: Committee) -> str:
    return seen(committee, FACTS)


def _about(committee: Committee) -> dict[str, Any]:
    facts = {name: plain(getattr(committee, name)) for name in FACTS}
    return {"organization": committee.organization.code, **facts}


def _told(elected: Sequence[Elected]) -> list[list[str]]:
    return [[each.kind.value, each.member.code] for each in elected]


def _around(organization: Organization, since: date) -> tuple[Committee | None, Committee | None]:
    """The one that was at work on the day, and the next one that came."""
    rows = list(Committee.objects.select_for_update().filter(organization=organization).order_by("since"))
    if any(each.since == since for each in rows):
        raise Refused(since=gettext("A committee formed on that day is entered already. Correct that one."))
    before = next((each for each in reversed(rows) if each.since < since), None)
    at_work = before if before and (before.until is None or before.until > since) else None
    return at_work, next((each for each in rows if each.since > since), None)


def _end(committee: Committee, on: date) -> None:
    """It and all that is still held in it."""
    last = committee.until
    late = committee.offices.filter(since__gte=on).select_related("member").first()
    late = late or committee.offices.filter(until__gt=on).exclude(ending=TERM_OVER, until=last).first()
    if late:
        sentence = gettext("In the committee before, an office of %(name)s reaches beyond this day. Correct it first.")
        raise Refused(since=sentence % {"name": late.member.full_name})
    committee.offices.filter(until=last).update(until=on, ending=TERM_OVER)
    committee.until = on
    committee.save(update_fields=["until"])


def _go_on(committee: Committee, until: date | None) -> list[Office]:
    """What `_end` did taken back: it works until the next one came, or is at work still."""
    ended = committee.offices.filter(until=committee.until, ending=TERM_OVER)
    offices = list(ended.select_related("member"))
    ended.update(until=until, ending=TERM_OVER if until else "")
    committee.until = until
    committee.save(update_fields=["until"])
    return offices


def _seat(committee: Committee, each: Elected) -> None:
    until = committee.until
    office = Office(
        committee=committee,
        member=each.member,
        kind=each.kind,
        since=committee.since,
        decision_number=committee.decision_number,
        until=until,
        ending=TERM_OVER if until else "",
    )
    fitting.check(office, each.field)
    office.save()


def _begin_on(committee: Committee, before: date) -> list[Member]:
    """Another first day: that on which those who came with it begin, and on which the committee before ended."""
    need_founded(committee.organization, committee.since, "since")
    if committee.until and committee.since >= committee.until:
        sentence = gettext("The committee worked until %(day)s only. Choose an earlier day.")
        raise Refused(since=sentence % {"day": written(committee.until)})
    _refuse_beyond(committee)
    if earlier := committee.organization.committees.filter(until=before).first():
        _move_end(earlier, committee.since)
    elif committee.organization.committees.on(committee.since).exclude(pk=committee.pk).exists():
        raise Refused(since=gettext("Another committee was at work on that day. Choose a later day."))
    Committee.objects.filter(pk=committee.pk).update(since=committee.since)
    offices = list(committee.offices.filter(since=before).select_related("member", "committee__organization"))
    for office in offices:
        office.since = committee.since
        office.committee = committee
        fitting.check(office, "since")
        office.save(update_fields=["since"])
    return [office.member for office in offices]


def _refuse_beyond(committee: Committee) -> None:
    late = committee.offices.filter(until__lte=committee.since).select_related("member").first()
    if late:
        sentence = gettext("An office of %(name)s ended before that day. Correct it first.")
        raise Refused(since=sentence % {"name": late.member.full_name})


def _move_end(earlier: Committee, on: date) -> None:
    if on <= earlier.since:
        sentence = gettext("The committee before began on %(day)s. Choose a later day.")
        raise Refused(since=sentence % {"day": written(earlier.since)})
    late = earlier.offices.filter(since__gte=on).select_related("member").first()
    if late:
        sentence = gettext("In the committee before, an office of %(name)s reaches beyond this day. Correct it first.")
        raise Refused(since=sentence % {"name": late.member.full_name})
    earlier.offices.filter(until=earlier.until, ending=TERM_OVER).update(until=on)
    earlier.until = on
    earlier.save(update_fields=["until"])
