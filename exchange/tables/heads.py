"""The rows of headings: one, or several where a heading stands above a group of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass

from exchange.files.book import Worksheet
from exchange.tables.table import Heading
from exchange.tables.texts import can_head, filled, key, plain

# So far down the headings are looked for, and so many rows they have at most.
SEEN, MOST = 60, 3
# Of a hundred columns, so many are headed where there is nothing better further down.
ENOUGH = 80
Parts = list[str]


@dataclass(frozen=True)
class Head:
    """Places in the worksheet's rows, both ends; `rows` in parts."""

    first: int
    last: int
    rows: list[Parts]

    def headings(self) -> list[Heading]:
        width = max(map(len, self.rows))
        return [heading for column in range(1, width + 1) if (heading := self._heading(column))]

    def _heading(self, column: int) -> Heading | None:
        said = [at for at, parts in enumerate(self.rows) if _at(parts, column)]
        if not said:
            return None
        title = _at(self.rows[said[-1]], column)
        groups = (self._group(level, column) for level in range(said[-1]))
        return Heading(column, _line(title), _line(" ".join(filter(None, groups))))

    def _group(self, level: int, column: int) -> str:
        """What stands above several columns, this one among them."""
        above, below = self.rows[level], self.rows[level + 1]
        first = next((each for each in range(column, 0, -1) if _at(above, each)), 0)
        is_group = first and _at(below, first) and _at(below, first + 1) and not _at(above, first + 1)
        return _at(above, first) if is_group else ""


def head_of(worksheet: Worksheet, known: Set[str]) -> Head | None:
    """`known`: keys of headings by which the right row is told from others that could be it."""
    grid = [row.parts() for row in worksheet.rows[:SEEN]]
    numbers = [row.number for row in worksheet.rows[:SEEN]]
    width = max((len(filled(parts)) for parts in grid), default=0)
    can = [at for at, parts in enumerate(grid) if _can_be_head(parts, width)]
    at = _best_known(grid, can, min(2, width), known)
    heads = (_around(grid, numbers, each) for each in (can if at is None else [at]))
    return max(heads, key=lambda head: min(_headed(head, grid), ENOUGH), default=None)


def _best_known(grid: list[Parts], can: list[int], least: int, known: Set[str]) -> int | None:
    met = {at: sum(key(part) in known for part in grid[at] if part) for at in can}
    best = max(met.values(), default=0)
    return next(at for at in can if met[at] == best) if best >= max(least, 1) else None


def _around(grid: list[Parts], numbers: list[int], at: int) -> Head:
    first = last = at
    while first and last - first < MOST - 1 and _under(grid, numbers, first - 1):
        first -= 1
    while last + 1 < len(grid) and last - first < MOST - 1 and _under(grid, numbers, last):
        last += 1
    return Head(first, last, grid[first : last + 1])


def _headed(head: Head, grid: list[Parts]) -> int:
    """Of a hundred columns that are filled below. Lines of a title, two side by side, stand above few of them."""
    below = [filled(parts) for parts in grid[head.last + 1 :]]
    counts = Counter(column for columns in below for column in columns)
    usual = {column for column, count in counts.items() if 3 * count >= len(below)}
    headed = {heading.column for heading in head.headings()}
    return 100 * len(usual & headed) // len(usual) if usual else 0


def _can_be_head(parts: Parts, width: int) -> bool:
    words = [part for part in parts if part]
    return len(words) >= min(2, width) and all(map(can_head, words))


def _under(grid: list[Parts], numbers: list[int], at: int) -> bool:
    """Whether the row below this one belongs to the same headings: words under groups and in gaps, and not elsewhere.

    At least one heading has nothing below it: a title that stands over the whole table is no group.
    """
    above, below = grid[at], grid[at + 1]
    said = filled(below)
    if numbers[at + 1] != numbers[at] + 1 or not all(can_head(below[column - 1]) for column in said):
        return False
    fits = all(not _at(above, column) or _begins_group(above, below, column) for column in said)
    alone = [column for column in filled(above) if not _at(below, column)]
    return fits and bool(alone) and min(said) > min(filled(above))


def _begins_group(above: Parts, below: Parts, column: int) -> bool:
    return not _at(above, column + 1) and bool(_at(below, column + 1))


def _at(parts: Parts, column: int) -> str:
    return parts[column - 1] if 0 < column <= len(parts) else ""


def _line(text: str) -> str:
    return " ".join(plain(text).split())
