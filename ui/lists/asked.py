"""What an address asks of a list. Whatever is not understood is said, never passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext

from ui.characters import printable
from ui.lists.columns import Column

SIZES = (25, 50, 100, 200)
USUAL_SIZE = 50
SORT, COLUMNS, SIZE, PAGE, VIEW = "sort", "columns", "size", "page", "view"
OWN = (SORT, COLUMNS, SIZE, PAGE, VIEW)
ALL_ROWS = "all"
EVERYTHING = f"{VIEW}={ALL_ROWS}"
"""The list as it is, also for who has made a view of their own the usual one."""


@dataclass(frozen=True)
class Asked:
    column: Column | None
    down: bool
    columns: tuple[Column, ...]
    size: int
    page: str


def read(query: QueryDict, columns: tuple[Column, ...]) -> Asked:
    """As far as it can be read; `wrong` says what could not."""
    sort = query.get(SORT, "")
    by_key = {column.key: column for column in columns if column.is_sortable}
    wanted = set(query.getlist(COLUMNS))
    chosen = tuple(column for column in columns[1:] if (column.key in wanted if wanted else column.usual))
    size = query.get(SIZE, "")
    return Asked(
        column=by_key.get(sort.removeprefix("-")),
        down=sort.startswith("-"),
        columns=(columns[0], *chosen),
        size=int(size) if size in map(str, SIZES) else USUAL_SIZE,
        page=query.get(PAGE, "1"),
    )


def wrong(query: QueryDict, columns: tuple[Column, ...], fields: Iterable[str]) -> Iterator[str]:
    """A sentence for each part of the address that means nothing to this list."""
    sortable = [column.key for column in columns if column.is_sortable]
    allowed = {
        SORT: {"", *sortable, *(f"-{key}" for key in sortable)},
        COLUMNS: {column.key for column in columns},
        SIZE: {"", *map(str, SIZES)},
        VIEW: {"", ALL_ROWS},
    }
    for name, values in query.lists():
        if name not in OWN and name not in fields:
            yield gettext("This list has no filter “%(name)s”.") % {"name": shown(name)}
        elif len(values) > 1 and name != COLUMNS:
            yield gettext("“%(name)s” stands in the address more than once.") % {"name": shown(name)}
        elif name in allowed and (unknown := [value for value in values if value not in allowed[name]]):
            yield _SENTENCES[name]() % {"value": shown(unknown[0])}


_SENTENCES = {
    SORT: lambda: gettext("This list can't be sorted by “%(value)s”."),
    COLUMNS: lambda: gettext("This list has no column “%(value)s”."),
    SIZE: lambda: gettext("“%(value)s” rows on a page can't be chosen."),
    VIEW: lambda: gettext("There is no view “%(value)s”."),
}


def shown(text: str) -> str:
    clean = printable(text).strip()
    return clean if len(clean) <= 40 else f"{clean[:40]}…"
