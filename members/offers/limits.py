"""Until when a transfer between grassroots organisations is to be presented and done, by the day of its decision.

Regulation 24-QĐ/TW of 2021, item 6; the numbers are settings, because a regulation changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext, ngettext

from members.models import Deed
from ui.moments import day
from ui.working_days import after_working_days, working_days


@dataclass(frozen=True)
class Limits:
    presented_by: date
    done_by: date

    def is_late(self, today: date) -> bool:
        return today > self.presented_by

    def left(self, today: date) -> str:
        """What is still to come of the two, or since when the last is over."""
        if today <= self.presented_by:
            days = (self.presented_by - today).days
            words = ngettext("%(count)s day left to present", "%(count)s days left to present", days)
            return words % {"count": days}
        if today <= self.done_by:
            days = working_days(today, self.done_by)
            words = ngettext(
                "not presented in time, %(count)s working day left to finish",
                "not presented in time, %(count)s working days left to finish",
                days,
            )
            return words % {"count": days}
        return gettext("overdue since %(day)s") % {"day": day(self.done_by)}


def limits_of(deed: Deed) -> Limits:
    return limits_from(deed.on)


def limits_from(decided_on: date) -> Limits:
    presented = decided_on + timedelta(days=settings.TRANSFER_PRESENTED_WITHIN_DAYS)
    return Limits(presented, after_working_days(decided_on, settings.TRANSFER_DONE_WITHIN_WORKING_DAYS))


def late(today: date) -> Q:
    """Of those that wait, the ones past the first limit, so that the database finds them."""
    return Q(state=Deed.State.OFFERED, on__lt=today - timedelta(days=settings.TRANSFER_PRESENTED_WITHIN_DAYS))
