"""The list of cases as a workbook, with the columns of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext

from accounts.models import User
from inspections.models import Case
from ui.moments import day
from ui.workbooks.lists import list_workbook
from ui.workbooks.writing import Column, Value


def cases_workbook(cases: Iterable[Case], chosen: Mapping[str, str], *, by: User) -> bytes:
    columns = [
        Column(gettext("Number"), 16),
        Column(gettext("Date of the decision"), 14),
        Column(gettext("Kind"), 22),
        Column(gettext("Subject"), 34),
        Column(gettext("Party organisation"), 46),
        Column(gettext("Acting body"), 34),
        Column(gettext("Legal basis"), 30),
        Column(gettext("State"), 26),
    ]
    rows = (_row(case) for case in cases)
    return list_workbook(
        name=gettext("Cases"),
        title=gettext("Inspection and supervision"),
        chosen=chosen,
        by=by,
        columns=columns,
        rows=rows,
    )


def _row(case: Case) -> list[Value]:
    concluded = gettext("concluded on %(day)s") % {"day": day(case.concluded_on)}
    return [
        case.number,
        day(case.opened_on),
        case.get_kind_display(),
        case.member.full_name if case.member else case.organization.name,
        case.organization.name,
        case.get_body_display(),
        case.get_basis_display(),
        concluded if case.concluded_on else gettext("under way"),
    ]
