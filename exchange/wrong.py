"""What is wrong in a file's cells, each thing once however many cells it is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from django.utils.translation import ngettext

from exchange.kinds import Judged, Outcome, Problem
from exchange.lists import Drawn
from exchange.models import Import
from exchange.rows import JudgedRows, Lines
from exchange.worksheets import Worksheet
from ui.numbers import format_integer

SHOWN = 20


@dataclass
class Wrong:
    """The first cell of those that are wrong alike."""

    row: Judged
    problem: Problem
    address: str = ""
    typed: str = ""
    more: int = 0

    @property
    def elsewhere(self) -> str:
        words = {"cells": format_integer(self.more)}
        return ngettext("and %(cells)s cell more", "and %(cells)s cells more", self.more) % words if self.more else ""


class WrongCells(NamedTuple):
    """`shown`: in the order of the file; of the `others`, how many kinds they are and how many cells in each column."""

    shown: list[Wrong]
    others: int
    columns: str


def wrong_cells(upload: Import) -> WrongCells:
    drawn = Drawn(upload)
    found = list(_alike(JudgedRows(drawn.worksheets.tables, Outcome.ERROR)))
    shown, others = found[:SHOWN], found[SHOWN:]
    wanted = {each.row.number for each in shown}
    typed = {key: text for worksheet in drawn.worksheets for key, text in _typed(worksheet, wanted)}
    for each in shown:
        each.address = drawn.address(each.row, each.problem.column)
        each.typed = typed.get((each.row.number, each.problem.column), "")
    return WrongCells(shown, len(others), "; ".join(_by_column(others, drawn)))


def _alike(rows: Iterable[Judged]) -> Iterable[Wrong]:
    """Over all rows in error."""
    found: dict[tuple[str, str], Wrong] = {}
    for row in rows:
        for problem in row.problems:
            if known := found.get(problem[:2]):
                known.more += 1
            else:
                found[problem[:2]] = Wrong(row, problem)
    return found.values()


def _by_column(others: Iterable[Wrong], drawn: Drawn) -> Iterator[str]:
    cells: Counter[str] = Counter()
    for each in others:
        cells[each.problem.column] += 1 + each.more
    return (f"{drawn.titles.get(column, column)}: {format_integer(count)}" for column, count in cells.items())


def _typed(worksheet: Worksheet, wanted: set[int]) -> Iterator[tuple[tuple[int, str], str]]:
    """What stands in the cells of these rows, or is said by the name of the worksheet."""
    here = {number for number in wanted if worksheet.is_of(number)}
    taken = [(match.column.code, match.heading) for match in worksheet.mapping.matches if match.column]
    lines = ((worksheet.number(line.number), line) for line in Lines(worksheet.sent).with_errors())
    for number, line in islice(((number, line) for number, line in lines if number in here), len(here)):
        yield from (((number, code), said) for code, said in worksheet.said.items())
        yield from (((number, code), heading.cell(line).text) for code, heading in taken)
