"""A file as it comes in: read, and kept in chunks to be shown. Nothing of it is written anywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from hashlib import sha256
from itertools import count

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from exchange.collecting import seldom_collected
from exchange.files.book import Book
from exchange.files.lines import MAX_ROWS
from exchange.files.reading import read
from exchange.kinds import Kind, Scope, forgotten_columns
from exchange.mapping.forgetting import without_forgotten
from exchange.mapping.guessing import known_headings, map_columns
from exchange.mapping.mapped import Certainty, ColumnMapping
from exchange.matched import REASONS, columns_of, guessed, heading_kept, table_of
from exchange.models import Chunk, Import, SentTable, State
from exchange.rows import batched, insert
from exchange.tables.across import taken_apart
from exchange.tables.finding import tables
from exchange.tables.table import Table
from ui.numbers import format_integer
from ui.refusals import Refused, at
from ui.vietnamese import nfc

NAME_LENGTH = 200
UNWRITTEN = (State.WAITING, State.PREVIEWED, State.FAILED)


@seldom_collected()
def receive(*, kind: Kind, scope: Scope, file_name: str, content: bytes, by: User) -> Import:
    """Raises Refused. The same file sent again is the import that waits; another takes the place of what waits."""
    sha = sha256(content).hexdigest()
    mine = Import.objects.filter(kind=kind.code, scope_path=scope.path, sent_by=by, state__in=UNWRITTEN)
    if waiting := mine.filter(file_sha256=sha).first():
        return waiting
    with at("file"):
        book = read(content, file_name)
        known = known_headings(columns_of(kind))
        tabled = [table for _worksheet, table in tables(book, known) if table and len(table.rows)]
        groups = [_parts(kind, table) for table in tabled]
        found = [table for group in groups for table in group]
        if not found:
            raise Refused(gettext("No table was found in this file: a row of headings with rows below it."))
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        mine.delete()
        upload = Import.objects.create(
            kind=kind.code,
            scope_path=scope.path,
            scope_name=scope.name,
            file_name=nfc(file_name)[-NAME_LENGTH:],
            file_sha256=sha,
            remarks=[*map(str, book.remarks), *_without_table(book, found)],
            sent_by=by,
        )
        positions = count()
        sent = [[_keep(upload, next(positions), table, len(groups) > 1) for table in group] for group in groups]
        if meant := _meant(upload, sent):
            take(upload, meant)
    return upload


def _parts(kind: Kind, table: Table) -> list[Table]:
    """The table, or one for each year that stands beside others in its columns."""
    columns = columns_of(kind)
    kept = without_forgotten(table, columns, forgotten_columns())
    if kind.across is None or _names_itself(kind, map_columns(kept, columns)):
        return [kept]
    parts = taken_apart(kept, kind.across)
    if (rows := sum(len(each.rows) for each in parts)) > MAX_ROWS:
        sentence = gettext("The years of this file hold %(rows)s results, and at most %(most)s are taken. Divide it.")
        raise Refused(sentence % {"rows": format_integer(rows), "most": format_integer(MAX_ROWS)})
    return [each for each in parts if each.rows] or [kept]


def _names_itself(kind: Kind, mapping: ColumnMapping) -> bool:
    """Whether a column says what the headings would."""
    said = {each.column.code for each in mapping.matches if each.column and each.certainty == Certainty.EXACT}
    return bool(said & set(kind.named_by_worksheet))


def _meant(upload: Import, sent: list[list[SentTable]]) -> list[SentTable]:
    """The only one, all of a marked file, or the first that lacks nothing; the others are told of beside it."""
    if len(sent) == 1:
        return sent[0]
    marked = [each for group in sent for each in group if _is_marked(each)]
    if len(marked) > 1:
        return marked
    return next((group for group in sent if not any(map(partial(_lacks_something, upload), group))), [])


def _is_marked(sent: SentTable) -> bool:
    return any(title == str(REASONS.title) for _column, title, *_more in sent.headings)


def _lacks_something(upload: Import, sent: SentTable) -> bool:
    return any(problem.code == "missing" for problem in guessed(upload, table_of(sent)).problems)


def take(upload: Import, sent: Sequence[SentTable]) -> None:
    """The worksheets that are meant; the columns of the first one are shown."""
    [upload.table, *others] = sent
    upload.row_count = sum(each.row_count for each in sent)
    upload.choices = guessed(upload, table_of(upload.table)).choices
    upload.save(update_fields=["table", "row_count", "choices"])
    upload.tables.update(taken=False)
    upload.tables.filter(pk__in=[each.pk for each in (upload.table, *others)]).update(taken=True)


def _without_table(book: Book, found: list[Table]) -> Iterable[str]:
    names = {table.worksheet.name for table in found}
    sentence = gettext("The worksheet “%(name)s” holds no table.")
    return [sentence % {"name": each.name} for each in book.worksheets if each.name not in names and each.rows]


def _name(table: Table, is_one_of_several: bool) -> str:
    worksheet = table.worksheet.name
    return f"{table.name} ({worksheet})" if is_one_of_several and table.name != worksheet else table.name


def _keep(upload: Import, position: int, table: Table, is_one_of_several: bool) -> SentTable:
    sent = SentTable.objects.create(
        upload=upload,
        position=position,
        name=nfc(_name(table, is_one_of_several))[:NAME_LENGTH],
        headings=[heading_kept(heading) for heading in table.headings],
        heading_row=table.heading_row,
        left_out=[[each.row, each.text, str(each.why)] for each in table.left_out],
        remarks=[*map(str, table.remarks)],
        row_count=len(table.rows),
    )
    rows = enumerate(batched(table.rows))
    insert(Chunk, (Chunk(table=sent, position=at, rows=some, size=len(some)) for at, some in rows))
    return sent
