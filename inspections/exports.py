"""The list of cases as a workbook, with the columns of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from accounts.models import User
from inspections.models import Case
from ui.moments import day
from ui.workbooks.lists import list_workbook
from ui.workbooks.writing import Column, Value


def cases_workbook(cases: Iterable[Case], chosen: Mapping[str, str], *, by: User) -> bytes:
    columns = [
        Column(_("Number"), 16),
        Column(_("Date of the decision"), 14),
        Column(_("Kind"), 22),
        Column(_("Subject"), 34),
        Column(_("Party organisation"), 46),
        Column(_("Acting body"), 34),
        Column(_("Legal basis"), 30),
        Column(_("State"), 26),
    ]
    rows = (_row(case) for case in cases)
    return list_workbook(
        name=_("Cases"), title=_("Inspection and supervision"), chosen=chosen, by=by, columns=columns, rows=rows
    )


def _row(case: Case) -> list[Value]:
    concluded = _("concluded on %(day)s") % {"day": day(case.concluded_on)}
    return [
        case.number,
        day(case.opened_on),
        case.get_kind_display(),
        case.member.full_name if case.member else case.organization.name,
        case.organization.name,
        case.get_body_display(),
        case.get_basis_display(),
        concluded if case.concluded_on else _("under way"),
    ]
