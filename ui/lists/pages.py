"""A list as its page draws it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext

from ui.components import Tab
from ui.lists import asked as reading
from ui.lists.columns import Column, WordedLink, written
from ui.lists.listing import Listing
from ui.lists.ways import with_way_back


class Head(NamedTuple):
    """`direction` as aria-sort says it; empty where the rows come in another order."""

    column: Column
    url: str
    direction: str


class Cell(NamedTuple):
    column: Column
    text: Any
    url: str = ""
    more: Sequence[WordedLink] = ()


class Chip(NamedTuple):
    label: str
    words: str
    url: str


class Order(NamedTuple):
    value: str
    words: str
    is_chosen: bool


class ListPage(Listing):
    @property
    def heading(self) -> str:
        if self.wrong:
            return str(self.spec.title)
        counted = self.spec.counted(self.count)
        return f"{self.spec.title}: {gettext('more than %(number)s') % {'number': counted} if self.is_cut else counted}"

    @property
    def search(self) -> BoundField | None:
        return self.form[self.form.search] if self.form.search in self.form.fields else None

    @property
    def fields(self) -> list[BoundField]:
        return [bound for bound in self.form.visible_fields() if bound.name != self.form.search]

    @property
    def chips(self) -> list[Chip]:
        return [
            Chip(str(self.form.fields[name].label), words, self.url(**{name: self.form.implied.get(name, "")}))
            for name, words in self.form.narrowing().items()
            if name != self.form.search and name not in self.form.named
        ]

    @property
    def is_narrowed(self) -> bool:
        return bool(set(self.form.narrowing()) - set(self.form.named))

    @property
    def is_as_it_opens(self) -> bool:
        """Nothing but what holds unasked narrows it: who sees no row here has none yet."""
        return not any(self.query.get(bound.name) for bound in self.form.visible_fields())

    @property
    def all_rows_url(self) -> str:
        """Without any filter, also without those that hold unasked."""
        shown = dict.fromkeys((bound.name for bound in self.form.visible_fields()), "")
        return self.url(**shown | dict(self.form.implied))

    @property
    def fresh_url(self) -> str:
        """The same list with nothing asked of it."""
        return f"{self.path}?{urlencode({**self._named, reading.VIEW: reading.ALL_ROWS}, doseq=True)}"

    @property
    def _named(self) -> dict[str, Sequence[str]]:
        fields = [name for name in self.form.named if name in self.kept and name not in self.form.errors]
        return {name: self.kept.getlist(name) for name in fields}

    @property
    def heads(self) -> list[Head]:
        return [Head(column, *self._sorting(column)) for column in self.asked.columns]

    def _sorting(self, column: Column) -> tuple[str, str]:
        key, down = self.order
        direction = ("descending" if down else "ascending") if key == column.key else ""
        wanted = f"-{column.key}" if direction == "ascending" else column.key
        return (self.url(sort=wanted) if column.is_sortable else ""), direction

    @property
    def orders(self) -> list[Order]:
        """For a select, where no headings are."""
        chosen = self.kept.get(reading.SORT, "")
        sortable = [column for column in self.spec.columns if column.is_sortable]
        ways = [(key, words) for column in sortable for key, words in _ways(column)]
        return [Order(key, words, key == chosen) for key, words in ways]

    @property
    def sizes(self) -> list[Tab]:
        return [Tab(str(size), self.url(size=str(size)), size == self.asked.size) for size in reading.SIZES]

    @property
    def first_column(self) -> Column:
        return self.spec.columns[0]

    @property
    def choosable(self) -> list[tuple[Column, bool]]:
        return [(column, column in self.asked.columns) for column in self.spec.columns[1:]]

    @property
    def table_rows(self) -> list[tuple[Any, str, list[Cell]]]:
        css = self.spec.row_css if self.order == (self.spec.usual, False) else None
        return [(row, css(row) if css else "", self.cells(row)) for row in self.page]

    def cells(self, row: Any) -> list[Cell]:
        return [self._cell(column, row) for column in self.asked.columns]

    def _cell(self, column: Column, row: Any) -> Cell:
        text = column.html(row) if column.html else written(column.of(row))
        more = [(words, self._way(url)) for words, url in column.more(row)] if column.more else []
        return Cell(column, text, self._way(column.link(row) if column.link else ""), more)

    @property
    def totals(self) -> list[Cell]:
        """Of all rows, on whichever page; nothing where no column shown is added up."""
        columns = self.asked.columns
        if not any(column.total for column in columns):
            return []
        return [Cell(column, written(column.total(self.rows) if column.total else "")) for column in columns]

    def _way(self, url: str) -> str:
        return with_way_back(url, self.here) if url else ""

    @property
    def kept_query(self) -> str:
        return self.kept.urlencode()

    @property
    def download_url(self) -> str:
        if not self.spec.download or self.wrong:
            return ""
        return f"{self.spec.download}?{self.kept_query}" if self.kept else self.spec.download

    @property
    def hidden(self) -> Mapping[str, Sequence[str]]:
        """What the form of filters sends along unseen."""
        asked = {name: self.kept.getlist(name) for name in (reading.COLUMNS, reading.SIZE) if name in self.kept}
        return {**self._named, **asked}

    @property
    def hidden_from_columns(self) -> list[tuple[str, str]]:
        """What the form of columns sends along unseen."""
        return [(name, value) for name, values in self.kept.lists() if name != reading.COLUMNS for value in values]

    @property
    def tabs(self) -> list[Tab]:
        return [*(self.tab(str(name), query) for name, query in self.spec.views), *self.views]

    def tab(self, name: str, query: str) -> Tab:
        query = with_named(urlencode(self._named, doseq=True), query or reading.EVERYTHING)
        is_current = not self.wrong and _meant(QueryDict(query)) == _meant(self.kept)
        return Tab(name, f"{self.path}?{query}", is_current)


def _ways(column: Column) -> list[tuple[str, str]]:
    words = {"name": column.heading}
    return [
        (column.key, gettext("%(name)s, ascending") % words),
        (f"-{column.key}", gettext("%(name)s, descending") % words),
    ]


def with_named(named: str, query: str) -> str:
    """The address of a view, of the list that `named` says."""
    return "&".join(filter(None, (named, query)))


def kept_as_view(query: QueryDict, named: Sequence[str] = ()) -> str:
    """All that says something, from the first page on, without what says which list it is."""
    left_out = {reading.PAGE, *named}
    return urlencode(
        [(name, value) for name, values in query.lists() for value in values if value and name not in left_out]
    )


def _meant(query: QueryDict) -> list[tuple[str, str]]:
    """What makes two addresses the same view: neither the page nor how long it is."""
    unimportant = (reading.PAGE, reading.SIZE, reading.VIEW)
    parts = [(name, value) for name, values in query.lists() if name not in unimportant for value in values]
    return sorted(part for part in parts if part[1])
