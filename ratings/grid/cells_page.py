"""All cells of a committee in one grid: what the template shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from ratings.counts import groups
from ratings.counts.ceilings import Ceilings
from ratings.crumbs import sheet_crumbs
from ratings.grid import cap_panel
from ratings.grid import rows as grid_rows
from ratings.grid.asked import named_in
from ratings.grid.cells import Cells, PartyCell, Posted
from ratings.grid.differences import ChangedRow, Difference, differences
from ratings.grid.frame import GridFrame
from ratings.grid.read_only import ReadOnly, locked
from ratings.grid.reading import raw_row
from ratings.levels import Level, NotRatedReason
from ratings.models import RatingYear, Sheet
from ratings.progress import board
from ratings.progress.deadlines import due_on
from ratings.sheets import entry
from ratings.sheets.entry import Entry, Row, blank, key_of
from ui.crumbs import Crumb
from ui.moments import day, moment
from ui.numbers import format_integer

# Four fields a row: Django reads no more than DATA_UPLOAD_MAX_NUMBER_FIELDS of a page.
MOST_ROWS = 1_000


@dataclass(frozen=True)
class CellPart:
    """A cell on the page. `unsaved`: what was typed in it and can no longer be saved."""

    cell: PartyCell
    can_edit: bool
    lines: Sequence[grid_rows.GridRow]
    meanwhile: str = ""
    unsaved: Sequence[ChangedRow] = ()

    @property
    def progress(self) -> board.Progress:
        return self.cell.progress

    @property
    def anchor(self) -> str:
        return f"cell-{self.progress.organization.pk}"

    @property
    def here(self) -> list[grid_rows.GridRow]:
        return [line for line in self.lines if not line.left]

    @property
    def total(self) -> int:
        return len(self.here)

    @property
    def filled(self) -> int:
        return sum(line.is_filled for line in self.here)

    @property
    def counted(self) -> cap_panel.ByTitle:
        return cap_panel.by_title(_counted(line.raw) for line in self.here)


class WrongRow(NamedTuple):
    part: CellPart
    line: grid_rows.GridRow


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
    context = grid_rows.RowContext.of(year.year, sheets, list(members))
    rows = sum(len(cell.participants) for cell in cells.cells if cell.can_edit)
    parts = [
        _part(cell, context, typed.get(cell.sheet.pk) if cell.sheet else None, rows <= MOST_ROWS)
        for cell in cells.cells
    ]
    return CellsPage(
        sheet=cells.committee,
        frame=GridFrame.of(cells.committee),
        parts=parts,
        caps=_caps(cells.committee, parts, sheets),
        is_too_large=rows > MOST_ROWS,
        has_unsaved=bool(posted),
    )


def _part(cell: PartyCell, context: grid_rows.RowContext, posted: Posted | None, fits: bool) -> CellPart:
    if cell.sheet is None:
        return CellPart(cell, False, ())
    can_edit = cell.can_edit and fits
    settled = _settled(posted) if posted and can_edit else Settled(cell.stored)
    named = named_in(cell.sheet, cell.participants)
    lines = [
        context.line(
            cell.sheet.pk,
            participant,
            key=f"{cell.prefix}{(key := key_of(participant.member.pk))}",
            number=number,
            raw=settled.raw.get(key) or raw_row(settled.rows.get(key) or blank(key), key),
            errors=settled.errors.get(key, {}),
            meanwhile=settled.meanwhile.get(key, ()),
            named=participant.member.pk in named,
        )
        for number, participant in enumerate(cell.participants, start=1)
    ]
    unsaved = _unsaved(posted) if posted and not can_edit else ()
    return CellPart(cell, can_edit, lines, settled.words, unsaved)


@dataclass(frozen=True)
class Settled:
    """What the rows show after a save that did not go through: mine where I typed, theirs everywhere else."""

    rows: Entry
    raw: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    errors: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    meanwhile: Mapping[str, Sequence[Difference]] = field(default_factory=dict)
    words: str = ""


def _settled(posted: Posted) -> Settled:
    typed, stored = posted.typed, posted.cell.stored
    if not posted.has_moved:
        return Settled(stored, typed.raw, typed.errors)
    merged = entry.merge(posted.common, stored, typed.entry)
    unread = [key for key in typed.errors if _row(stored, key) != _row(posted.common, key)]
    return Settled(
        rows={**stored, **merged.rows},
        raw={key: typed.raw[key] for key in typed.errors},
        errors=typed.errors,
        meanwhile={
            key: differences(key, posted.common.get(key), stored.get(key)) for key in (*merged.collisions, *unread)
        },
        words=_who_saved(posted.sheet),
    )


def _row(rows: Entry, key: str) -> Row:
    return rows.get(key) or blank(key)


def _who_saved(sheet: Sheet) -> str:
    if sheet.saved_by is None:
        return gettext("This cell was changed after you opened the page.")
    words = {"who": sheet.saved_by, "at": moment(sheet.saved_at)}
    return gettext("This cell was changed after you opened the page; %(who)s saved it last, at %(at)s.") % words


def _unsaved(posted: Posted) -> list[ChangedRow]:
    names = {key_of(each.member.pk): each.member.full_name for each in posted.cell.participants}
    return [
        ChangedRow(key, names[key], different)
        for key, row in posted.changed.items()
        if (different := differences(key, posted.cell.stored.get(key), row))
    ]


def _caps(committee: Sheet, parts: Sequence[CellPart], shown: Sequence[int]) -> list[cap_panel.CapPanel]:
    """Of all members of the grassroots organisation; cells that are only shown here count as those elsewhere."""
    ceilings = Ceilings.of(committee.rating_year)
    elsewhere = [cap_panel.members_elsewhere(committee, shown)]
    elsewhere += [part.counted for part in parts if not part.can_edit]
    here = [part.counted for part in parts if part.can_edit]
    if ceilings.rule.by_title_group:
        return cap_panel.title_panels(committee, ceilings, _added(here), _added(elsewhere))
    return [cap_panel.whole_panel(ceilings, cap_panel.together(_added(here)), cap_panel.together(_added(elsewhere)))]


def _added(each: Iterable[cap_panel.ByTitle]) -> cap_panel.ByTitle:
    found: defaultdict[str, groups.Tallied] = defaultdict(Counter)
    for of in each:
        for title, rows in of.items():
            found[title] += rows
    return found


def _counted(raw: Mapping[str, str]) -> tuple[str, int | None, str]:
    """What cannot be read is as if it were still empty."""
    title = raw.get("title_group", "")
    level, reason = raw["level"], raw["not_rated_reason"]
    if level.isdecimal() and int(level) in Level.values:
        return title, int(level), ""
    return title, None, reason if reason in NotRatedReason.values else ""
