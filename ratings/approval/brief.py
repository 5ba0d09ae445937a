"""The brief that a committee decides by: what changed, what the check says, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from accounts.trail.record import history
from ratings.approval import readiness
from ratings.approval.grounds import Grounds, grounds_of
from ratings.approval.proposed import CellNames, ProposedLevel, cells_named, proposed
from ratings.grid import rows
from ratings.grid.differences import ChangedRow, differences
from ratings.grid.page import Material, names_of
from ratings.levels import Level
from ratings.models import Sheet
from ratings.sheets import entry
from ratings.sheets.entry import Entry


class Move(NamedTuple):
    name: str
    was: str
    now: str


@dataclass(frozen=True)
class Drift:
    """Against last year: who went up, who went down, whom last year does not know."""

    up: list[Move]
    down: list[Move]
    same: int
    new: int


@dataclass(frozen=True)
class Brief:
    sheet: Sheet
    proposed: list[ProposedLevel]
    cells: list[CellNames]
    grounds: Grounds
    changes: list[ChangedRow] | None
    drift: Drift
    missing: list[str]


def brief_of(material: Material, lines: list[rows.GridRow]) -> Brief:
    sheet = material.sheet
    names = names_of(material)
    return Brief(
        sheet=sheet,
        proposed=proposed(sheet, lines),
        cells=[] if sheet.organization.is_cell else cells_named(sheet),
        grounds=grounds_of(sheet, material.stored),
        changes=_since_submission(sheet, material.stored, names),
        drift=_drift(lines),
        missing=readiness.missing(sheet, material.stored),
    )


def _since_submission(sheet: Sheet, now: Entry, names: Mapping[str, str]) -> list[ChangedRow] | None:
    """Against the submission before the present one; None when there was none."""
    submissions = [event.data["version"] for event in history(sheet).filter(verb="sheet.submit")[:2]]
    if sheet.state in (Sheet.State.SUBMITTED, Sheet.State.APPROVED):
        submissions = submissions[1:]
    if not submissions:
        return None
    before = entry.at_version(sheet, submissions[0], now)
    return [
        ChangedRow(key, names[key], differences(key, before.get(key), now.get(key)))
        for key in entry.changes(before, now)
        if key in names
    ]


def _drift(lines: list[rows.GridRow]) -> Drift:
    up: list[Move] = []
    down: list[Move] = []
    same = new = 0
    for line in lines:
        now = line.raw["level"]
        if not now.isdigit() or now == "0":
            continue
        if line.last_level is None:
            new += 1
        elif int(now) == line.last_level:
            same += 1
        else:
            moved = up if int(now) > line.last_level else down
            moved.append(Move(line.name, str(Level(line.last_level).label), str(Level(int(now)).label)))
    return Drift(up, down, same, new)
