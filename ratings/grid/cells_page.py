"""All cells of a committee in one grid: what the template shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from ratings.crumbs import sheet_crumbs
from ratings.grid import cap_panel
from ratings.grid.asked import named_in
from ratings.grid.cell_part import CellPart
from ratings.grid.cells import Cells, PartyCell, Posted
from ratings.grid.cells_cap import caps
from ratings.grid.cells_settled import Settled, settled, unsaved_rows
from ratings.grid.frame import GridFrame
from ratings.grid.grid_row import GridRow
from ratings.grid.read_only import ReadOnly, locked
from ratings.grid.reading import raw_row
from ratings.grid.rows import RowContext
from ratings.models import RatingYear, Sheet
from ratings.progress.deadlines import due_on
from ratings.sheets.entry import blank, key_of
from ui.crumbs import Crumb
from ui.moments import day
from ui.numbers import format_integer

# Four fields a row: Django reads no more than DATA_UPLOAD_MAX_NUMBER_FIELDS of a page.
MOST_ROWS = 1_000


class WrongRow(NamedTuple):
    part: CellPart
    line: GridRow


@dataclass(frozen=True)
class CellsPage:
    sheet: Sheet
    frame: GridFrame
    parts: Sequence[CellPart]
    caps: Sequence[cap_panel.CapPanel]
    is_too_large: bool
    has_unsaved: bool

    @property
    def url(self) -> str:
        return reverse("ratings:cells", args=[self.sheet.rating_year.year, self.sheet.organization_id])

    @property
    def crumbs(self) -> Sequence[Crumb]:
        return sheet_crumbs(self.sheet, Crumb(gettext("Members of all cells")))

    @property
    def note(self) -> str:
        members = sum(part.total for part in self.parts)
        cells = ngettext("%(count)s cell", "%(count)s cells", len(self.parts)) % {"count": len(self.parts)}
        people = ngettext("%(count)s member", "%(count)s members", members) % {"count": format_integer(members)}
        parts = [f"{cells}, {people}"]
        if self.parts:
            due = due_on(self.parts[0].progress.organization, self.sheet.rating_year)
            parts.append(gettext("cells submit by %(day)s") % {"day": day(due)})
        return " · ".join(parts)

    @property
    def most_rows(self) -> int:
        return MOST_ROWS

    @property
    def can_edit(self) -> bool:
        return any(part.can_edit for part in self.parts)

    @property
    def read_only(self) -> ReadOnly | None:
        if self.sheet.rating_year.state == RatingYear.State.CLOSED:
            return locked(self.sheet.rating_year)
        if self.can_edit or self.is_too_large:
            return None
        words = gettext("The members of these cells can be read here and not entered.")
        return ReadOnly(
            words, (gettext("Each cell below says whether it is submitted, approved, or entered by others."),)
        )

    @property
    def wrong_lines(self) -> list[WrongRow]:
        return [WrongRow(part, line) for part in self.parts for line in part.lines if line.errors]

    @property
    def moved_parts(self) -> list[CellPart]:
        return [part for part in self.parts if part.meanwhile or part.unsaved]


def cells_page(cells: Cells, posted: Sequence[Posted] = ()) -> CellsPage:
    year = cells.committee.rating_year
    typed = {each.sheet.pk: each for each in posted}
    prefetch_related_objects([each.sheet for each in posted if each.has_moved], "saved_by")
    members = {each.member.pk for cell in cells.cells for each in cell.participants}
    sheets = [cell.sheet.pk for cell in cells.cells if cell.sheet]
    context = RowContext.of(year.year, sheets, list(members))
    rows = sum(len(cell.participants) for cell in cells.cells if cell.can_edit)
    parts = [
        _part(cell, context, typed.get(cell.sheet.pk) if cell.sheet else None, rows <= MOST_ROWS)
        for cell in cells.cells
    ]
    return CellsPage(
        sheet=cells.committee,
        frame=GridFrame.of(cells.committee),
        parts=parts,
        caps=caps(
            cells.committee,
            [part.counted for part in parts if part.can_edit],
            [part.counted for part in parts if not part.can_edit],
            sheets,
        ),
        is_too_large=rows > MOST_ROWS,
        has_unsaved=bool(posted),
    )


def _part(cell: PartyCell, context: RowContext, posted: Posted | None, fits: bool) -> CellPart:
    if cell.sheet is None:
        return CellPart(cell, False, ())
    can_edit = cell.can_edit and fits
    now = settled(posted) if posted and can_edit else Settled(cell.stored)
    named = named_in(cell.sheet, cell.participants)
    lines = [
        context.line(
            cell.sheet.pk,
            participant,
            key=f"{cell.prefix}{(key := key_of(participant.member.pk))}",
            number=number,
            raw=now.raw.get(key) or raw_row(now.rows.get(key) or blank(key), key),
            errors=now.errors.get(key, {}),
            meanwhile=now.meanwhile.get(key, ()),
            named=participant.member.pk in named,
        )
        for number, participant in enumerate(cell.participants, start=1)
    ]
    unsaved = unsaved_rows(posted) if posted and not can_edit else ()
    return CellPart(cell, can_edit, lines, now.words, unsaved)
