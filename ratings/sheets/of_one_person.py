"""Rows of two records that turn out to be of one person: what is closed stays under the number it was decided for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from ratings.models import RatingYear, Sheet


def of_closed_years(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(sheet__rating_year__state=RatingYear.State.CLOSED)


def twice_on_its_way(rows: QuerySet[Any]) -> Iterator[str]:
    """`rows`: of the record that goes, on sheets where the other stands too. A draft loses one; what is submitted does
    not change by itself."""
    sheets = Sheet.objects.filter(pk__in=rows.values("sheet")).exclude(state__in=Sheet.State.editable())
    for sheet in sheets.select_related("rating_year"):
        sentence = gettext(
            "Both stand on the sheet of %(year)s, %(name)s, which is %(state)s. Have it returned or reopened first."
        )
        state = str(sheet.get_state_display()).lower()
        yield sentence % {"year": sheet.rating_year, "name": sheet.name, "state": state}
