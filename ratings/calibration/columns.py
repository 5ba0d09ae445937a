"""What stands beside each organisation that is compared."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ratings.calibration.cohort import CohortRow
from ratings.models import RatingYear, Sheet
from ratings.summary.cells import rounded
from ui.lists.columns import Column
from ui.numbers import Number, format_integer
from ui.vietnamese import collation_key

STATES = list(Sheet.State)
# Shown within another cell of the page, or not at all: in columns of their own in every workbook.
LABELLED: dict[str, Any] = {"card": "labelled", "width": 30}
APART: dict[str, Any] = {"usual": False, "kept": True, "card": "labelled"}


def columns(rating_year: RatingYear) -> tuple[Column, ...]:
    def review(group: CohortRow) -> str:
        return reverse("ratings:review", args=[rating_year.year, group.organization.pk]) if group.sheet else ""

    rated, drift = attrgetter("counts.rated"), attrgetter("drift")
    return (
        Column("name", _("Party organisation"), "name", by=_name_key, link=review, width=46),
        Column("code", _("Code"), attrgetter("organization.code"), by=attrgetter("organization.code"), **APART),
        Column("state", _("Sheet"), _state, by=_rank_of_state, width=20),
        Column(
            "level",
            _("Own level"),
            attrgetter("own.words"),
            by=attrgetter("own.level"),
            html=_drawn("ratings/_calibration_level.html"),
            **LABELLED,
        ),
        Column(
            "last", _("Own level last year"), attrgetter("last_own.words"), by=attrgetter("last_own.level"), **APART
        ),
        Column("members", _("Members"), _members, by=rated, html=_drawn("ratings/_calibration_members.html"), width=36),
        Column(
            "excellent",
            _("Excellent"),
            _excellent,
            by=_share,
            html=_drawn("ratings/_calibration_excellent.html"),
            **LABELLED,
        ),
        Column("drift", _("Points on last year"), lambda group: rounded(drift(group)), by=drift, **APART),
        Column("over", _("Over the cap by"), _over, by=_over, **APART),
        Column("remark", _("Compared with its type"), "remark", by=attrgetter("from_median"), **APART),
    )


def _drawn(template: str) -> Callable[[CohortRow], str]:
    return lambda group: render_to_string(template, {"group": group})


def _name_key(group: CohortRow) -> str:
    return collation_key(group.name)


def _state(group: CohortRow) -> str:
    return str(group.sheet.state.label) if group.sheet else gettext("No sheet yet")


def _rank_of_state(group: CohortRow) -> int | None:
    return STATES.index(group.sheet.state) if group.sheet else None


def _members(group: CohortRow) -> str:
    """As the bar is explained."""
    return "; ".join(f"{name} {format_integer(number)}" for name, number, _tone in group.parts if number)


def _excellent(group: CohortRow) -> Number | None:
    return rounded(group.excellent)


def _share(group: CohortRow) -> Number | None:
    return group.excellent


def _over(group: CohortRow) -> int | None:
    return group.over or None
