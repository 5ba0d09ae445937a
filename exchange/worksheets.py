"""The worksheets of a file that are brought in: one, or several with a table of the same kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from exchange.addresses import Addresses, addresses_of
from exchange.files.book import Cell
from exchange.files.book import Row as Line
from exchange.files.lines import MARK
from exchange.kinds import Row
from exchange.mapping.mapped import ColumnMapping
from exchange.matched import Saved, guessed, letters, mapping_of, saved_of, table_of
from exchange.models import Import, SentTable
from exchange.tables.table import Heading, Table
from exchange.tables.texts import key

# Where several worksheets are brought in, a row's number says which one it is of, too.
STEP = 100_000
# Rows of so small a file stay in memory while it is judged; larger ones are read again for each time they are asked.
KEPT = 10_000


class RowNumber(int):
    """Says itself as a person finds it in the file."""

    addresses: Addresses

    def __str__(self) -> str:
        return self.addresses.row(self % STEP)


@dataclass(frozen=True)
class Worksheet:
    sent: SentTable
    table: Table
    mapping: ColumnMapping
    said: Mapping[str, str]
    addresses: Addresses
    is_one_of_several: bool = False

    def number(self, row: int) -> int:
        if not self.is_one_of_several:
            return row
        number = RowNumber((self.sent.position + 1) * STEP + row)
        number.addresses = self.addresses
        return number

    def named(self, columns: Sequence[str]) -> dict[str, str]:
        """What the worksheet's name says of each of its rows."""
        has_one = any(match.column and match.column.code in columns for match in self.mapping.matches)
        return {} if has_one else dict(self.said)

    def is_of(self, number: int) -> bool:
        return not self.is_one_of_several or number // STEP == self.sent.position + 1

    @cached_property
    def letters(self) -> dict[str, str]:
        return letters(self.mapping)

    def row(self, number: int) -> str:
        return self.addresses.row(number % STEP)

    def address(self, row: int, column: str = "") -> str:
        if letter := self.letters.get(column):
            return self.addresses.cell(letter, row % STEP)
        if self.addresses.year and column in self.said:
            return self.addresses.heading()
        return self.addresses.no_cell(row % STEP)


class Worksheets:
    """All of an import's, in the order of the file."""

    def __init__(self, upload: Import):
        sent, saved = upload.sent_tables, saved_of(upload)
        main = mapping_of(upload, table_of(upload.sent_table), saved)
        self.all = [_worksheet(upload, each, main, saved, len(sent) > 1) for each in sent]

    def __iter__(self) -> Iterator[Worksheet]:
        return iter(self.all)

    @property
    def tables(self) -> list[SentTable]:
        return [each.sent for each in self.all]

    def of(self, number: int) -> Worksheet:
        return next(each for each in self.all if each.is_of(number))

    def address(self, number: int, column: str = "") -> str:
        return self.of(number).address(number, column)


def _worksheet(upload: Import, sent: SentTable, main: ColumnMapping, saved: Saved, is_one: bool) -> Worksheet:
    table = table_of(sent)
    mapping = main if sent.pk == upload.table_id else _mapping(upload, table, main, saved)
    said = upload.kind_of.said_by_worksheet(sent.name, is_one_of_several=is_one)
    addresses = addresses_of(table, upload.kind_of.across, is_one_of_several=is_one)
    return Worksheet(sent, table, mapping, said, addresses, is_one)


def _mapping(upload: Import, table: Table, main: ColumnMapping, saved: Saved) -> ColumnMapping:
    """With the same headings as the one that was asked about, as was chosen there."""
    mapping = guessed(upload, table, saved)
    return mapping_of(upload, table, saved) if _headings(mapping) == _headings(main) else mapping


def _headings(mapping: ColumnMapping) -> list[str]:
    return [key(match.heading.title) for match in mapping.matches]


def unclear(upload: Import, main: SentTable, others: Iterable[SentTable]) -> list[SentTable]:
    """Those whose columns would have to be asked about: they are brought in by themselves."""
    saved = saved_of(upload)
    headings = _headings(guessed(upload, table_of(main), saved))
    found = ((each, guessed(upload, table_of(each), saved)) for each in others)
    return [each for each, mapping in found if mapping.problems and _headings(mapping) != headings]


class MappedRows(Iterable[Row]):
    """Each row by its columns. `unread`: by its number, the cells that hold nothing that can be read."""

    def __init__(self, worksheets: Worksheets, count: int, named: Sequence[str] = ()):
        self.worksheets, self.named = worksheets, named
        self.unread: dict[int, dict[str, Cell]] = {}
        self.is_small = count <= KEPT

    def __iter__(self) -> Iterator[Row]:
        return iter(self._kept) if self.is_small else self._rows()

    @cached_property
    def _kept(self) -> list[Row]:
        return list(self._rows())

    def _rows(self) -> Iterator[Row]:
        for each in self.worksheets:
            taken = Taken(each, self.named)
            for line in each.table.rows:
                number = each.number(line.number)
                yield Row(number, taken.plain(line) or self._read(number, line, taken))

    def _read(self, number: int, line: Line, taken: Taken) -> dict[str, str]:
        parts = line.parts()
        return taken.named | {code: self._text(number, code, heading, parts) for code, heading in taken.columns}

    def _text(self, number: int, code: str, heading: Heading, parts: list[str]) -> str:
        part = parts[heading.column - 1] if heading.column <= len(parts) else ""
        if not heading.marks and not part.startswith(MARK):
            return part
        cell = heading.of(number, parts)
        if cell.is_read:
            return cell.text
        self.unread.setdefault(number, {})[code] = cell
        return ""


class Taken:
    """The columns of a worksheet that are brought in, and what its name says."""

    def __init__(self, worksheet: Worksheet, named: Sequence[str]):
        self.named = worksheet.named(named)
        self.columns = [(match.column.code, match.heading) for match in worksheet.mapping.matches if match.column]
        self.places = [(code, heading.column - 1) for code, heading in self.columns]
        self.width = max((heading.column for _code, heading in self.columns), default=0)
        self.has_marks = any(heading.marks for _code, heading in self.columns)

    def plain(self, line: Line) -> dict[str, str] | None:
        """Most rows by far: all cells hold text as it is."""
        if self.has_marks or MARK in line.line:
            return None
        parts = line.parts()
        parts += [""] * (self.width - len(parts))
        return self.named | {code: parts[at] for code, at in self.places}
