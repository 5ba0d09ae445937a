"""Which kind of list a file is, when it was sent as another."""

from __future__ import annotations

from typing import NamedTuple

from exchange.kinds import Kind, kinds
from exchange.mapping.guessing import map_columns
from exchange.mapping.mapped import Certainty
from exchange.matched import columns_for, table_of
from exchange.models import Import
from exchange.tables.table import Table

# So many more of its headings another kind must know, where nothing is missing of this one.
MORE = 2


class Fit(NamedTuple):
    known: int
    is_whole: bool


def resembled(upload: Import) -> Kind | None:
    sent = upload.table or upload.tables.first()
    if sent is None:
        return None
    table, own = table_of(sent), upload.kind_of
    fits = {each.code: _fit(table, each) for each in kinds().values() if each == own or not each.compares}
    mine = fits.pop(own.code)
    whole = {code: fit.known for code, fit in fits.items() if fit.is_whole}
    best = max(whole, key=lambda code: whole[code], default="")
    least = mine.known + MORE if mine.is_whole else mine.known
    return kinds()[best] if best and whole[best] >= least else None


def _fit(table: Table, kind: Kind) -> Fit:
    mapping = map_columns(table, columns_for(kind, table.name))
    known = [each for each in mapping.matches if each.column or each.certainty == Certainty.LEFT_OUT]
    return Fit(len(known), not any(problem.code == "missing" for problem in mapping.problems))
