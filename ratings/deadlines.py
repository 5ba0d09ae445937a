"""When a sheet is due, and in words how that stands today."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organizations.models import Organization
from ratings.models import RatingYear, Sheet
from ui.templatetags.ui import day

# Beyond this a number of days tells nobody anything: the date itself does.
DAYS_COUNTED = 60


def due_on(organization: Organization, rating_year: RatingYear) -> date:
    return rating_year.grassroots_due_on if organization.is_grassroots else rating_year.cells_due_on


def is_late(sheet: Sheet | None, organization: Organization, rating_year: RatingYear, today: date) -> bool:
    with_its_people = sheet is None or sheet.state in Sheet.State.editable()
    return rating_year.is_open and with_its_people and due_on(organization, rating_year) < today


def due_words(due: date, today: date) -> str:
    left = (due - today).days
    if left < 0:
        return _("overdue since %(day)s") % {"day": day(due)}
    if left == 0:
        return _("due today")
    if left <= DAYS_COUNTED:
        return ngettext("%(count)s day left", "%(count)s days left", left) % {"count": left}
    return _("due on %(day)s") % {"day": day(due)}


def waiting_words(since: date, today: date) -> str:
    days = (today - since).days
    if days == 0:
        return _("submitted today")
    if days <= DAYS_COUNTED:
        return ngettext("waiting for %(count)s day", "waiting for %(count)s days", days) % {"count": days}
    return _("waiting since %(day)s") % {"day": day(since)}
