"""Every figure that members make, as plain values by names: to be held against another moment, or another register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from members import rows, summary
from members.asked import found
from members.filters import MemberFilter
from members.ledger import of_cell
from members.ledger.flows import Period
from members.models import Member
from organizations.models import Kind, Organization, Place, Sector
from ratings import findings, roster
from ratings.ledger.ledger import Ledger, ledger_of
from ratings.ledger.scope import Scope
from ratings.models import RatingYear, Sheet
from ratings.register import reading
from ratings.register.differences import differences
from ratings.summary.form import summary_of
from tests.organizations.deeds import readers

TODAY = date(2025, 12, 31)
DAYS = (date(2023, 12, 31), date(2024, 7, 1), TODAY)
PERIODS = (
    Period(date(2023, 1, 1), date(2023, 12, 31)),
    Period(date(2024, 1, 1), date(2024, 12, 31)),
    Period(date(2024, 1, 2), date(2024, 12, 30)),
    Period(date(2023, 8, 15), date(2025, 3, 3)),
    Period(date(2024, 6, 1), date(2024, 6, 1)),
)
STATUSES = [code for code, _name in MemberFilter.base_fields["status"].choices]


def told(office: User) -> dict[str, Any]:
    return {
        "ledgers": {key: _lines(ledger) for key, ledger in ledgers((PERIODS[1], PERIODS[3]))},
        "cells": dict(ledgers_of_cells()),
        "sizes": _sizes(),
        "lists": {(status, on): _listed(office, status, on) for status in STATUSES for on in ("", "2024-07-01")},
        "sheets": _sheets(),
        "events": dict(reading.events().counted("happened_on__year", "kind")),
        "years": {str(year): _year(year) for year in RatingYear.objects.select_related("root").order_by("pk")},
    }


def scopes() -> Iterator[Scope]:
    """Each organisation, those that ended too, and each sector of what stands below a root."""
    fixed = reading.fixed_years()
    sectors = list(Sector.objects.filter(pk__in=Place.objects.values("sector")))
    for each in Organization.objects.order_by("pk"):
        yield Scope(each, fixed=fixed)
        if each.parent_id is None:
            yield from (Scope(each, sector, fixed) for sector in sectors)


def ledgers(periods: tuple[Period, ...]) -> Iterator[tuple[tuple[str, str], Ledger]]:
    for scope in scopes():
        for period in periods:
            yield (scope.name, f"{period.first} {period.last}"), ledger_of(scope, period)


def ledgers_of_cells() -> Iterator[tuple[tuple[str, int], of_cell.Ledger]]:
    for each in Organization.objects.filter(kind__in=Kind.cells()).order_by("pk"):
        for year in (2023, 2024):
            yield (each.name, year), of_cell.ledger(each, date(year - 1, 12, 31), date(year, 12, 31))


def _lines(ledger: Ledger) -> dict[str, Any]:
    return {line.value: split for line, split in ledger.lines.items() if split.total}


def _sizes() -> dict[tuple[str, date], Any]:
    return {
        (each.name, day): _size(summary.summary_of(each, day))
        for each in Organization.objects.order_by("pk")
        for day in DAYS
    }


def _size(counts: summary.MemberCounts) -> tuple[Any, ...]:
    parts = [(part.organization.name, part.members) for part in counts.parts]
    return counts.members, counts.probationary, counts.women, parts


def _listed(user: User, status: str, on: str) -> list[tuple[str, ...]]:
    form = MemberFilter(QueryDict(f"status={status}&on={on}"), by=user)
    assert form.is_valid(), form.errors
    today = timezone.localdate()
    day = form.cleaned_data["on"] or today
    return sorted(
        (row.full_name, rows.place(row, day), rows.status(row, day), rows.activity(row), rows.left(row))
        for row in found(user, form.cleaned_data, today)
    )


def _sheets() -> dict[str, Any]:
    """Who stands on each that can be written on, and what its check finds."""
    open_ones = Sheet.objects.filter(rating_year__state=RatingYear.State.OPEN).exclude(path="").order_by("pk")
    names = dict(Member.objects.values_list("pk", "full_name"))
    found: dict[str, Any] = {}
    for sheet in open_ones.select_related("organization__parent", "organization__sector", "rating_year__root"):
        people = sorted((each.member.full_name, each.left) for each in roster.participants(sheet))
        checked = [(each.code, names.get(each.member_id), each.sentence) for each in findings.check(sheet)]
        found[f"{sheet.organization} {sheet.rating_year}"] = people, sorted(checked, key=repr)
    return found


def _year(year: RatingYear) -> tuple[Any, ...]:
    """As its summary and the term read it, and what the register says otherwise of a closed one."""
    later = Counter(each.table.model.__name__ for each in differences(year))
    summary = summary_of(year, year.root)
    return readers._lines(summary), summary.is_provisional, readers.told(year), dict(later)
