"""Who may hold which office, and where: what an election or an appointment must keep to."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from committees.models import Committee, Office
from members.models import Member, Membership
from organizations.models import Kind
from ui.days import written
from ui.refusals import Refused

_IN_EVERY = (Office.Kind.SECRETARY, Office.Kind.DEPUTY, Office.Kind.COMMITTEE_MEMBER)
"""Cells and sections have neither a standing board nor an inspection commission (Charter of 2011, Art. 21-24, 30)."""


class Elected(NamedTuple):
    """Who comes into which office; `field` is where the form is told what speaks against it."""

    kind: Office.Kind
    member: Member
    field: str = ""


def kinds_in(kind: str) -> tuple[Office.Kind, ...]:
    """The offices that there are in an organisation of this kind."""
    whole = kind in (Kind.ROOT, Kind.GRASSROOTS_COMMITTEE)
    return tuple(Office.Kind) if whole else _IN_EVERY


def check(office: Office, field: str = "") -> None:
    """Refuses an office that cannot be: outside the term, of a stranger, on probation, or held by somebody."""
    if sentence := _in_the_way(office):
        raise Refused(**{field: sentence}) if field else Refused(sentence)
    office.full_clean(validate_unique=False, validate_constraints=False)


def _in_the_way(office: Office) -> str:
    committee, member, since = office.committee, office.member, office.since
    place = committee.organization
    if office.kind not in kinds_in(place.kind):
        return gettext("There is no such office in this kind of organisation. Choose another.")
    if since < committee.since or (committee.until and since >= committee.until):
        sentence = gettext("The committee worked %(span)s. Choose a day within.")
        return sentence % {"span": committee.span}
    if committee.until and (office.until is None or office.until > committee.until):
        sentence = gettext("The committee worked until %(day)s only; the office cannot last longer.")
        return sentence % {"day": written(committee.until)}
    if member.is_probationary(since):
        sentence = gettext("%(name)s was no full member yet on %(day)s, and only full members are elected.")
        return sentence % {"name": member.full_name, "day": written(since)}
    if not Membership.objects.of(place, since).filter(member=member).exists():
        sentence = gettext("%(name)s did not belong to %(place)s on %(day)s. Enter the transfer first.")
        return sentence % {"name": member.full_name, "place": place.name, "day": written(since)}
    return _taken(office)


def _taken(office: Office) -> str:
    meanwhile = overlapping(office.committee, office.since, office.until).exclude(pk=office.pk)
    if meanwhile.filter(member=office.member, kind=office.kind).exists():
        sentence = gettext("%(name)s holds this office already.")
        return sentence % {"name": office.member.full_name}
    other = meanwhile.filter(kind=office.kind).select_related("member").first()
    if other and office.kind in Office.Kind.held_by_one():
        sentence = gettext("%(name)s holds this office at that time. Enter the end of that one first.")
        return sentence % {"name": other.member.full_name}
    return ""


def overlapping(committee: Committee, since: date, until: date | None) -> QuerySet[Office]:
    later = Q(until=None) | Q(until__gt=since)
    found = committee.offices.filter(later)
    return found if until is None else found.filter(since__lt=until)
