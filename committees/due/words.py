"""What people are told of terms that end."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission
from notices.kinds import Data, Kind
from ui.moments import day

DUE = "committee.due"


def _title(data: Data) -> str:
    words = {"place": data["place"], "day": day(date.fromisoformat(data["due_on"]))}
    if data["left"] < 0:
        return gettext("%(place)s: the term of the committee is over since %(day)s") % words
    return gettext("%(place)s: the term of the committee ends on %(day)s") % words


def _text(data: Data) -> str:
    if data["left"] < 0:
        return gettext("The committee works on until the congress. Enter the new one when it is elected.")
    return gettext("Prepare the congress, and enter the new committee when it is elected.")


KINDS = (
    Kind(
        DUE,
        _("The term of a committee ends soon or is over"),
        _title,
        _text,
        _("See the committee"),
        "pending",
        told_to=(Permission.VIEW_MEMBERS,),
    ),
)
