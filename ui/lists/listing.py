"""A list as it was asked for: which rows, in which order, and the addresses of what can be asked next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.core.paginator import Page
from django.http import QueryDict

from ui.components import Tab
from ui.lists import asked as reading
from ui.lists.columns import sorted_rows
from ui.lists.filters import ListFilter
from ui.lists.nearer import FromNearerEnd
from ui.lists.spec import ListSpec
from ui.pickers.fields import in_one_key


class Wrong(NamedTuple):
    """`field`: the id of the box it was typed into; empty where there is none."""

    field: str
    sentence: str


@dataclass
class Listing:
    """`find`: the rows for what the form holds, in their usual order; `in_order` puts them into another."""

    spec: ListSpec
    query: QueryDict
    path: str
    find: Callable[[dict[str, Any]], Any]
    in_order: Callable[..., Any] = sorted_rows
    views: Sequence[Tab] = field(default_factory=tuple)
    save_url: str = ""
    views_url: str = ""

    def __post_init__(self) -> None:
        self.query = in_one_key(self.query)

    @cached_property
    def form(self) -> ListFilter:
        return self.spec.form(self.query)

    @cached_property
    def asked(self) -> reading.Asked:
        return reading.read(self.query, self.spec.columns)

    @cached_property
    def wrong(self) -> list[Wrong]:
        """What in the address is not understood: then there are no rows, here or in a workbook."""
        return [*self._wrong_fields(), *(Wrong("", sentence) for sentence in self._wrong_parts())]

    def _wrong_fields(self) -> list[Wrong]:
        return [
            Wrong(self._box(name), f"{self.form[name].label}: {sentence}")
            if name in self.form.fields
            else Wrong("", str(sentence))
            for name, sentences in self.form.errors.items()
            for sentence in sentences
        ]

    def _box(self, name: str) -> str:
        return "" if name in self.form.named else self.form[name].id_for_label

    def _wrong_parts(self) -> list[str]:
        return list(reading.wrong(self.query, self.spec.columns, self.form.fields))

    @cached_property
    def rows(self) -> Any:
        if self.wrong:
            return ()
        rows, column = self.find(self.form.cleaned_data), self.asked.column
        return self.in_order(rows, column, down=self.asked.down) if column else rows

    def show_instead(self, rows: Any) -> None:
        """Other rows than it found, before any of them is shown."""
        self.rows = rows
        self.__dict__.pop("page", None)

    @cached_property
    def page(self) -> Page[Any]:
        return FromNearerEnd(self.rows, self.asked.size).get_page(self.asked.page)

    @property
    def count(self) -> int:
        return self.page.paginator.count

    @property
    def is_cut(self) -> bool:
        """More rows match than are counted and shown."""
        return getattr(self.rows, "is_cut", False)

    @property
    def order(self) -> tuple[str, bool]:
        """Which column the rows come by, and whether downwards; none where the nearest to a search come first."""
        if self.asked.column:
            return self.asked.column.key, self.asked.down
        usual = "" if self.kept.get(self.form.search) else self.spec.usual
        return usual.removeprefix("-"), usual.startswith("-")

    @cached_property
    def kept(self) -> QueryDict:
        """All that was asked and says something, without the page."""
        kept = QueryDict(mutable=True)
        for name, values in self.query.lists():
            if name != reading.PAGE and any(values):
                kept.setlist(name, [value for value in values if value])
        return kept

    def url(self, **changes: str) -> str:
        """With another wish, from the first page; never the bare address, which may stand for a saved view."""
        query = self.kept.copy()
        for name, value in changes.items():
            query.pop(name, None)
            if value:
                query[name] = value
        if set(query) <= {*self.form.named}:
            query[reading.VIEW] = reading.ALL_ROWS
        return f"{self.path}?{query.urlencode()}"

    @property
    def here(self) -> str:
        """Rows, order and page as they are now."""
        query = self.kept.copy()
        if self.page.number > 1:
            query[reading.PAGE] = str(self.page.number)
        return f"{self.path}?{query.urlencode()}" if query else self.path
