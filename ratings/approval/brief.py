"""The brief that a committee decides by: what changed, what the check says, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from accounts.trail.record import history
from ratings.approval import readiness
from ratings.approval.drift import Drift, drift_of
from ratings.approval.found import Found, found_of
from ratings.approval.grounds import Grounds, grounds_of
from ratings.approval.proposed import CellNames, ProposedLevel, cells_named, proposed
from ratings.counts.ceilings import Ceilings
from ratings.findings import Severity
from ratings.grid.cap_panel import CapPanel, members_elsewhere, together, whole_panel
from ratings.grid.differences import ChangedRow, differences
from ratings.grid.material import Material, names_of
from ratings.grid.page import SheetPage
from ratings.models import Sheet
from ratings.sheets import entry
from ratings.sheets.entry import Entry
from ratings.transitions import Answer


class Caps(NamedTuple):
    """Beside the names: of whom the brief proposes, and on a committee's of the members of its cells."""

    proposed: list[CapPanel]
    cells: list[CapPanel]


@dataclass(frozen=True)
class Brief:
    sheet: Sheet
    proposed: list[ProposedLevel]
    cells: list[CellNames]
    grounds: Grounds
    changes: list[ChangedRow] | None
    drift: Drift
    missing: list[str]
    found: list[Found]
    caps: Caps

    @property
    def obstacles(self) -> int:
        """How many points keep the sheet from being submitted."""
        return len(self.missing) + sum(each.severity == Severity.BLOCKING for each in self.found)


def brief_of(material: Material, page: SheetPage) -> Brief:
    sheet, lines = material.sheet, list(page.lines)
    names = names_of(material)
    return Brief(
        sheet=sheet,
        proposed=proposed(sheet, lines),
        cells=[] if sheet.is_cell else cells_named(sheet),
        grounds=grounds_of(sheet, material.stored),
        changes=_since_submission(sheet, material.stored, names),
        drift=drift_of(lines),
        missing=readiness.missing(sheet, material.stored),
        found=found_of(page.findings, lines),
        caps=_caps(sheet, page.caps),
    )


def _caps(sheet: Sheet, panels: Sequence[CapPanel]) -> Caps:
    shown = [each for each in panels if not each.is_empty]
    if sheet.is_cell:
        return Caps(shown, [])
    of_members = [each for each in shown if each.of_members]
    return Caps([each for each in shown if not each.of_members], of_members or _of_all_cells(sheet))


def _of_all_cells(sheet: Sheet) -> list[CapPanel]:
    """Until 2024 the members of a grassroots committee count together, and its own page has no panel of them."""
    if not sheet.is_grassroots:
        return []
    panel = whole_panel(Ceilings.of(sheet.rating_year), Counter(), together(members_elsewhere(sheet, ())))
    return [panel] if panel.expected.rated else []


def barred(answers: Iterable[Answer]) -> list[tuple[str, str]]:
    """Each reason once, with the names of all that it bars."""
    reasons: dict[str, list[str]] = {}
    for answer in answers:
        if not answer.allowed:
            reasons.setdefault(answer.why_not, []).append(str(answer.transition.label))
    return [(", ".join(names), why_not) for why_not, names in reasons.items()]


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
