"""Pages that are counted from whichever end is nearer: the last of half a million rows is opened often enough."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator


class FromNearerEnd(Paginator):
    """Rows that the database puts in order must be in one that leaves no two alike."""

    def page(self, number: int | str) -> Page[Any]:
        here = self.validate_number(number)
        start = (here - 1) * self.per_page
        rows: Any = self.object_list
        if not getattr(rows, "ordered", False) or start <= self.count // 2:
            return super().page(here)
        end = min(start + self.per_page, self.count)
        return Page(list(rows.reverse()[self.count - end : self.count - start])[::-1], here, self)
