"""Of a committee at work: how long its term lasts still."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext, ngettext

from committees.models import Committee
from committees.terms_of_office import months_from
from ui.numbers import format_integer

A_YEAR = 12
NEAR = 31


def over(today: date) -> Q:
    return Q(due_on__lt=today)


def within_a_year(today: date) -> Q:
    return Q(due_on__gte=today, due_on__lte=months_from(today, A_YEAR))


def left(committee: Committee, today: date) -> str:
    """In months where it is not near."""
    days = (committee.due_on - today).days
    if days < 0:
        words = ngettext("over for %(count)s day", "over for %(count)s days", -days)
        return words % {"count": format_integer(-days)}
    if days == 0:
        return gettext("ends today")
    if days <= NEAR:
        return ngettext("%(count)s day left", "%(count)s days left", days) % {"count": days}
    months = _whole_months(today, committee.due_on)
    return ngettext("%(count)s month left", "%(count)s months left", months) % {"count": months}


def _whole_months(first: date, last: date) -> int:
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if months_from(first, months) <= last else months - 1
