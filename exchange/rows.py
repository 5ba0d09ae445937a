"""The rows of a sent table as they are gone through: a few hundred at a time are in memory, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from typing import Any, TypeVar, overload

from django.db.models import Model

from exchange.files.book import Row as Line
from exchange.judgements import COUNTED, DATA, NUMBER, OUTCOME, read
from exchange.kinds import Change, Judged, Outcome, Written
from exchange.models import Chunk, Import, SentTable, WrittenRows

SIZE = 500
# Records of so many rows, read at once and written at once.
AT_ONCE, RECORDS = 4, 20
T = TypeVar("T")


@dataclass(frozen=True)
class Again(Iterable[T]):
    """What can be gone through as often as it is asked for."""

    start: Callable[[], Iterator[T]]

    def __iter__(self) -> Iterator[T]:
        return self.start()


def batched(items: Iterable[T], size: int = SIZE) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def insert(model: type[Model], records: Iterable[Model]) -> None:
    for some in batched(records, RECORDS):
        model._default_manager.bulk_create(some)


def some_at_a_time(records: Any) -> Iterator[Any]:
    """Each few read to their end before the next: on SQLite nobody writes beside a read that is still open."""
    for some in batched(list(records.values_list("pk", flat=True)), AT_ONCE):
        found = records.in_bulk(some)
        yield from (found[pk] for pk in some)


class Lines(Sequence[Line]):
    """The rows of a table as the file holds them."""

    def __init__(self, table: SentTable):
        self.table = table

    def __len__(self) -> int:
        return self.table.row_count

    @cached_property
    def first(self) -> list[Line]:
        chunk = self.table.chunks.filter(position=0).values_list("rows", flat=True).first()
        return [Line(*row) for row in chunk or ()]

    def __iter__(self) -> Iterator[Line]:
        chunks = self.table.chunks.order_by("position").only("table", "rows")
        return (Line(*row) for chunk in some_at_a_time(chunks) for row in chunk.rows)

    def with_errors(self) -> Iterator[Line]:
        """Of the chunks in which a row is in error."""
        chunks = self.table.chunks.filter(errors__gt=0).order_by("position").only("table", "rows")
        return (Line(*row) for chunk in some_at_a_time(chunks) for row in chunk.rows)

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, int):
            return self[at : at + 1][0]
        first, last, _step = at.indices(len(self))
        if last <= first:
            return []
        if last <= SIZE:
            return self.first[first:last]
        within = range(first // SIZE, (last - 1) // SIZE + 1)
        chunks = self.table.chunks.filter(position__in=within).order_by("position").values_list("rows", flat=True)
        rows = [Line(*row) for chunk in chunks for row in chunk]
        skipped = within.start * SIZE
        return rows[first - skipped : last - skipped]


class JudgedRows(Sequence[Judged]):
    """Of an import's tables, all or those of one outcome; what lies on other pages is counted, not read."""

    def __init__(self, tables: SentTable | Iterable[SentTable], outcome: Outcome | None = None):
        self.tables = [tables] if isinstance(tables, SentTable) else list(tables)
        self.outcome = outcome

    @property
    def chunks(self) -> Any:
        return Chunk.objects.filter(table__in=self.tables).order_by("table__position", "position").only("judged")

    @cached_property
    def sizes(self) -> dict[int, int]:
        """{chunk: how many of them it holds}, in their order."""
        name = COUNTED[self.outcome] if self.outcome else "size"
        return dict(self.chunks.values_list("pk", name))

    def __len__(self) -> int:
        return sum(self.sizes.values())

    def __iter__(self) -> Iterator[Judged]:
        return (read(row) for row in self.kept() if self.outcome in (None, row[OUTCOME]))

    def kept(self) -> Iterator[list[Any]]:
        """As the chunks hold them; those in which there is none of the outcome are not read."""
        some = {f"{COUNTED[self.outcome]}__gt": 0} if self.outcome else {}
        return (row for chunk in some_at_a_time(self.chunks.filter(**some)) for row in chunk.judged)

    @overload
    def __getitem__(self, at: int) -> Judged: ...
    @overload
    def __getitem__(self, at: slice) -> list[Judged]: ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, int):
            return self[at : at + 1][0]
        first, last, _step = at.indices(len(self))
        ends = zip(self.sizes, accumulate(self.sizes.values()), strict=True)
        within = {pk: end for pk, end in ends if end > first and end - self.sizes[pk] < last}
        if not within:
            return []
        chunks = self.chunks.in_bulk(list(within))
        rows = [row for pk in within for row in chunks[pk].judged if self.outcome in (None, row[OUTCOME])]
        start = next(iter(within))
        skipped = within[start] - self.sizes[start]
        return [read(row) for row in rows[first - skipped : last - skipped]]


def changes_of(upload: Import) -> Iterable[Change]:
    rows = JudgedRows(upload.sent_tables)
    wanted = {each.value: each for each in (Outcome.NEW, Outcome.CHANGED)}
    return Again(
        lambda: (Change(row[NUMBER], wanted[row[OUTCOME]], row[DATA]) for row in rows.kept() if row[OUTCOME] in wanted)
    )


def written_of(upload: Import) -> Iterable[Written]:
    kept = WrittenRows.objects.filter(upload=upload).order_by("position")
    return Again(lambda: (Written(*row) for each in some_at_a_time(kept) for row in each.rows))
