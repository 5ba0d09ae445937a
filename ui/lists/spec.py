"""What a list is, said once: its columns, its filters, its order, its ready-made views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise

from ui.components import Link
from ui.lists.columns import Column
from ui.lists.filters import ListFilter


@dataclass(frozen=True)
class ListSpec:
    """`usual`: the column by which the rows come when nothing is asked, "-key" for downwards.

    `views`: ready-made ones as (name, query). `download`: the address of the workbook, empty where there is none.
    `none_yet`: said instead of `nothing` where nothing was asked for; `begin`: what leads to the first row.
    `row_css`: how a row is set in, while the rows come in the usual order.
    `sheet`: the name of its worksheet, where that isn't the title. `about`: what stands above it in the workbook, where
    the title alone would not say of what the rows are.
    """

    title: str | Promise
    columns: tuple[Column, ...]
    form: Callable[[QueryDict], ListFilter]
    counted: Callable[[int], str]
    usual: str = ""
    views: Sequence[tuple[str | Promise, str]] = ()
    search_hint: str | Promise = ""
    nothing: str | Promise = ""
    nothing_hint: str | Promise = ""
    none_yet: str | Promise = ""
    begin: Sequence[Link] = ()
    row_css: Callable[[Any], str] | None = None
    download: str = ""
    sheet: str | Promise = ""
    about: str = ""
