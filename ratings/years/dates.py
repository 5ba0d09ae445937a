"""When a year's round is usually held, and by which days the guide wants it done."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ratings.rules.qd366 import HD43
from ui.days import written

FIRST_OF_GUIDE_43 = 2025


class OfficialDate(NamedTuple):
    """`field`: which deadline of the rating year is held against it; empty where none is."""

    what: str | Promise
    day: date
    field: str = ""


def usual_dates(year: int) -> dict[str, date]:
    """From 2025 on grassroots organisations are done at the end of the year, and the summary goes up on 1 March."""
    by_guide = year >= FIRST_OF_GUIDE_43
    return {
        "opens_on": date(year, 11, 15),
        "cells_due_on": date(year, 12, 20),
        "grassroots_due_on": date(year, 12, 31) if by_guide else date(year + 1, 1, 10),
        "closes_on": date(year + 1, 3, 1) if by_guide else date(year + 1, 2, 28),
    }


def official_dates(year: int, rule_set: str) -> list[OfficialDate]:
    """Of Guide 43, part 4; for years before it the texts name none."""
    if rule_set != "qd366":
        return []
    following = year + 1
    return [
        OfficialDate(_("grassroots organisations are done"), date(year, 12, 31), "grassroots_due_on"),
        OfficialDate(_("bodies with a year of their own (schools, for example) are done"), date(following, 1, 15)),
        OfficialDate(_("dossiers, with their list (form 04)"), date(following, 2, 1)),
        OfficialDate(_("summary report"), date(following, 3, 1), "closes_on"),
    ]


def official_source() -> str:
    return gettext("%(document)s, part 4") % {"document": HD43}


def later_than_official(official: OfficialDate, chosen: date | None) -> str:
    """Why the day is looked at once more: a province may set its own, and then knows it."""
    if chosen is None or chosen <= official.day:
        return ""
    words = gettext("%(source)s: %(what)s by %(day)s; the day here, %(chosen)s, is later.")
    days = {"day": written(official.day), "chosen": written(chosen)}
    return words % {"source": official_source(), "what": official.what, **days}
