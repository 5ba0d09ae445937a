"""Organisations side by side as a list."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.lists.pages import list_page
from accounts.policy import Request
from organizations.models import Organization
from ratings.calibration.cohort import Calibration, CohortRow
from ratings.calibration.columns import columns
from ratings.calibration.compared import calibration_of
from ratings.calibration.filters import CohortFilter, kinds_of, narrowed
from ratings.models import RatingYear
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer


class SideBySide:
    """The list, and `whole`: all of the type asked for, whatever else narrows it; nobody where it isn't understood.

    `root`: whoever asks has seen to it that the person may compare what is below it.
    """

    def __init__(self, request: Request, rating_year: RatingYear, root: Organization):
        self.user, self.rating_year, self.root = request.user, rating_year, root
        self.whole = Calibration(rating_year, root, (), {}, {})
        path = reverse("ratings:calibration", args=[rating_year.year])
        self.list: ListPage = list_page(request, "calibration", _spec(rating_year), self._found, path=path)

    def _found(self, chosen: dict[str, Any]) -> list[CohortRow]:
        self.whole = calibration_of(self.rating_year, self.root, kinds_of(chosen["kind"]), self.user)
        return narrowed(self.whole.groups, self.rating_year, chosen)


def _spec(rating_year: RatingYear) -> ListSpec:
    return ListSpec(
        title=_("Organisations side by side"),
        about=gettext("Ratings %(year)s side by side") % {"year": rating_year.year},
        columns=columns(rating_year),
        form=CohortFilter,
        counted=lambda count: (
            ngettext("%(total)s organisation", "%(total)s organisations", count) % {"total": format_integer(count)}
        ),
        views=(
            (_("All"), ""),
            (_("Standing out"), "only=out"),
            (_("Over the cap"), "only=over"),
            (_("Waiting for my decision"), "only=mine"),
        ),
        search_hint=_("Name or code; marks are not needed"),
        nothing=_("No organisation is like that"),
        nothing_hint=_("Choose another type, sector or remark."),
        download=reverse("ratings:download_calibration", args=[rating_year.year]),
    )
