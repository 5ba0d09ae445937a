"""Of sheets, in words."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from notices.kinds import Data, Kind
from ratings.sheets.since_submission import How
from ui.moments import day
from ui.words import named

ENTERING, DECIDING = (Permission.SUBMIT_SHEETS,), (Permission.DECIDE_SHEETS,)
BOTH = (*ENTERING, *DECIDING)
SUBMITTED, RETURNED, APPROVED = "sheet.submit", "sheet.return", "sheet.approve"
REOPENED, COMMENTED, CALIBRATED = "sheet.reopen", "sheet.comment", "sheet.calibrate"
MOVED, DUE = "sheet.member_moved", "sheet.due"


def day_of(data: Data, name: str) -> str:
    return day(date.fromisoformat(data[name])) if data[name] else ""


def _submitted_title(data: Data) -> str:
    count = len(_submitters(data))
    words = ngettext(
        "%(count)s organisation submitted its sheet of %(year)s",
        "%(count)s organisations submitted their sheets of %(year)s",
        count,
    )
    return words % {"count": count, "year": data["year"]}


def _submitted_way(data: Data) -> str:
    """A single sheet is opened itself: among all that wait it would have to be looked for, or is decided already."""
    organizations = {pk for pk, _version, _name in data["items"]}
    return reverse("ratings:review", args=[data["year"], *organizations]) if len(organizations) == 1 else ""


def _submitters(data: Data) -> list[str]:
    """An organisation that submitted twice on the day is one."""
    return list({pk: name for pk, _version, name in data["items"]}.values())


def _submitted_text(data: Data) -> str:
    return gettext("On %(day)s: %(names)s.") % {"day": day_of(data, "day"), "names": named(_submitters(data))}


def _returned_text(data: Data) -> str:
    words = gettext("%(by)s: “%(reason)s” Correct it and submit it again; it is due on %(due)s.")
    return words % {**data, "due": day_of(data, "due")}


def _approved_text(data: Data) -> str:
    words = gettext("%(by)s approved it. Decision %(number)s of %(day)s.")
    return words % {"by": data["by"], "number": data["decision_number"], "day": day_of(data, "decided_on")}


def _reopened_text(data: Data) -> str:
    if "decided_on" not in data:
        return gettext("%(by)s: “%(reason)s” Decision %(decision_number)s. Correct it and submit it again.") % data
    words = gettext("%(by)s: “%(reason)s” Decision %(decision_number)s of %(on)s. Correct it and submit it again.")
    return words % {**data, "on": day_of(data, "decided_on")}


def _calibrated_title(data: Data) -> str:
    words = ngettext(
        "%(count)s level was changed on the sheet of %(year)s, %(name)s",
        "%(count)s levels were changed on the sheet of %(year)s, %(name)s",
        data["count"],
    )
    return words % data


def _calibrated_text(data: Data) -> str:
    words = gettext(
        "Calibration session of %(day)s, recorded by %(by)s. The reasons stand in the history of the sheet."
    )
    return words % {"day": day_of(data, "held_on"), "by": data["by"]}


def _how(data: Data) -> How:
    """Notices from before there were other ways say only whether somebody came."""
    return How(data["how"]) if "how" in data else How.CAME if data["came"] else How.LEFT


def _moved_title(data: Data) -> str:
    how, count = _how(data), data.get("count", 1)
    if how == How.CAME:
        words = ngettext(
            "The sheet of %(year)s, %(name)s, lacks %(count)s row",
            "The sheet of %(year)s, %(name)s, lacks %(count)s rows",
            count,
        )
        return words % {**data, "count": count}
    if how == How.LEFT:
        words = ngettext(
            "The sheet of %(year)s, %(name)s, has %(count)s row too many",
            "The sheet of %(year)s, %(name)s, has %(count)s rows too many",
            count,
        )
        return words % {**data, "count": count}
    return gettext("The sheet of %(year)s, %(name)s, is to be looked at again") % data


def _moved_text(data: Data) -> str:
    on = day_of(data, "on")
    words = _MOVED if on else _MOVED_SEVERAL
    return words[_how(data)]() % {**data, "on": on, "advice": moved_advice(data["approved"])}


_MOVED = {
    How.CAME: lambda: gettext("%(member)s belongs to it since %(on)s; entered by %(by)s. %(advice)s"),
    How.LEFT: lambda: gettext("%(member)s no longer belongs to it since %(on)s; entered by %(by)s. %(advice)s"),
    How.FILE: lambda: gettext("The file of %(member)s was corrected by %(by)s; the check sees it so. %(advice)s"),
    How.OFFICE: lambda: gettext("An office of %(member)s was changed by %(by)s; the check sees it so. %(advice)s"),
    How.DISCIPLINE: lambda: gettext(
        "A discipline of %(member)s was announced on %(on)s; entered by %(by)s. %(advice)s"
    ),
}
# By a file, each from a day of their own.
_MOVED_SEVERAL = _MOVED | {
    How.CAME: lambda: gettext("New on its list: %(member)s; entered by %(by)s. %(advice)s"),
    How.LEFT: lambda: gettext("No longer on its list: %(member)s; entered by %(by)s. %(advice)s"),
}


def moved_advice(approved: bool) -> str:
    if approved:
        return gettext("The sheet is approved: to correct it, it has to be reopened.")
    return gettext("The sheet is submitted: to correct it, the committee above returns it.")


def _due_title(data: Data) -> str:
    count = len(data["names"])
    if data["left"] < 0:
        words = ngettext("%(count)s sheet of %(year)s is overdue", "%(count)s sheets of %(year)s are overdue", count)
        return words % {"count": count, "year": data["year"]}
    words = ngettext(
        "%(count)s day left to submit the sheet of %(year)s",
        "%(count)s days left to submit the sheet of %(year)s",
        data["left"],
    )
    return words % {"count": data["left"], "year": data["year"]}


def _due_text(data: Data) -> str:
    words = gettext("Not submitted yet: %(names)s. Due on %(due)s.")
    return words % {"due": day_of(data, "due"), "names": named(data["names"])}


KINDS = (
    Kind(
        RETURNED,
        _("A sheet of mine was returned"),
        lambda data: gettext("The sheet of %(year)s, %(name)s, was returned") % data,
        _returned_text,
        _("Open the sheet"),
        "returned",
        told_to=ENTERING,
    ),
    Kind(
        APPROVED,
        _("A sheet of mine was approved"),
        lambda data: gettext("The sheet of %(year)s, %(name)s, is approved") % data,
        _approved_text,
        _("Open the sheet"),
        "success",
        told_to=ENTERING,
    ),
    Kind(
        REOPENED,
        _("An approved sheet of mine was reopened"),
        lambda data: gettext("The sheet of %(year)s, %(name)s, was reopened for correction") % data,
        _reopened_text,
        _("Open the sheet"),
        "returned",
        told_to=ENTERING,
    ),
    Kind(
        COMMENTED,
        _("Somebody commented on a sheet that I enter or decide on"),
        lambda data: gettext("A comment on the sheet of %(year)s, %(name)s") % data,
        lambda data: gettext("%(by)s: “%(text)s”") % data,
        _("Open the sheet"),
        told_to=BOTH,
    ),
    Kind(
        CALIBRATED,
        _("A calibration session changed levels on a sheet of mine"),
        _calibrated_title,
        _calibrated_text,
        _("Open the sheet"),
        told_to=ENTERING,
    ),
    Kind(
        SUBMITTED,
        _("Sheets wait for my decision"),
        _submitted_title,
        _submitted_text,
        _("See what waits"),
        "pending",
        told_to=DECIDING,
        way=_submitted_way,
    ),
    Kind(
        MOVED,
        _("The list or a file changed after the sheet was submitted"),
        _moved_title,
        _moved_text,
        _("Open the sheet"),
        "warning",
        told_to=BOTH,
    ),
    Kind(
        DUE,
        _("A sheet is due soon or overdue"),
        _due_title,
        _due_text,
        _("See which"),
        "pending",
        told_to=BOTH,
    ),
)
