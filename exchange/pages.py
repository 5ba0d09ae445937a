"""What the page of an import shows, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from accounts.models import User
from exchange.actions import is_small, undecided_of
from exchange.headings import HeadingRow, headings_of
from exchange.in_the_way import in_the_way
from exchange.judging import is_stale
from exchange.kinds import Kind
from exchange.mapping.mapped import ColumnMapping
from exchange.marked import lost
from exchange.matched import mapping_of, table_of
from exchange.models import Import, SentTable, State
from exchange.noting import NAMED, sort_of
from exchange.resembling import resembled
from exchange.rows import written_of
from exchange.titles import steps_of, title_of
from exchange.worksheets import Worksheet, Worksheets
from exchange.wrong import WrongCells, wrong_cells
from ui.components import Slice, Step
from ui.crumbs import Crumb
from ui.numbers import format_integer

Notes = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class ImportPage:
    upload: Import
    by: User

    @property
    def title(self) -> str:
        return title_of(self.upload)

    @property
    def steps(self) -> list[Step]:
        return steps_of(self.upload)

    @property
    def crumbs(self) -> list[Crumb]:
        kind = self.upload.kind_of
        here = Crumb(gettext("From a file"), reverse("exchange:list"))
        return [Crumb(str(kind.home_title), reverse(kind.home)), here]

    @property
    def counted(self) -> list[Slice]:
        upload = self.upload
        if upload.kind_of.compares:
            new, changed, wrong = gettext("in the file only"), gettext("different"), gettext("cannot be compared")
        else:
            new, changed, wrong = gettext("new"), gettext("changed"), gettext("with errors, not written")
        parts = (
            Slice(new, upload.new_count, "l4"),
            Slice(changed, upload.changed_count, "l3"),
            Slice(gettext("the same"), upload.same_count, "l0"),
            Slice(wrong, upload.error_count, "l1"),
        )
        return [part for part in parts if part.number]

    @property
    def made_at(self) -> str:
        written = self.upload.state in (State.COMMITTED, State.UNDOING)
        return self.upload.kind_of.made_at(self.upload.pk) if written else ""

    @cached_property
    def mapping(self) -> ColumnMapping:
        return mapping_of(self.upload, table_of(self.upload.sent_table))

    @cached_property
    def headings(self) -> list[HeadingRow]:
        return list(headings_of(self.upload.kind_of, self.mapping))

    @property
    def undecided(self) -> list[str]:
        return undecided_of(self.mapping)

    @property
    def named_by_worksheet(self) -> list[str]:
        """Which column the name of a worksheet says."""
        kind = self.upload.kind_of
        if not any(each.named(kind.named_by_worksheet) for each in self.worksheets):
            return []
        sentence = gettext("“%(column)s” is taken from %(names)s: no column says it.")
        column = kind.column(kind.named_by_worksheet[0]).title
        return [sentence % {"column": column, "names": self.worksheet_names}]

    @cached_property
    def resembled(self) -> Kind | None:
        return resembled(self.upload)

    @property
    def may_bring_in_resembled(self) -> bool:
        return self.resembled is not None and self.by.holds(self.resembled.permission)

    @property
    def missing(self) -> list[str]:
        if self.upload.table is None:
            return []
        return [problem.sentence for problem in self.mapping.problems if problem.code in ("missing", "twice")]

    @property
    def other_tables(self) -> list[str]:
        """Worksheets of the file that are not brought in."""
        if self.upload.table is None:
            return []
        sentence = gettext("Worksheet “%(name)s”, %(count)s rows: not brought in. Tick it above to bring it in, too.")
        left = [each for each in self.upload.tables.all() if each.pk not in self.taken]
        return [sentence % {"name": each.name, "count": format_integer(each.row_count)} for each in left]

    @cached_property
    def sent(self) -> list[SentTable]:
        """The worksheets that are brought in."""
        return self.upload.sent_tables if self.upload.table else []

    @cached_property
    def worksheets(self) -> list[Worksheet]:
        return list(Worksheets(self.upload)) if self.sent else []

    @cached_property
    def taken(self) -> set[int]:
        return {each.pk for each in self.sent}

    @property
    def worksheet_names(self) -> str:
        return ", ".join(f"“{each.name}”" for each in self.sent)

    @property
    def remarks(self) -> list[str]:
        of_tables = dict.fromkeys(remark for each in self.sent for remark in each.remarks)
        return [*self.upload.remarks, *self.named_by_worksheet, *of_tables]

    @property
    def left_out(self) -> list[tuple[str, str, str]]:
        return [
            (each.addresses.line(row), text, why) for each in self.worksheets for row, text, why in each.sent.left_out
        ]

    @property
    def lost_when_marked(self) -> str:
        return "; ".join(lost(self.upload, self.sent))

    @cached_property
    def wrong(self) -> WrongCells:
        return wrong_cells(self.upload)

    @property
    def error(self) -> str:
        return gettext(self.upload.error) if self.upload.error else ""

    @cached_property
    def is_stale(self) -> bool:
        return self.upload.state == State.PREVIEWED and is_stale(self.upload)

    @property
    def is_looked_through(self) -> bool:
        """Whether the page itself knows what stands in the way of taking it back."""
        return is_small(self.upload) or self.upload.kind_of.touched_at_sight

    @cached_property
    def in_the_way(self) -> list[list[str]]:
        upload = self.upload
        if not upload.may_still_be_undone or not self.is_looked_through:
            return upload.refusal
        return in_the_way(upload.kind_of.touched(written_of(upload), upload.scope))

    @property
    def may_be_taken_back(self) -> bool:
        return not (self.is_looked_through and self.in_the_way)

    @property
    def follows(self) -> list[str]:
        """What becomes of what was written, when it is taken back."""
        if self.upload.kind_of.compares:
            return [gettext("The comparison and what was noted in it are gone; the members stay as they are")]
        added, changed = self.upload.new_count, self.upload.changed_count
        sentences = []
        if added:
            told = ngettext("%(rows)s added row is deleted", "%(rows)s added rows are deleted", added)
            sentences.append(told % {"rows": format_integer(added)})
        if changed:
            told = ngettext(
                "%(rows)s changed row becomes what it was", "%(rows)s changed rows become what they were", changed
            )
            sentences.append(told % {"rows": format_integer(changed)})
        return [*sentences, gettext("To have them again, the file must be sent and written once more")]

    @property
    def notes(self) -> list[tuple[str, str]]:
        """What is to be known of some rows, and which they are."""
        sorts: dict[str, Notes] = {}
        for code, found in self.upload.notes.items():
            sorts.setdefault(sort_of(code), {})[code] = found
        return [(self._noted(notes), _rows_named(notes)) for notes in sorts.values()]

    def _noted(self, notes: Notes) -> str:
        return self.upload.kind_of.noted({code: found["count"] for code, found in notes.items()})

    @cached_property
    def form(self) -> Form | None:
        """What is asked before it is written, or taken back."""
        kind, upload = self.upload.kind_of, self.upload
        if upload.state == State.PREVIEWED:
            return kind.decision_form(upload.notes, said=upload.decision)
        return kind.reason_form(upload.notes) if upload.may_still_be_undone else None

    @property
    def can_write(self) -> bool:
        return self.upload.is_worth_writing and not self.undecided


def _rows_named(notes: Notes) -> str:
    rows = [row for found in notes.values() for row in found["rows"]]
    count = sum(found["count"] for found in notes.values())
    listed = ", ".join([*rows[:NAMED], "…"] if count > NAMED else rows)
    return ngettext("Row %(rows)s of the file.", "Rows %(rows)s of the file.", count) % {"rows": listed}
