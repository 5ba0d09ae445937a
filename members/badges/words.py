"""What people are told of badges of years in the Party."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from members.badges.reckoning import Badge
from notices.kinds import Data, Kind
from ui.moments import day

DUE = "member.badges"


def told(badge: Badge) -> str:
    words = {"years": badge.years, "day": day(badge.batch)}
    return gettext("%(years)s years, to be given on %(day)s") % words


def _title(data: Data) -> str:
    words = ngettext(
        "%(count)s member reaches a badge of years in the Party by %(day)s",
        "%(count)s members reach a badge of years in the Party by %(day)s",
        data["count"],
    )
    return words % {"count": data["count"], "day": day(date.fromisoformat(data["batch"]))}


KINDS = (
    Kind(
        DUE,
        _("Badges of years in the Party are due soon"),
        _title,
        lambda data: gettext("%(place)s: look through the list and propose in time.") % data,
        _("See who"),
        "pending",
        told_to=(Permission.VIEW_MEMBERS,),
    ),
)
