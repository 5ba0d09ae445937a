"""Why there is no value, or no verdict, or none that stands yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Reason(StrEnum):
    FUTURE = "future"
    NOT_ENTERED = "not_entered"
    ZERO_DENOMINATOR = "zero_denominator"
    NO_PROVINCIAL_FIGURE = "no_provincial_figure"
    NOT_REGISTERED = "not_registered"
    NO_PLAN = "no_plan"

    @property
    def words(self) -> Promise:
        return _WORDS[self]


_WORDS = {
    Reason.FUTURE: _("The year has not begun."),
    Reason.NOT_ENTERED: _("Nothing has been entered for this year."),
    Reason.ZERO_DENOMINATOR: _("There was nothing to take a share of."),
    Reason.NO_PROVINCIAL_FIGURE: _("The province's figure for this year is not known."),
    Reason.NOT_REGISTERED: _("The register begins later."),
    Reason.NO_PLAN: _("No plan is recorded for this year."),
}


@dataclass(frozen=True)
class PendingYear:
    """Sheets of a year not yet approved: of all organisations, and of the grassroots ones among them."""

    year: int
    sheets: int
    grassroots: int
