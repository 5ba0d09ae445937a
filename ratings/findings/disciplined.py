"""Announced disciplines as the checks of one sheet look at them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from committees.leading import InTime, Leadership
from inspections.models import Discipline, counted_in
from members.models import Membership
from members.offices import Leading
from organizations.models import Organization
from organizations.tree import below
from ratings.findings.facts import Disciplined, Leader

ByMember = dict[int, tuple[Disciplined, ...]]


def announced(organization: Organization, year: int, member_ids: list[int]) -> list[Discipline]:
    """Of this year and the last: of the organisation, all below it, whoever is on the sheet, and who violated there."""
    recent = Q(decided_on__year__in=(year - 1, year)) | counted_in(year)
    here = below(organization.path, "organization__path") | below(organization.path, "violated_at__path")
    found = Discipline.objects.announced().filter(recent, here | Q(member__in=member_ids))
    related = ("organization", "violated_at", "member", "case")
    return list(found.select_related(*related).order_by("decided_on", "pk"))


def of_itself(disciplines: Iterable[Discipline], organization: Organization) -> tuple[Disciplined, ...]:
    own = [each for each in disciplines if each.member_id is None and each.organization_id == organization.pk]
    return tuple(_plain(each, organization) for each in own)


def of_those_below(disciplines: Iterable[Discipline], organization: Organization, year: int) -> tuple[str, ...]:
    names = {
        each.organization.name: None
        for each in disciplines
        if each.member_id is None
        and each.organization_id != organization.pk
        and each.organization.path.startswith(organization.path)
        and each.counts_in(year)
    }
    return tuple(names)


def by_member(disciplines: Iterable[Discipline], organization: Organization) -> ByMember:
    grouped: defaultdict[int, list[Disciplined]] = defaultdict(list)
    for each in disciplines:
        if each.member_id is not None:
            grouped[each.member_id].append(_plain(each, organization))
    return {member_id: tuple(each) for member_id, each in grouped.items()}


def former_leaders(
    disciplines: Sequence[Discipline], organization: Organization, led: InTime, on: date
) -> tuple[Leader, ...]:
    """Who violated here when leading, by offices or the position that the case names, and belongs elsewhere on the
    day."""
    here = [each for each in disciplines if each.member is not None and _happened_in(each, organization)]
    if not here:
        return ()
    ids = {each.member_id for each in here}
    belonging = Membership.objects.of(organization, on).filter(member__in=ids)
    gone = ids - set(belonging.order_by().values_list("member", flat=True))
    blamed = by_member(here, organization)
    return tuple(
        Leader(each.member.pk, each.member.full_name, role, None, blamed[each.member.pk])
        for each in here
        if each.member and each.member_id in gone and (role := _led(each, led))
    )


def led_when(discipline: Discipline, led: InTime) -> Leadership:
    """When the violation happened, as far as it is known; else when the case began or the decision was taken."""
    begun = discipline.case.opened_on if discipline.case else discipline.decided_on
    first = discipline.violated_from or discipline.violated_until or begun
    return led.during(first, max(first, discipline.violated_until or first))


def _led(discipline: Discipline, led: InTime) -> Leading | None:
    return led_when(discipline, led).of(discipline.member_id or 0, position_then(discipline))


def _plain(discipline: Discipline, organization: Organization) -> Disciplined:
    return Disciplined(
        Discipline.Form(discipline.form),
        discipline.decided_on,
        discipline.counted_in_year,
        elsewhere=discipline.violated_at is not None and not _happened_in(discipline, organization),
    )


def _happened_in(discipline: Discipline, organization: Organization) -> bool:
    place = discipline.violated_at
    return place is not None and place.path.startswith(organization.path)


def position_then(discipline: Discipline) -> str:
    """At the time of the case, else as the file has it now."""
    named = discipline.case.member_position if discipline.case else ""
    return named or (discipline.member.position if discipline.member else "")
