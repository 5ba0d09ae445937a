"""The rows of a sent table as they are gone through: a few hundred at a time are in memory, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice
from typing import Any, TypeVar, overload

from exchange.files.book import Row as Line
from exchange.judgements import COUNTED, read
from exchange.kinds import Change, Judged, Outcome, Written
from exchange.models import Chunk, Import, SentTable, WrittenRows

SIZE = 500
AT_ONCE = 4
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


def some_at_a_time(chunks: Any) -> Iterator[Any]:
    """Each few read to their end before the next: on SQLite nobody writes beside a read that is still open."""
    first = 0
    while some := list(chunks.filter(position__range=(first, first + AT_ONCE - 1)).order_by("position")):
        yield from some
        first += AT_ONCE


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
        return (Line(*row) for chunk in some_at_a_time(self.table.chunks.only("rows")) for row in chunk.rows)

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
    """Of an import's table, all or those of one outcome; what lies on other pages is counted, not read."""

    def __init__(self, table: SentTable, outcome: Outcome | None = None):
        self.table, self.outcome = table, outcome

    @cached_property
    def sizes(self) -> list[int]:
        name = COUNTED[self.outcome] if self.outcome else "size"
        return list(self.table.chunks.order_by("position").values_list(name, flat=True))

    def __len__(self) -> int:
        return sum(self.sizes)

    def __iter__(self) -> Iterator[Judged]:
        return (row for chunk in some_at_a_time(self.table.chunks.only("judged")) for row in self._of(chunk))

    @overload
    def __getitem__(self, at: int) -> Judged: ...
    @overload
    def __getitem__(self, at: slice) -> list[Judged]: ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, int):
            return self[at : at + 1][0]
        first, last, _step = at.indices(len(self))
        ends = list(accumulate(self.sizes))
        within = [place for place, end in enumerate(ends) if end > first and end - self.sizes[place] < last]
        if not within:
            return []
        chunks = self.table.chunks.filter(position__in=within).order_by("position").only("judged")
        rows = [row for chunk in chunks for row in self._of(chunk)]
        skipped = ends[within[0]] - self.sizes[within[0]]
        return rows[first - skipped : last - skipped]

    def _of(self, chunk: Chunk) -> Iterator[Judged]:
        rows = (read(row) for row in chunk.judged)
        return (row for row in rows if self.outcome in (None, row.outcome))


def changes_of(upload: Import) -> Iterable[Change]:
    wanted = (Outcome.NEW, Outcome.CHANGED)
    rows = JudgedRows(upload.sent_table)
    return Again(lambda: (Change(row.number, row.outcome, row.data) for row in rows if row.outcome in wanted))


def written_of(upload: Import) -> Iterable[Written]:
    kept = WrittenRows.objects.filter(upload=upload)
    return Again(lambda: (Written(*row) for each in some_at_a_time(kept) for row in each.rows))
