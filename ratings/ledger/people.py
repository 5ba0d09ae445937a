"""The people behind a number of the ledger: as many rows as the number says."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q

from members.ledger.flows import Flow, Period
from members.ledger.lines import Line
from members.models import Member
from organizations.models import Organization
from ratings.ledger.ledger import flows_of
from ratings.ledger.scope import DAY, Scope
from ratings.ledger.tables import FULL, Form

AT_ONCE = 50


@dataclass(frozen=True)
class Row:
    """`on`: the day of it, where one is known. `probationary`: as they came, left or were there."""

    member: Member
    organization: Organization
    on: date | None
    probationary: bool
    line: Line | None = None


def page_of(scope: Scope, period: Period, form: Form, standing: str, number: str | None) -> Page[Any]:
    if form.lines == (Line.OPENING,):
        return _standing(scope, period.first - DAY, standing, number)
    if form.lines == (Line.CLOSING,):
        return _standing(scope, period.last, standing, number)
    found = [each for each in flows_of(scope, period) if each.line in form.lines and _meant(each, standing)]
    page: Page[Any] = Paginator(sorted(found, key=_by_day), AT_ONCE).get_page(number)
    page.object_list = _named(list(page))
    return page


def _meant(flow: Flow, standing: str) -> bool:
    return not standing or flow.probationary == (standing != FULL)


def _by_day(flow: Flow) -> tuple[date, int]:
    """What has no day comes last."""
    return flow.on or date.max, flow.member


def _standing(scope: Scope, on: date, standing: str, number: str | None) -> Page[Any]:
    there = scope.belonging(on)
    official = Q(member__official_on__lte=on)
    if standing:
        there = there.filter(official if standing == FULL else ~official)
    named = there.select_related("member", "organization").order_by("member__sort_key", "member", "pk")
    page: Page[Any] = Paginator(named, AT_ONCE).get_page(number)
    page.object_list = [Row(each.member, each.organization, None, each.member.is_probationary(on)) for each in page]
    return page


def _named(flows: Collection[Flow]) -> Sequence[Row]:
    members = Member.objects.in_bulk({each.member for each in flows})
    places = Organization.objects.in_bulk({each.organization for each in flows})
    return [
        Row(members[each.member], places[each.organization], each.on, each.probationary, each.line) for each in flows
    ]
