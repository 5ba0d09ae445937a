"""Every row of a sent table judged against what is stored, and kept beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext

from accounts.models import ABOUT_ACCOUNTS, AuditEvent
from exchange.files.book import OLD, TWICE, Cell
from exchange.judgements import fill
from exchange.kinds import Judged, Outcome, Problem
from exchange.lifecycle import Lease, hand_in, progress
from exchange.models import Chunk, Import, State
from exchange.noting import Notes
from exchange.worksheets import MappedRows, Worksheets

TRIES = 3
CHUNK_FIELDS = ("judged", "errors", "new", "changed", "same")


class Unsettled(Exception):
    """The stored data changed all the while."""


def judge(upload: Import, lease: Lease) -> None:
    """Compared with one state of the data: what changed while it was judged has it judged again."""
    kind, scope = upload.kind_of, upload.scope
    for _each in range(TRIES):
        stamp = kind.stamp(scope)
        found = _judge_all(upload, lease)
        if kind.stamp(scope) == stamp:
            hand_in(lease, State.PREVIEWED, stamp=stamp, edition=upload.edition + 1, **found)
            return
    raise Unsettled


def is_stale(upload: Import) -> bool:
    """Whether the data is other than it was judged against, as far as the trail tells; all is asked only by `write`.

    Without a deed since there is nothing to compare: a stamp of a large list takes as long as ten pages.
    """
    since = AuditEvent.objects.filter(at__gte=upload.run_after)
    deeds = since.exclude(target_type__in=ABOUT_ACCOUNTS).exclude(verb="import.download")
    return deeds.exists() and upload.kind_of.stamp(upload.scope) != upload.stamp


def _judge_all(upload: Import, lease: Lease) -> dict[str, Any]:
    worksheets = Worksheets(upload)
    rows = MappedRows(worksheets, upload.row_count, upload.kind_of.named_by_worksheet)
    judged = _with_unread(rows, upload.kind_of.judge(rows, upload.scope, upload.asker))
    found: Counter[Outcome] = Counter()
    problems, notes = 0, Notes()
    for chunk in _chunks(worksheets):
        some = list(islice(judged, chunk.size))
        found += fill(chunk, some)
        chunk.save(update_fields=CHUNK_FIELDS)
        notes.add(some)
        problems += sum(len(each.problems) for each in some)
        progress(lease, found.total())
    if found.total() != upload.row_count:
        raise ValueError(f"{found.total()} of {upload.row_count} rows were judged")
    return {"problem_count": problems, "notes": notes.kept} | {
        f"{outcome.value}_count": found[outcome] for outcome in Outcome
    }


def _chunks(worksheets: Worksheets) -> list[Chunk]:
    chunks = Chunk.objects.filter(table__in=worksheets.tables).order_by("table__position", "position")
    return list(chunks.only("table", "position", "size"))


def _with_unread(rows: MappedRows, judged: Iterable[Judged]) -> Iterator[Judged]:
    """A cell that cannot be read is wrong whatever the kind makes of the empty text that it was given."""
    for each in judged:
        unread = rows.unread.get(each.number)
        yield _blamed(each, unread) if unread else each


def _blamed(judged: Judged, unread: dict[str, Cell]) -> Judged:
    own = tuple(Problem(code, _sentence(cell), gettext("Type the cell anew")) for code, cell in unread.items())
    rest = tuple(each for each in judged.problems if each.column not in unread)
    return judged._replace(outcome=Outcome.ERROR, problems=own + rest, differences=(), data=None, notes=())


def _sentence(cell: Cell) -> str:
    if cell.kind == TWICE:
        return gettext("Two are crossed where one is meant: %(text)s") % {"text": cell.text}
    if cell.kind == OLD:
        return gettext("Letters of an old encoding (TCVN3, VNI) cannot be read")
    return gettext("“%(text)s” is no value") % {"text": cell.text}
