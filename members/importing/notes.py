"""What the page says once of all rows alike."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import ngettext

from organizations import closed_days
from ui.numbers import format_integer

NOT_COUNTED, NOT_DECIDED = "not_counted", "not_decided"


def noted(counts: Mapping[str, int]) -> str:
    [(code, count)] = counts.items()
    return closed_days.told_of_rows(count) if code == closed_days.LATE else _SENTENCES[code](count)


def _not_counted(count: int) -> str:
    sentence = ngettext(
        "%(count)s member was admitted before the cell was founded: no year counts this admission. If it was in "
        "another cell here, enter the member there and transfer them; if the founding day is wrong, correct it on "
        "the page of the cell.",
        "%(count)s members were admitted before their cell was founded: no year counts these admissions. If they "
        "were in another cell here, enter the members there and transfer them; if the founding day is wrong, "
        "correct it on the page of the cell.",
        count,
    )
    return sentence % {"count": format_integer(count)}


def _not_decided(count: int) -> str:
    sentence = ngettext(
        "%(count)s member was admitted here, and the file does not say when this was decided: the day of the "
        "ceremony is entered as the day of the decision. If it is another day, write it in a column “Admission "
        "decided on” before you write the file.",
        "%(count)s members were admitted here, and the file does not say when this was decided: the days of their "
        "ceremonies are entered as the days of the decisions. Where it is another day, write it in a column “Admission "
        "decided on” before you write the file.",
        count,
    )
    return sentence % {"count": format_integer(count)}


_SENTENCES = {NOT_COUNTED: _not_counted, NOT_DECIDED: _not_decided}
