"""One cell on the page of all cells of a committee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ratings.grid.cap_panel import ByTitle
from ratings.grid.cells import PartyCell
from ratings.grid.cells_cap import counted
from ratings.grid.differences import ChangedRow
from ratings.grid.grid_row import GridRow
from ratings.progress import board


@dataclass(frozen=True)
class CellPart:
    """`unsaved`: what was typed in it and can no longer be saved."""

    cell: PartyCell
    can_edit: bool
    lines: Sequence[GridRow]
    meanwhile: str = ""
    unsaved: Sequence[ChangedRow] = ()

    @property
    def progress(self) -> board.Progress:
        return self.cell.progress

    @property
    def anchor(self) -> str:
        return f"cell-{self.progress.organization.pk}"

    @property
    def here(self) -> list[GridRow]:
        return [line for line in self.lines if not line.left]

    @property
    def total(self) -> int:
        return len(self.here)

    @property
    def filled(self) -> int:
        return sum(line.is_filled for line in self.here)

    @property
    def counted(self) -> ByTitle:
        return counted(self.here)
