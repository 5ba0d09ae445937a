"""What people do with a sent file: say what its columns are, have it written, take it back, throw it away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language, gettext

from accounts.models import User
from accounts.trail.record import record
from exchange import coming_back, made, receiving, work, worksheets
from exchange.kinds import Kind, Scope
from exchange.mapping.mapped import ColumnMapping
from exchange.marked import marked_file
from exchange.matched import mapping_of, remember, table_of
from exchange.models import Import, SentTable, State
from exchange.tasks import mark, ring, tell
from exchange.transitions import Moved, ask, back_to_columns
from ui.refusals import Refused

# So many rows are judged and written while the person waits for the page; more are a worker's.
AT_ONCE = 2000


def is_small(upload: Import) -> bool:
    """So that a person can wait for it."""
    return upload.row_count <= min(AT_ONCE, upload.kind_of.at_once or AT_ONCE)


def send(*, kind: Kind, scope: Scope, file_name: str, content: bytes, by: User) -> Import:
    upload = receiving.receive(kind=kind, scope=scope, file_name=file_name, content=content, by=by)
    if upload.state == State.WAITING and upload.table is not None:
        judge_if_possible(upload, by)
    return upload


@transaction.atomic
def take_tables(*, upload: Import, tables: Sequence[SentTable], by: User) -> None:
    """Raises Refused where one beside the first has columns that would have to be asked about."""
    _unwritten(upload)
    if not tables:
        raise Refused(gettext("Tick the worksheets that are to be brought in."))
    [first, *others] = tables
    if unclear := worksheets.unclear(upload, first, others):
        sentence = gettext("The columns of %(names)s are other ones, and not all of them are clear. Take it by itself.")
        raise Refused(sentence % {"names": ", ".join(f"“{each.name}”" for each in unclear)})
    receiving.take(upload, tables)
    judge_if_possible(upload, by)


@transaction.atomic
def choose_columns(*, upload: Import, choices: Sequence[str | None], keep: bool, by: User) -> None:
    """`choices`: for each heading a column's code, "" to leave it out, None to leave it open."""
    _unwritten(upload)
    upload.choices = list(choices)
    mapping = mapping_of(upload, table_of(upload.sent_table))
    if twice := [each.sentence for each in mapping.problems if each.code == "twice"]:
        raise Refused(*twice)
    upload.save(update_fields=["choices"])
    if keep:
        remember(upload, mapping, by)
    judge_if_possible(upload, by)


def judge_if_possible(upload: Import, by: User) -> None:
    """Without a column that every row needs there is nothing to look at yet; an unknown one keeps only from writing."""
    mapping = mapping_of(upload, table_of(upload.sent_table))
    if any(problem.code in ("missing", "twice") for problem in mapping.problems):
        back_to_columns(upload)
        return
    judge(upload=upload, by=by)


def judge(*, upload: Import, by: User) -> None:
    """Raises Moved."""
    _asked(upload, State.JUDGING, by)


@transaction.atomic
def write(*, upload: Import, edition: int, by: User, decision: Mapping[str, Any] | None = None) -> None:
    """All rows of the preview that have no error. Raises Refused, and Moved where that preview is no longer the last.

    `decision`: what the kind's form asks for, where it has one.
    Whether the stored data is still as it was judged against, the worker asks in the transaction that writes.
    """
    if undecided := undecided_of(mapping_of(upload, table_of(upload.sent_table))):
        raise Refused(
            gettext("Say first what these columns are: %(columns)s.") % {"columns": ", ".join(undecided)},
        )
    if not upload.is_worth_writing:
        raise Refused(gettext("There is nothing to write: no row is new or changes anything."))
    upload.decision = upload.kind_of.decided(upload.notes, upload.scope, decision or {})
    upload.save(update_fields=["decision"])
    _asked(upload, State.COMMITTING, by, edition=edition)


def undecided_of(mapping: ColumnMapping) -> list[str]:
    return [
        f"{match.heading.letter} “{match.heading.title}”"
        for match, choice in zip(mapping.matches, mapping.choices, strict=True)
        if choice is None
    ]


@transaction.atomic
def take_back(*, upload: Import, by: User, reason: str = "") -> None:
    """Raises Moved, and Refused after the days in which it may be, or without the reason that the kind asks for."""
    if upload.state == State.COMMITTED and not upload.may_still_be_undone:
        raise Refused(gettext("An import is taken back within 30 days. Correct the records one by one now."))
    form = upload.kind_of.reason_form(upload.notes, {"reason": reason})
    if form and not form.is_valid():
        raise Refused(**{name: " ".join(map(str, sentences)) for name, sentences in form.errors.items()})
    upload.undo_reason = form.cleaned_data["reason"] if form else ""
    upload.save(update_fields=["undo_reason"])
    _asked(upload, State.UNDOING, by)


@transaction.atomic
def discard(*, upload: Import, by: User) -> None:
    """Of what was never written nothing is kept."""
    record(by=by, verb="import.discard", target=upload, kind=upload.kind, file=upload.file_sha256)
    gone, _each = Import.objects.filter(pk=upload.pk, state__in=receiving.UNWRITTEN).delete()
    if not gone:
        raise Moved


def marked(*, upload: Import, by: User) -> bytes | None:
    """The file with what is wrong marked. One of many rows is a worker's to make: None until it is there."""
    if upload.row_count <= AT_ONCE:
        content = marked_file(upload)
    elif (path := made.path_of(upload)).is_file():
        content = path.read_bytes()
    else:
        tell(mark, upload.pk, get_language() or settings.LANGUAGE_CODE)
        return None
    coming_back.expect(upload, by)
    record(by=by, verb="import.download", target=upload, kind=upload.kind, errors=upload.error_count)
    return content


def _unwritten(upload: Import) -> None:
    if upload.state not in receiving.UNWRITTEN:
        raise Moved


def _asked(upload: Import, state: State, by: User, **seen: int) -> None:
    ask(upload, state, by, **seen)
    if is_small(upload):
        work.run(upload.pk, at_once=True)
        upload.refresh_from_db()
    else:
        transaction.on_commit(partial(ring, upload.pk))
