"""Rows in the order of a column, by the database where they come from it."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

from accounts.lists.merged import Merged
from accounts.lists.nearest import Nearest
from ui.lists.columns import Column, sorted_rows


def in_order(rows: Any, column: Column, *, down: bool) -> Any:
    of_database = isinstance(rows, QuerySet | Merged | Nearest)
    return rows.order_by(*_by(column, down)) if of_database else sorted_rows(rows, column, down=down)


def _by(column: Column, down: bool) -> list[OrderBy]:
    """What is missing comes last, whichever way; rows alike keep one order, by their number."""
    fields = [F(each) if isinstance(each, str) else each for each in column.order]
    return [each.desc(nulls_last=True) if down else each.asc(nulls_last=True) for each in fields] + [F("pk").asc()]
