"""A list as a workbook: what its filter shows, and on top which filter that was, who took it and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext

from ui.lists.listing import Listing
from ui.moments import moment
from ui.workbooks.writing import Column, Page, Value, workbook


def list_workbook(
    *,
    name: str,
    title: str,
    chosen: Mapping[str, str],
    by: object,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    frozen_columns: int = 1,
) -> bytes:
    """`chosen`: the filter in words, {label: value}."""
    shown = "; ".join(f"{label}: {value}" for label, value in chosen.items())
    lines = [
        title,
        gettext("Shown: %(filter)s") % {"filter": shown or gettext("all")},
        gettext("Taken from the portal at %(moment)s by %(who)s.") % {"moment": moment(timezone.now()), "who": by},
    ]
    page = Page(name, lines, columns, list(rows), frozen_columns=frozen_columns)
    return workbook([page], lists=gettext("Lists"))


def listed_workbook(listing: Listing, *, by: object) -> bytes:
    """All rows of the list; the columns that it shows, and those that name a row by its code."""
    columns = [column for column in listing.spec.columns if column.kept or column in listing.asked.columns]
    return list_workbook(
        name=str(listing.spec.sheet or listing.spec.title),
        title=listing.spec.about or str(listing.spec.title),
        chosen=listing.form.words(),
        by=by,
        columns=[Column(str(column.heading), column.width, number=column.number) for column in columns],
        rows=([_plain(column.of(row)) for column in columns] for row in listing.rows),
    )


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Promise) else value
