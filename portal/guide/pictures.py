"""Pictures of the guide: pages as the demo data show them, taken by tests/browser/test_guide_pictures.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext, gettext_noop

from accounts.permissions import Permission as P


@dataclass(frozen=True)
class Picture:
    """`shows` is read out instead of the picture, which frames what it speaks of; `needs`: what its button needs."""

    WIDTH: ClassVar = 1200
    HEIGHT: ClassVar = 720

    name: str
    shows: str
    needs: P | None = None

    @property
    def path(self) -> str:
        return f"portal/guide/{self.name}.webp"

    @property
    def words(self) -> str:
        return gettext(self.shows)


PICTURES = {
    "sheet": (
        Picture(
            "home-clerk",
            gettext_noop("My tasks: the sheet of the cell, and the button that opens it."),
            P.SUBMIT_SHEETS,
        ),
        Picture("sheet", gettext_noop("The sheet: one row for each member, the levels side by side in the middle.")),
    ),
    "decide": (
        Picture("home-committee", gettext_noop("My tasks: sheets that wait for a decision, and for how many days.")),
        Picture(
            "decision", gettext_noop("Below the brief of a sheet: number and day of the decision, then the button.")
        ),
    ),
    "year": (
        Picture(
            "board", gettext_noop("The board of the year: how many wait, are late or approved. Each number filters.")
        ),
    ),
    "points": (),
    "forms": (),
    "appeals": (),
    "years": (),
    "caps": (),
    "summary": (),
    "members": (
        Picture("members", gettext_noop("The members: one box finds name, number or year of birth; a heading sorts.")),
    ),
    "organizations": (
        Picture("organization", gettext_noop("An organisation: its facts, then its ratings and members.")),
    ),
    "changes": (),
    "committees": (),
    "corrections": (),
    "cases": (
        Picture(
            "home-inspector", gettext_noop("My tasks: cases under way, those past their limit on top."), P.EDIT_CASES
        ),
        Picture("case", gettext_noop("A case: this button leads to its conclusion."), P.EDIT_CASES),
    ),
    "targets": (
        Picture("home-leader", gettext_noop("Home of a leader: targets that are missed, with year and distance.")),
        Picture(
            "dashboard", gettext_noop("The term: one row for each target, one column for each year, the verdict last.")
        ),
    ),
    "reports": (
        Picture(
            "reports",
            gettext_noop("The reports: choose the term and press the button; the report appears in the list below."),
            P.REQUEST_REPORTS,
        ),
    ),
    "users": (
        Picture("users", gettext_noop("Users and roles: who acts where. This button adds a user.")),
        Picture("user", gettext_noop("A user: this button gives another role.")),
    ),
    "import": (),
    "trail": (Picture("trail", gettext_noop("The audit trail: who did what and when, newest first.")),),
    "account": (Picture("search", gettext_noop("The search box: what was found opens below it while one types.")),),
}
