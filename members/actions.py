from collections.abc import Mapping
from copy import copy
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext

from accounts.models import AuditEvent, User
from accounts.trail.record import record
from members import days
from members.changes import Change, Correction, Move, changed
from members.life.belonging import place_on
from members.life.settling import settle
from members.models import LifeEvent, Member, Membership
from members.numbers import CODE_DIGITS, CODE_PREFIX, code_of
from organizations.holding import share, still
from organizations.models import Organization
from ui.refusals import Refused, Stale, at
from ui.seen import changes
from ui.seen import seen as state_seen

# What a person may correct by hand; the rest changes by events.
FACTS = ("full_name", "sex", "birth_date", "position", "admitted_on", "official_on")


def enter(
    *,
    facts: Mapping[str, Any],
    kind: LifeEvent.Kind,
    organization: Organization,
    decided_on: date,
    decision_number: str = "",
    by: User,
) -> Member:
    """A new member of the list: ADMITTED belongs from the ceremony on, TRANSFERRED_IN from the decision on.

    Two people who enter at once draw the same number; the second draws again.
    """
    for _attempt in range(5):
        try:
            return _enter(facts, kind, organization, decided_on, decision_number, by)
        except _NumberTaken:
            continue
    raise Refused(gettext("Several people are entering members right now. Send the form once more."))


@transaction.atomic
def _enter(
    facts: Mapping[str, Any],
    kind: LifeEvent.Kind,
    organization: Organization,
    decided_on: date,
    decision_number: str,
    by: User,
) -> Member:
    organization = still(organization, "organization")
    member = Member(code=code_of(next_number()), **facts)
    member.set_keys()
    member.full_clean(validate_unique=False)
    days.check_entry(member, kind, decided_on)
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError as error:
        if Member.objects.filter(code=member.code).exists():
            raise _NumberTaken from error
        raise
    since = member.admitted_on if kind == LifeEvent.Kind.ADMITTED else decided_on
    _tell(member, kind, decided_on, organization, decision_number)
    settle(member)
    line = record(by=by, verb=f"member.{kind}", target=member, organization=organization.code, since=since.isoformat())
    _changed(Move(member, None, organization, since), line, by)
    return member


@transaction.atomic
def correct(*, member: Member, facts: dict[str, Any], seen: str, by: User) -> Member:
    """`seen` is fingerprint() of what the person had before them. Raises Stale where it is no longer so."""
    current = Member.objects.select_for_update().get(pk=member.pk)
    if fingerprint(current) != seen:
        raise Stale(current)
    if not (corrected := changes(current, facts)):
        return current
    before = copy(current)
    for name, value in facts.items():
        setattr(current, name, value)
    current.full_clean()
    if admission := current.events.admissions().first():
        days.check_ceremony(admission.happened_on, current.admitted_on)
    current.save()
    line = record(by=by, verb="member.correct", target=current, changes=corrected)
    _changed(Correction(before, current), line, by)
    return current


@transaction.atomic
def transfer(*, member: Member, organization: Organization, on: date, decision_number: str = "", by: User) -> Member:
    """Within our own tree: one membership ends on the day the other begins, told by an event on either side."""
    organization = still(organization, "organization")
    hold(member)
    source = place_on(member, on)
    if source == organization:
        raise Refused(organization=gettext("The member belongs to this organisation already. Choose another."))
    departure = _tell(member, LifeEvent.Kind.TRANSFERRED_OUT, on, source, decision_number)
    _tell(member, LifeEvent.Kind.TRANSFERRED_IN, on, organization, decision_number, counterpart=departure)
    with at("on"):
        settle(member)
    line = record(
        by=by,
        verb="member.transfer",
        target=member,
        before=source.code,
        after=organization.code,
        on=on.isoformat(),
    )
    _changed(Move(member, source, organization, on), line, by)
    return member


@transaction.atomic
def end(
    *, member: Member, kind: LifeEvent.Kind, on: date, decision_number: str = "", note: str = "", by: User
) -> Member:
    """The member leaves our list; the membership's last day is the one before."""
    hold(member)
    source = place_on(member, on)
    _tell(member, kind, on, source, decision_number, note)
    with at("on"):
        settle(member)
    line = record(by=by, verb=f"member.{kind}", target=member, reason=note, on=on.isoformat())
    _changed(Move(member, source, None, on), line, by)
    return member


@transaction.atomic
def recognize(*, member: Member, on: date, decided_on: date, decision_number: str = "", by: User) -> Member:
    """Full member from `on`, usually a year after the admission."""
    current = hold(member)
    locked = Member.objects.select_for_update().get(pk=member.pk)
    if locked.official_on is not None:
        raise Refused(gettext("The member has been recognised already."))
    locked.official_on = on
    with at("on"):
        locked.full_clean()
    days.check_recognition(locked, on, decided_on)
    locked.save()
    _tell(locked, LifeEvent.Kind.RECOGNIZED, decided_on, current.organization, decision_number)
    record(by=by, verb="member.recognized", target=locked, on=on.isoformat())
    return locked


def _changed(change: Change, line: AuditEvent, by: User) -> None:
    changed.send(sender=Member, change=change, event=line.pk, by=by)


def fingerprint(member: Member) -> str:
    return state_seen(member, FACTS)


def note_download(*, rows: int, asked: str, by: User) -> None:
    """A list left the portal: how many rows, by which filter."""
    record(by=by, verb="members.download", target=by, rows=rows, filter=asked)


class _NumberTaken(Exception):
    pass


def next_number() -> int:
    ours = Member.objects.filter(code__regex=rf"^{CODE_PREFIX}[0-9]{{{CODE_DIGITS}}}$")
    last = ours.aggregate(last=Max("code"))["last"]
    return int(last.removeprefix(CODE_PREFIX)) + 1 if last else 1


def hold(member: Member) -> Membership:
    """Held until the transaction ends, with the tree, so that two deeds on one member follow each other."""
    share()
    open_ones = Membership.objects.select_for_update(of=("self",)).select_related("organization")
    current = open_ones.filter(member=member, until=None).first()
    if current is None:
        raise Refused(gettext("The member no longer belongs to any organisation, so nothing can be changed here."))
    return current


def _tell(
    member: Member,
    kind: LifeEvent.Kind,
    on: date,
    organization: Organization,
    decision_number: str,
    note: str = "",
    counterpart: LifeEvent | None = None,
) -> LifeEvent:
    event = LifeEvent(
        member=member,
        kind=kind,
        happened_on=on,
        organization=organization,
        decision_number=decision_number,
        note=note,
        counterpart=counterpart,
    )
    event.full_clean()
    event.save()
    return event
