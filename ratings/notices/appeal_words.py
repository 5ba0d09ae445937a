"""Of appeals and re-ratings, in words."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from notices.kinds import Data, Kind
from ratings.models import Appeal
from ratings.notices.words import BOTH, DECIDING, ENTERING, day_of

APPEALED, ANSWERED, RERATED = "sheet.appeal", "sheet.answer", "sheet.rerate"


def _appealed_text(data: Data) -> str:
    words = gettext("%(subject)s, %(name)s. Received on %(day)s, recorded by %(by)s.")
    return words % {**data, "day": day_of(data, "received_on")}


def _answered_text(data: Data) -> str:
    outcome = str(Appeal.Outcome(data["outcome"]).label)
    return f"{outcome}. {_decision(data)}{gettext('%(by)s: “%(reason)s”') % data}"


def _decision(data: Data) -> str:
    if not data["decision_number"]:
        return ""
    words = gettext("Decision %(number)s of %(day)s. ")
    return words % {"number": data["decision_number"], "day": day_of(data, "decided_on")}


KINDS = (
    Kind(
        APPEALED,
        _("An appeal waits for my answer"),
        lambda data: gettext("An appeal against a rating of %(year)s") % data,
        _appealed_text,
        _("Open the appeal"),
        "pending",
        told_to=DECIDING,
    ),
    Kind(
        ANSWERED,
        _("An appeal that I recorded, or on a sheet of mine, is answered"),
        lambda data: gettext("The appeal of %(year)s about %(subject)s is answered") % data,
        _answered_text,
        _("Open the appeal"),
        "success",
        told_to=BOTH,
    ),
    Kind(
        RERATED,
        _("A level on an approved sheet of mine was set anew"),
        lambda data: gettext("%(subject)s, %(year)s: rated again") % data,
        lambda data: f"{_decision(data)}{gettext('%(by)s: “%(reason)s”') % data}",
        _("See the decision"),
        "returned",
        told_to=ENTERING,
    ),
)
