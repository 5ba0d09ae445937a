"""What organisations side by side are narrowed by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization, Sector
from ratings.calibration.cohort import CohortRow
from ratings.models import RatingYear
from ratings.register import reading
from ui.forms import PlainLineField
from ui.lists.filters import ListFilter

Kind = Organization.Kind
COMPARED = (*Kind.grassroots(), Kind.SECTION, Kind.SUBORDINATE_CELL)
OUT, OVER, MINE = "out", "over", "mine"
STANDS: dict[str, Callable[[CohortRow], bool]] = {
    OUT: attrgetter("stands_out"),
    OVER: lambda group: group.over > 0,
    MINE: attrgetter("can_change"),
}


class CohortFilter(ListFilter):
    q = PlainLineField(label=_("Name or code"), required=False, max_length=120)
    kind = forms.ChoiceField(
        label=_("Type"),
        required=False,
        choices=[("", _("both grassroots types")), *((kind.value, kind.label) for kind in COMPARED)],
    )
    sector = forms.ModelChoiceField(
        Sector.objects.all(), to_field_name="code", label=_("Sector"), required=False, empty_label=_("All")
    )
    only = forms.ChoiceField(
        label=_("Only"),
        required=False,
        choices=[
            ("", _("All")),
            (OUT, _("those that stand out")),
            (OVER, _("those over the cap")),
            (MINE, _("those waiting for my decision")),
        ],
    )


def kinds_of(kind: str) -> tuple[str, ...]:
    return (kind,) if kind else Kind.grassroots()


def narrowed(groups: Iterable[CohortRow], rating_year: RatingYear, chosen: dict[str, Any]) -> list[CohortRow]:
    """The medians stay those of the whole type."""
    stands = STANDS.get(chosen["only"])
    shown = [group for group in groups if stands(group)] if stands else list(groups)
    for condition in _conditions(rating_year, chosen):
        wanted = set(condition)
        shown = [group for group in shown if group.organization.pk in wanted]
    return shown


def _conditions(rating_year: RatingYear, chosen: dict[str, Any]) -> Iterator[Iterable[int]]:
    """The organisations of each that is asked for; the sector is that of the year."""
    if chosen["q"]:
        yield Organization.objects.matching(chosen["q"]).values_list("pk", flat=True)
    if chosen["sector"]:
        placed = reading.places(rating_year)
        of_it = placed.filter(reading.of_sector(placed, chosen["sector"]))
        yield of_it.order_by().values_list("organization", flat=True)
