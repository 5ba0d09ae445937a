"""The columns of a list: what stands in each, and by what its rows are put in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.forms.utils import flatatt
from django.utils.functional import Promise

from ui.moments import day, moment
from ui.numbers import Number, format_decimal, format_integer

WRAPS_FROM = 30

Value = str | Promise | int | Number | date | datetime | None
WordedLink = tuple[str | Promise, str]


@dataclass(frozen=True)
class Column:
    """`value`: what stands in a row, or the name of its attribute or method.

    `order`: fields or expressions of the database; `by`: for rows that come from elsewhere. Without either it isn't
    sorted by.

    `more`: of the first column, further ways from the row, as (words, address). `total`: of all rows together.

    `usual`: shown where nothing else is asked; `kept`: in every workbook, so that it can be read back by its codes, or
    because a page shows it within another cell;
    `card`: on a phone, where a row is a card, "labelled" where the value alone says too little.
    """

    key: str
    heading: str | Promise
    value: str | Callable[[Any], Value]
    order: tuple[Any, ...] = ()
    by: Callable[[Any], Any] | None = None
    link: Callable[[Any], str] | None = None
    more: Callable[[Any], Sequence[WordedLink]] | None = None
    html: Callable[[Any], str] | None = None
    total: Callable[[Sequence[Any]], Value] | None = None
    usual: bool = True
    kept: bool = False
    number: bool = False
    card: str = "plain"
    width: int = 16

    def of(self, row: Any) -> Value:
        if not isinstance(self.value, str):
            return self.value(row)
        found = getattr(row, self.value)
        return found() if callable(found) else found

    @property
    def wraps(self) -> bool:
        """What is long is broken into lines; what is short never is."""
        return self.width >= WRAPS_FROM

    @property
    def attributes(self) -> str:
        """Of its cells. An empty cell stays without a blank: on a phone it is not drawn."""
        classes = [f"card-{self.card}", *(["num"] if self.number else []), *(["wraps"] if self.wraps else [])]
        label = {"data-label": str(self.heading)} if self.card == "labelled" else {}
        return flatatt({"class": " ".join(classes), **label})

    @property
    def is_sortable(self) -> bool:
        return bool(self.order) or self.by is not None


def sorted_rows(rows: Sequence[Any], column: Column, *, down: bool) -> list[Any]:
    by = column.by or column.of
    present = [row for row in rows if by(row) not in (None, "")]
    missing = [row for row in rows if by(row) in (None, "")]
    return sorted(present, key=by, reverse=down) + missing  # type: ignore[arg-type]


def written(value: Value) -> str | Promise:
    """As a page shows it."""
    match value:
        case None:
            return ""
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case int():
            return format_integer(value)
        case str() | Promise():
            return value
    return format_decimal(value)
