"""The list of members as a workbook, with the columns of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext

from accounts.models import User
from members.models import Member
from ui.moments import day
from ui.workbooks.lists import list_workbook
from ui.workbooks.writing import Column, Value


def members_workbook(members: Iterable[Member], chosen: Mapping[str, str], *, today: date, by: User) -> bytes:
    """Each member has `current`: the memberships of today that the person may see."""
    columns = [
        Column(gettext("Full name"), 30),
        Column(gettext("Number"), 12),
        Column(gettext("Date of birth"), 14),
        Column(gettext("Party organisation"), 50),
        Column(gettext("Admitted on"), 14),
        Column(gettext("Status"), 20),
    ]
    rows = (_row(member, today) for member in members)
    name = gettext("Party members")
    return list_workbook(name=name, title=name, chosen=chosen, by=by, columns=columns, rows=rows)


def _row(member: Member, today: date) -> list[Value]:
    current = member.current  # type: ignore[attr-defined]
    where = "; ".join(membership.organization.name for membership in current)
    return [
        member.full_name,
        member.code,
        day(member.birth_date),
        where or gettext("none any more"),
        day(member.admitted_on),
        _status(member, today) if current else gettext("no longer on the list"),
    ]


def _status(member: Member, today: date) -> str:
    return gettext("probationary") if member.is_probationary(today) else gettext("full member")
