"""The board as its page draws it: folded by grassroots organisation, where somebody sees a whole root."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page

from ratings.progress.board import Progress
from ratings.progress.folds import folded, lines_of
from ui.lists import asked as reading
from ui.lists.nearer import FromNearerEnd
from ui.lists.pages import Cell, ListPage

UNFOLDED = "open"
# What is sought stands as it is found, wherever it is in the tree.
FLAT = ("q", "state", "levels")


@dataclass
class BoardPage(ListPage):
    """`folds`: whether this person's board has folds. A workbook holds every row all the same."""

    folds: bool = False

    @property
    def is_folded(self) -> bool:
        return self.folds and not self.wrong and not any(self.form.cleaned_data[name] for name in FLAT)

    @cached_property
    def page(self) -> Page[Any]:
        if not self.is_folded:
            return FromNearerEnd(self.rows, self.asked.size).get_page(self.asked.page)
        everything, column = self.find(self.form.cleaned_data), self.asked.column
        lines = lines_of(everything)
        ordered = self.in_order(lines, column, down=self.asked.down) if column else lines
        page = FromNearerEnd(ordered, self.asked.size).get_page(self.asked.page)
        page.object_list = folded(everything, list(page.object_list), self.form.cleaned_data[UNFOLDED])
        return page

    @cached_property
    def count(self) -> int:
        """Of every row, in whichever order."""
        return len(self.find(self.form.cleaned_data)) if self.is_folded else super().count

    @property
    def table_rows(self) -> list[tuple[Any, str, list[Cell]]]:
        """What is unfolded is set in below its line, whatever the lines' order."""
        if not self.is_folded or self.spec.row_css is None:
            return super().table_rows
        return [(row, self.spec.row_css(row), self.cells(row)) for row in self.page]

    def cells(self, row: Progress) -> list[Cell]:
        first, *rest = super().cells(row)
        if row.below is None:
            return [first, *rest]
        others = first.more if row.below.is_open else ()
        return [first._replace(more=[(row.below.words, self._fold_url(row)), *others]), *rest]

    def _fold_url(self, row: Progress) -> str:
        query = self.kept.copy()
        query.pop(UNFOLDED, None)
        if row.below and not row.below.is_open:
            query[UNFOLDED] = str(row.organization.pk)
        if self.page.number > 1:
            query[reading.PAGE] = str(self.page.number)
        if not query:
            query[reading.VIEW] = reading.ALL_ROWS
        return f"{self.path}?{query.urlencode()}#{row.anchor}"
