"""Of requests to reopen, in words."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from notices.kinds import Data, Kind
from ratings.models import ReopeningRequest
from ratings.notices.words import ENTERING

ASKED, ANSWERED = "sheet.ask_reopening", "sheet.reopening_answered"
REOPENING = (Permission.REOPEN_SHEETS, Permission.MANAGE_RATING_YEARS)


def _answered_title(data: Data) -> str:
    if data["outcome"] == ReopeningRequest.Outcome.REOPENED:
        return gettext("The sheet of %(year)s, %(name)s, is reopened as asked") % data
    return gettext("The sheet of %(year)s, %(name)s, is not reopened") % data


def _answered_text(data: Data) -> str:
    if data["outcome"] == ReopeningRequest.Outcome.REOPENED:
        return gettext("%(by)s reopened it. You can correct it now.") % data
    return gettext("%(by)s: “%(reason)s”") % data


KINDS = (
    Kind(
        ASKED,
        _("A sheet should be reopened"),
        lambda data: gettext("Asked to reopen the sheet of %(year)s, %(name)s") % data,
        lambda data: gettext("%(by)s: “%(reason)s”") % data,
        _("Look and answer"),
        "pending",
        told_to=REOPENING,
    ),
    Kind(
        ANSWERED,
        _("My request to reopen a sheet is answered"),
        _answered_title,
        _answered_text,
        _("Open the request"),
        "returned",
        told_to=ENTERING,
    ),
)
