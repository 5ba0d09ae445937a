"""Of rating years, in words."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from notices.kinds import Data, Kind
from ratings.models import RaisedCap
from ratings.notices.words import day_of

ROUND = (Permission.EDIT_SHEETS, Permission.DECIDE_SHEETS)
RAISED, TAKEN_BACK = "year.cap_raised", "year.cap_taken_back"
OPENED, CLOSED, REOPENED, MOVED = "year.open", "year.close", "year.reopen", "year.dates"


def _due(data: Data) -> str:
    words = gettext("Cells submit by %(cells)s, grassroots organisations by %(grassroots)s.")
    return words % {"cells": day_of(data, "cells_due_on"), "grassroots": day_of(data, "grassroots_due_on")}


def _closed_text(data: Data) -> str:
    words = (
        gettext("%(by)s closed it. Sheets can only be read now; ask the organisation board about corrections.") % data
    )
    if number := data.get("decision_number"):
        words += " " + gettext("Decision %(number)s.") % {"number": number}
    if reason := data.get("reason"):
        words += " " + gettext("Reason: “%(reason)s”") % {"reason": reason}
    return words


def _reopened_text(data: Data) -> str:
    if data.get("undone"):
        return gettext("%(by)s had closed it by mistake. Sheets can be entered as before.") % data
    return gettext("%(by)s: “%(reason)s” Sheets can be entered again.") % data


def _moved_text(data: Data) -> str:
    return gettext("%(due)s Changed by %(by)s: “%(reason)s”") % {**data, "due": _due(data)}


def _group(data: Data) -> str:
    labels = dict(RaisedCap._meta.get_field("group").flatchoices)
    return f"{data['organization']}, {labels.get(data['group'], data['group'])}"


def _raised_title(data: Data) -> str:
    words = {**data, "group": _group(data)}
    return gettext("%(group)s: up to %(percent)s%% may be excellent in %(year)s") % words


def _taken_back_title(data: Data) -> str:
    return gettext("%(group)s: the share of the rule holds again in %(year)s") % {**data, "group": _group(data)}


def _raised_text(data: Data) -> str:
    return gettext("By decision %(decision_number)s, recorded by %(by)s: “%(reason)s”") % data


KINDS = (
    Kind(
        RAISED,
        _("The share of excellent of a group is raised"),
        _raised_title,
        _raised_text,
        _("Open the year"),
        "done",
        told_to=ROUND,
    ),
    Kind(
        TAKEN_BACK,
        _("A raised share of excellent is taken back"),
        _taken_back_title,
        _raised_text,
        _("Open the year"),
        "returned",
        told_to=ROUND,
    ),
    Kind(
        OPENED,
        _("A rating year opens"),
        lambda data: gettext("The rating year %(year)s is open for entry") % data,
        _due,
        _("Open the year"),
        told_to=ROUND,
    ),
    Kind(
        CLOSED,
        _("A rating year is closed"),
        lambda data: gettext("The rating year %(year)s is closed") % data,
        _closed_text,
        _("Open the year"),
        "done",
        told_to=ROUND,
    ),
    Kind(
        REOPENED,
        _("A closed rating year is reopened"),
        lambda data: gettext("The rating year %(year)s is open for entry again") % data,
        _reopened_text,
        _("Open the year"),
        "returned",
        told_to=ROUND,
    ),
    Kind(
        MOVED,
        _("The due dates of a rating year are changed"),
        lambda data: gettext("New due dates in the rating year %(year)s") % data,
        _moved_text,
        _("Open the year"),
        "pending",
        told_to=ROUND,
    ),
)
