"""What is still missing in a year, by state, and what becomes of it when the year is closed.

Whoever closes a year closes it in every branch below its root. So `open` is the number that the deed itself counts and
writes down (roster.undecided), whoever looks; what lies outside their own branch is one figure, without names or links.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ratings import roster
from ratings.models import RatingYear, Sheet
from ratings.progress.board import GRASSROOTS, NO_SHEET, OPEN, listed_url
from ratings.years.lists import rows_of_all

NO_LEVEL = _("Cannot be submitted any more; no level in this year")
AFTERWARDS: dict[str, tuple[str | Promise, str | Promise]] = {
    NO_SHEET: (_("No sheet yet"), NO_LEVEL),
    Sheet.State.DRAFT: (_("Not submitted, being entered"), NO_LEVEL),
    Sheet.State.RETURNED: (_("Returned, waiting to be corrected"), _("Cannot be corrected any more")),
    Sheet.State.SUBMITTED: (
        _("Submitted, waiting for a decision"),
        _("Stays submitted; the committee cannot approve or return it any more"),
    ),
}
EVERY = {"q": "", "levels": "", "sector": None}


class MissingRow(NamedTuple):
    words: str | Promise
    number: int
    url: str
    afterwards: str | Promise


@dataclass(frozen=True)
class Missing:
    rows: list[MissingRow]
    grassroots: MissingRow
    elsewhere: int
    open: int
    total: int


def missing(rating_year: RatingYear, user: User) -> Missing:
    """Each number with a link is that of the board which the link opens."""
    seen = rows_of_all(user, rating_year, EVERY)
    counted = {each.state: each.number for each in seen.summary()}
    year = rating_year.year
    rows = [
        MissingRow(words, counted[state], listed_url(year, state, grassroots=False), afterwards)
        for state, (words, afterwards) in AFTERWARDS.items()
        if state in counted
    ]
    undecided = rows_of_all(user, rating_year, EVERY | {"levels": GRASSROOTS}).in_state(OPEN)
    grassroots = MissingRow(
        _("Of these, grassroots Party organisations without a decision"),
        len(undecided),
        listed_url(year, OPEN, grassroots=True),
        _("The summary form counts them as not rated"),
    )
    still_open, total = roster.undecided(rating_year).count(), roster.rated_organizations(rating_year).count()
    return Missing(rows, grassroots, still_open - counted.get(OPEN, 0), still_open, total)
