"""The members of every cell below a committee in one grid. Each cell keeps its own sheet, version and state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import Organization
from ratings import roster
from ratings.grid.reading import Typed, read_members, read_version
from ratings.models import Sheet
from ratings.progress import board
from ratings.roster import Participant
from ratings.sheets import entry
from ratings.sheets.entry import Entry, key_of
from ratings.sheets.saving import Saving
from ratings.transitions import reaches

FIELDS = entry.RATING_FIELDS


@dataclass(frozen=True)
class PartyCell:
    """A cell as it stands now. `mine`: the person may edit it, whatever its state."""

    progress: board.Progress
    participants: Sequence[Participant] = ()
    stored: Entry = field(default_factory=dict)
    mine: bool = False

    @property
    def sheet(self) -> Sheet | None:
        return self.progress.sheet

    @property
    def prefix(self) -> str:
        return f"c{self.progress.organization.pk}-"

    @property
    def can_edit(self) -> bool:
        return self.mine and self.sheet is not None and self.sheet.is_editable


@dataclass(frozen=True)
class Posted:
    """What was typed for one cell, at which version, and what stood there then."""

    cell: PartyCell
    version: int
    common: Entry
    typed: Typed

    @property
    def sheet(self) -> Sheet:
        assert self.cell.sheet is not None
        return self.cell.sheet

    @property
    def has_moved(self) -> bool:
        return self.version != self.sheet.version

    @cached_property
    def changed(self) -> Entry:
        return {key: self.typed.entry[key] for key in entry.changes(self.common, self.typed.entry)}

    @property
    def saving(self) -> Saving:
        return Saving(self.sheet, self.changed, self.version)


@dataclass(frozen=True)
class Cells:
    """What the page starts from, in a fixed number of queries."""

    committee: Sheet
    cells: Sequence[PartyCell]

    @classmethod
    def of(cls, committee: Sheet, user: User) -> Cells:
        year = committee.rating_year
        below = roster.rated_organizations(year, committee.organization)
        cells = below.filter(kind__in=Organization.Kind.cells()).visible_to(user, Permission.VIEW_SHEETS)
        standings = board.progress_of(year, list(cells.order_by("path")), user)
        sheets = [progress.sheet for progress in standings if progress.sheet is not None]
        participants = roster.participants_of_each(sheets)
        stored = entry.stored_each([sheet.pk for sheet in sheets], members_only=True)
        return cls(committee, [_cell(progress, participants, stored, user) for progress in standings])

    @property
    def mine(self) -> bool:
        return any(cell.mine for cell in self.cells)

    @property
    def keys_here(self) -> list[str]:
        """As the rows of members who have not left are named on the page."""
        return [
            f"{cell.prefix}{key_of(each.member.pk)}"
            for cell in self.cells
            for each in cell.participants
            if cell.can_edit and not each.left
        ]

    def read(self, data: Mapping[str, str]) -> list[Posted]:
        given = [
            (cell, cell.sheet, read_version(data[f"{cell.prefix}version"]))
            for cell in self.cells
            if cell.sheet is not None and cell.mine and f"{cell.prefix}version" in data
        ]
        moved = {sheet: version for _cell, sheet, version in given if version != sheet.version}
        before = entry.at_versions(moved, {cell.sheet.pk: cell.stored for cell in self.cells if cell.sheet})
        return [_posted(cell, version, before.get(sheet.pk, cell.stored), data) for cell, sheet, version in given]


def _cell(
    progress: board.Progress, participants: Mapping[int, list[Participant]], stored: Mapping[int, Entry], user: User
) -> PartyCell:
    sheet = progress.sheet
    if sheet is None:
        return PartyCell(progress)
    return PartyCell(progress, participants[sheet.pk], stored[sheet.pk], reaches(user, Permission.EDIT_SHEETS, sheet))


def _posted(cell: PartyCell, version: int, common: Entry, data: Mapping[str, str]) -> Posted:
    keys = [key_of(each.member.pk) for each in cell.participants]
    typed = read_members(data, prefix=cell.prefix, keys=keys, stored=common, names=FIELDS)
    return Posted(cell, version, common, typed)
