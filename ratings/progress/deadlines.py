"""When a sheet is due, and in words how that stands today."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext, ngettext

from organizations.models import Organization
from ratings.models import RatingYear, Sheet
from ui.moments import day

# Beyond this a number of days tells nobody anything: the date itself does.
DAYS_COUNTED = 60


def due_on(organization: Organization, rating_year: RatingYear) -> date:
    return rating_year.grassroots_due_on if organization.is_grassroots else rating_year.cells_due_on


def is_late(sheet: Sheet | None, organization: Organization, rating_year: RatingYear, today: date) -> bool:
    return rating_year.is_open and with_its_people(sheet) and due_on(organization, rating_year) < today


def with_its_people(sheet: Sheet | None) -> bool:
    """Whether those who enter it have to do something: not begun, being entered, or returned."""
    return sheet is None or sheet.state in Sheet.State.editable()


def due_words(due: date, today: date) -> str:
    left = (due - today).days
    if left < 0:
        return gettext("overdue since %(day)s") % {"day": day(due)}
    if left == 0:
        return gettext("due today")
    if left <= DAYS_COUNTED:
        return ngettext("%(count)s day left", "%(count)s days left", left) % {"count": left}
    return gettext("due on %(day)s") % {"day": day(due)}


def deadline_words(due: date, today: date) -> str:
    """With the day itself, for who reads it somewhere else or later."""
    if today <= due <= today + timedelta(days=DAYS_COUNTED):
        return gettext("%(left)s, due on %(day)s") % {"left": due_words(due, today), "day": day(due)}
    return due_words(due, today)


def waiting_words(since: date, today: date) -> str:
    days = (today - since).days
    if days == 0:
        return gettext("submitted today")
    if days <= DAYS_COUNTED:
        return ngettext("waiting for %(count)s day", "waiting for %(count)s days", days) % {"count": days}
    return gettext("waiting since %(day)s") % {"day": day(since)}
