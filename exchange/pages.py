"""What the page of an import shows, gathered once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from exchange.actions import undecided_of
from exchange.judging import is_stale
from exchange.mapping.mapped import Certainty, ColumnMapping, Match
from exchange.matched import columns_of, mapping_of, table_of
from exchange.models import Import, SentTable, State
from exchange.models.imports import UNDONE_WITHIN
from exchange.worksheets import Worksheets
from exchange.wrong import Wrong, wrong_cells
from ui.components import Option, Slice, Step
from ui.crumbs import Crumb
from ui.numbers import format_integer

SKIP = "-"
STEPS = {
    State.WAITING: 1,
    State.JUDGING: 1,
    State.PREVIEWED: 1,
    State.FAILED: 1,
    State.COMMITTING: 2,
    State.COMMITTED: 3,
    State.UNDOING: 3,
    State.UNDONE: 3,
}


class HeadingRow(NamedTuple):
    name: str
    match: Match
    title: str
    chosen: str
    options: Sequence[Option]

    @property
    def is_open(self) -> bool:
        return not self.chosen

    @property
    def is_guessed(self) -> bool:
        return self.match.certainty == Certainty.GUESSED

    @property
    def samples(self) -> str:
        return " · ".join(self.match.samples)


@dataclass(frozen=True)
class ImportPage:
    upload: Import

    @property
    def title(self) -> str:
        return _TITLES.get(State(self.upload.state), _previewed)(self.upload)

    @property
    def steps(self) -> list[Step]:
        now = STEPS[State(self.upload.state)]
        days = gettext("Can be taken back for %(days)s days") % {"days": UNDONE_WITHIN.days}
        names = (gettext("Choose the file"), gettext("Columns and preview"), gettext("Write"), days)
        return [Step(name, "done" if at < now else "now" if at == now else "todo") for at, name in enumerate(names)]

    @property
    def crumbs(self) -> list[Crumb]:
        kind = self.upload.kind_of
        here = Crumb(gettext("From a file"), reverse("exchange:list"))
        return [Crumb(str(kind.home_title), reverse(kind.home)), here]

    @property
    def counted(self) -> list[Slice]:
        upload = self.upload
        parts = (
            Slice(gettext("new"), upload.new_count, "l4"),
            Slice(gettext("changed"), upload.changed_count, "l3"),
            Slice(gettext("the same"), upload.same_count, "l0"),
            Slice(gettext("with errors, not written"), upload.error_count, "l1"),
        )
        return [part for part in parts if part.number]

    @cached_property
    def mapping(self) -> ColumnMapping:
        return mapping_of(self.upload, table_of(self.upload.sent_table))

    @cached_property
    def headings(self) -> list[HeadingRow]:
        return list(self._headings())

    def _headings(self) -> Iterator[HeadingRow]:
        columns = [column for column in columns_of(self.upload.kind_of) if not column.left_out]
        options = [
            Option("", _("Choose where it goes…")),
            *(Option(column.code, column.title) for column in columns),
            Option(SKIP, _("Do not bring this column in")),
        ]
        for at, (match, choice) in enumerate(zip(self.mapping.matches, self.mapping.choices, strict=True)):
            chosen = SKIP if choice == "" else choice or ""
            title = " · ".join(filter(None, [match.heading.group, match.heading.title]))
            yield HeadingRow(f"column-{at}", match, title, chosen, options)

    @property
    def undecided(self) -> list[str]:
        return undecided_of(self.mapping)

    @property
    def named_by_worksheet(self) -> str:
        """The column that the names of the worksheets say."""
        kind = self.upload.kind_of
        if len(self.sent) < 2 or not any(each.named(kind.named_by_worksheet) for each in Worksheets(self.upload)):
            return ""
        return str(kind.column(kind.named_by_worksheet[0]).title)

    @property
    def missing(self) -> list[str]:
        if self.upload.table is None:
            return []
        return [problem.sentence for problem in self.mapping.problems if problem.code in ("missing", "twice")]

    @property
    def other_tables(self) -> list[str]:
        """Worksheets of the file that are not brought in."""
        sentence = gettext("Worksheet “%(name)s”, %(count)s rows: not brought in. Tick it above to bring it in, too.")
        left = [each for each in self.upload.tables.all() if each.pk not in self.taken]
        return [sentence % {"name": each.name, "count": format_integer(each.row_count)} for each in left]

    @cached_property
    def sent(self) -> list[SentTable]:
        """The worksheets that are brought in."""
        return self.upload.sent_tables if self.upload.table else []

    @cached_property
    def taken(self) -> set[int]:
        return {each.pk for each in self.sent}

    @property
    def worksheet_names(self) -> str:
        return ", ".join(f"“{each.name}”" for each in self.sent)

    @property
    def remarks(self) -> list[str]:
        return [*self.upload.remarks, *(remark for each in self.sent for remark in each.remarks)]

    @property
    def left_out(self) -> list[tuple[str, str, str]]:
        of_several = len(self.sent) > 1
        return [
            (f"{each.name}!{row}" if of_several else format_integer(row), text, why)
            for each in self.sent
            for row, text, why in each.left_out
        ]

    @property
    def cells(self) -> list[Wrong]:
        return wrong_cells(self.upload)

    @property
    def error(self) -> str:
        return gettext(self.upload.error) if self.upload.error else ""

    @cached_property
    def is_stale(self) -> bool:
        return self.upload.state == State.PREVIEWED and is_stale(self.upload)

    @property
    def can_write(self) -> bool:
        return bool(self.upload.to_write) and not self.undecided


def _previewed(upload: Import) -> str:
    words = {"clean": format_integer(upload.clean_count), "rows": format_integer(upload.row_count)}
    told = ngettext(
        "%(clean)s of %(rows)s row can be brought in", "%(clean)s of %(rows)s rows can be brought in", upload.row_count
    )
    if not upload.problem_count:
        return told % words
    wrong = ngettext("%(cells)s cell to mend", "%(cells)s cells to mend", upload.problem_count)
    return f"{told % words}, {wrong % {'cells': format_integer(upload.problem_count)}}"


def _written(upload: Import) -> str:
    words = {"rows": format_integer(upload.to_write), "file": upload.file_name}
    return ngettext("%(rows)s row was written", "%(rows)s rows were written", upload.to_write) % words


_TITLES = {
    State.WAITING: lambda upload: gettext("Say which column is which"),
    State.JUDGING: lambda upload: gettext("The file is being looked at"),
    State.COMMITTING: lambda upload: gettext("The file is being written"),
    State.COMMITTED: _written,
    State.UNDOING: lambda upload: gettext("The import is being taken back"),
    State.UNDONE: lambda upload: gettext("The import was taken back"),
    State.FAILED: lambda upload: gettext("The file could not be brought in"),
}
