"""Of transfers and planned deeds, in words."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from members.models import Deed
from notices.kinds import Data, Kind
from ui.moments import day
from ui.words import named

EDITING = (Permission.EDIT_MEMBERS,)
OFFERED, ACCEPTED, REFUSED = "member.offered", "member.offer_accepted", "member.offer_refused"
WITHDRAWN, FAILED, DUE, PROBATION = (
    "member.offer_withdrawn",
    "member.plan_failed",
    "member.offers_due",
    "member.probation",
)


def _day(data: Data, name: str) -> str:
    return day(date.fromisoformat(data[name]))


def _offered_text(data: Data) -> str:
    words = gettext("From %(source)s to %(target)s, decided on %(on)s; entered by %(sender)s. It waits for an answer.")
    return words % {**data, "on": _day(data, "on")}


def _accepted_text(data: Data) -> str:
    words = gettext("%(target)s has accepted: the member belongs there from %(day)s on. Entered by %(sender)s.")
    return words % {**data, "day": _day(data, "joined_on")}


def _failed_title(data: Data) -> str:
    said = {"deed": str(Deed.Kind(data["kind_of"]).label), "member": data["member"]}
    return gettext("Not done on its day: %(deed)s, %(member)s") % said


def _failed_text(data: Data) -> str:
    return gettext("Planned for %(on)s. %(reason)s") % {**data, "on": _day(data, "on")}


def _due_title(data: Data) -> str:
    count = len(data["names"])
    words = ngettext(
        "%(count)s transfer waits and is near its limit", "%(count)s transfers wait and are near their limits", count
    )
    return words % {"count": count}


def _probation_title(data: Data) -> str:
    words = ngettext(
        "%(member)s: probation complete in %(count)s day",
        "%(member)s: probation complete in %(count)s days",
        data["left"],
    )
    return words % {"member": data["member"], "count": data["left"]}


def _probation_text(data: Data) -> str:
    words = gettext("%(place)s. Twelve months are complete on %(day)s: prepare the recognition as full member.")
    return words % {**data, "day": _day(data, "complete_on")}


KINDS = (
    Kind(
        OFFERED,
        _("A member is to be taken in by us"),
        lambda data: gettext("To be taken in: %(member)s") % data,
        _offered_text,
        _("Look and answer"),
        "pending",
        told_to=EDITING,
    ),
    Kind(
        ACCEPTED,
        _("A transfer of ours is accepted"),
        lambda data: gettext("Taken in: %(member)s") % data,
        _accepted_text,
        _("See the transfer"),
        "success",
        told_to=EDITING,
    ),
    Kind(
        REFUSED,
        _("A transfer of ours is refused"),
        lambda data: gettext("Not taken in: %(member)s") % data,
        lambda data: gettext("%(target)s, %(sender)s: “%(reason)s” The member stays with you.") % data,
        _("See the transfer"),
        "returned",
        told_to=EDITING,
    ),
    Kind(
        WITHDRAWN,
        _("A transfer to us is withdrawn"),
        lambda data: gettext("No longer to be taken in: %(member)s") % data,
        lambda data: gettext("%(source)s has withdrawn the transfer; entered by %(sender)s.") % data,
        _("See what waits"),
        told_to=EDITING,
    ),
    Kind(
        FAILED,
        _("A planned deed could not be done"),
        _failed_title,
        _failed_text,
        _("Look and settle it"),
        "warning",
        told_to=EDITING,
    ),
    Kind(
        DUE,
        _("A transfer is near its limit or past it"),
        _due_title,
        lambda data: gettext("Not answered yet: %(names)s.") % {"names": named(data["names"])},
        _("See which"),
        "pending",
        told_to=EDITING,
    ),
    Kind(
        PROBATION,
        _("The probation of a member ends soon"),
        _probation_title,
        _probation_text,
        _("Open the member"),
        "pending",
        told_to=(Permission.VIEW_MEMBERS,),
    ),
)
