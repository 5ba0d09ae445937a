"""One thing told by two rows of a file."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from django.utils.translation import gettext

from exchange.cells import Cells


def refuse_twice(rows: Iterable[tuple[Cells, Hashable | None]], column: str) -> None:
    """`column`: where it is told; no key: a row that is wrong already."""
    first: dict[Hashable, int] = {}
    for cells, key in rows:
        at = first.setdefault(key, cells.row.number) if key is not None else cells.row.number
        if at != cells.row.number:
            cells.wrong(
                column, gettext("Row %(row)s says the same") % {"row": at}, gettext("Leave one of the two rows")
            )
