"""What is wrong in a file's cells, each thing once however many cells it is in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import ngettext

from exchange.kinds import Judged, Outcome, Problem
from exchange.lists import Drawn
from exchange.models import Import
from exchange.rows import SIZE, JudgedRows, Lines
from exchange.worksheets import Worksheet
from ui.numbers import format_integer

SHOWN = 20


@dataclass
class Wrong:
    """The first cell of those that are wrong alike."""

    row: Judged
    problem: Problem
    address: str
    typed: str = ""
    more: int = 0

    @property
    def elsewhere(self) -> str:
        words = {"cells": format_integer(self.more)}
        return ngettext("and %(cells)s cell more", "and %(cells)s cells more", self.more) % words if self.more else ""


def wrong_cells(upload: Import) -> tuple[list[Wrong], int]:
    """Of the first rows in error, as many as are kept together, and how many kinds of errors more they have."""
    found: dict[tuple[str, str], Wrong] = {}
    drawn = Drawn(upload)
    for row in JudgedRows(drawn.worksheets.tables, Outcome.ERROR)[:SIZE]:
        for problem in row.problems:
            known = found.get((problem.column, problem.sentence))
            if known:
                known.more += 1
            else:
                address = drawn.address(row, problem.column)
                found[problem.column, problem.sentence] = Wrong(row, problem, address)
    shown = list(islice(found.values(), SHOWN))
    wanted = {each.row.number for each in shown}
    typed = {key: text for worksheet in drawn.worksheets for key, text in _typed(worksheet, wanted)}
    for each in shown:
        each.typed = typed.get((each.row.number, each.problem.column), "")
    return shown, len(found) - len(shown)


def _typed(worksheet: Worksheet, wanted: set[int]) -> Iterator[tuple[tuple[int, str], str]]:
    """What stands in the cells of these rows, or is said by the name of the worksheet."""
    here = {number for number in wanted if worksheet.is_of(number)}
    taken = [(match.column.code, match.heading) for match in worksheet.mapping.matches if match.column]
    lines = ((worksheet.number(line.number), line) for line in Lines(worksheet.sent).with_errors())
    for number, line in islice(((number, line) for number, line in lines if number in here), len(here)):
        yield from (((number, code), said) for code, said in worksheet.said.items())
        yield from (((number, code), heading.cell(line).text) for code, heading in taken)
