"""How far an import is, in words: the heading of its page, and the steps above it."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext, ngettext

from exchange.models import Import, State
from exchange.models.imports import UNDONE_WITHIN
from ui.components import Step
from ui.numbers import format_integer

STEPS = {
    State.WAITING: 1,
    State.JUDGING: 1,
    State.PREVIEWED: 1,
    State.FAILED: 1,
    State.COMMITTING: 2,
    State.COMMITTED: 3,
    State.UNDOING: 3,
    State.UNDONE: 4,
}


def steps_of(upload: Import) -> list[Step]:
    now = STEPS[State(upload.state)]
    write = gettext("Compare the lists") if upload.kind_of.compares else gettext("Write")
    days = gettext("Can be taken back for %(days)s days") % {"days": UNDONE_WITHIN.days}
    last = upload.get_state_display() if upload.state == State.UNDONE else days
    names = (gettext("Choose the file"), gettext("Columns and preview"), write, last)
    return [Step(name, "done" if at < now else "now" if at == now else "todo") for at, name in enumerate(names)]


def title_of(upload: Import) -> str:
    return _TITLES.get(State(upload.state), _previewed)(upload)


def _previewed(upload: Import) -> str:
    words = {"clean": format_integer(upload.clean_count), "rows": format_integer(upload.row_count)}
    told = _comparable(upload.row_count) if upload.kind_of.compares else _clean(upload.row_count)
    if not upload.problem_count:
        return told % words
    wrong = ngettext("%(cells)s cell to mend", "%(cells)s cells to mend", upload.problem_count)
    return f"{told % words}, {wrong % {'cells': format_integer(upload.problem_count)}}"


def _clean(rows: int) -> str:
    return ngettext("%(clean)s of %(rows)s row can be brought in", "%(clean)s of %(rows)s rows can be brought in", rows)


def _comparable(rows: int) -> str:
    return ngettext("%(clean)s of %(rows)s row can be compared", "%(clean)s of %(rows)s rows can be compared", rows)


def _written(upload: Import) -> str:
    if upload.kind_of.compares:
        return gettext("The list is compared: %(file)s") % {"file": upload.file_name}
    words = {"rows": format_integer(upload.to_write), "file": upload.file_name}
    return ngettext("%(rows)s row was written", "%(rows)s rows were written", upload.to_write) % words


_TITLES: dict[State, Callable[[Import], str]] = {
    State.WAITING: lambda upload: (
        gettext("Say which column is which") if upload.table else gettext("Say which worksheet is meant")
    ),
    State.JUDGING: lambda upload: gettext("The file is being looked at"),
    State.COMMITTING: lambda upload: gettext("The file is being written"),
    State.COMMITTED: _written,
    State.UNDOING: lambda upload: gettext("The import is being taken back"),
    State.UNDONE: lambda upload: gettext("The import was taken back"),
    State.FAILED: lambda upload: gettext("The file could not be brought in"),
}
