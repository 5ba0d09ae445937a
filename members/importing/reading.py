"""The rows of a file as members, each for itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from exchange.cells import YEAR, Cells
from exchange.kinds import Problem, Row
from members.importing.words import Status, entries, sexes, statuses
from members.models import Member
from ui.days import EARLIEST
from ui.forms import PersonNameField, PlainLineField
from ui.plain_names import is_plain_name
from ui.vietnamese import compare_key

NAME_LENGTH = 120
_NAME = PersonNameField(max_length=NAME_LENGTH, required=False)
_LINES = {
    "position": PlainLineField(max_length=120, required=False),
    "decision_number": PlainLineField(max_length=60, required=False),
}
_OFFERED = {"sex": Member.Sex.labels}
NAMES = 20_000


@dataclass(slots=True)
class Sent:
    """A row read; what cannot be read is empty here, and told in `cells`."""

    number: int
    cells: Cells = field(repr=False)
    code: str
    name_key: str
    full_name: str = ""
    sex: str = ""
    birth_date: date | None = None
    position: str = ""
    admitted_on: date | None = None
    official_on: date | None = None
    decided_on: date | None = None
    decision_number: str = ""
    since: date | None = None
    entry: str = ""
    status: str = ""
    exempted_on: date | None = None

    @property
    def label(self) -> str:
        return self.full_name or self.cells.row.get("full_name")[:120] or self.code

    @property
    def is_exempt(self) -> bool:
        return self.status == Status.EXEMPTED or self.exempted_on is not None

    @property
    def problems(self) -> list[Problem]:
        return self.cells.problems


class Reading:
    """Days, words and positions come again and again in a file: each is made out once."""

    def __init__(self) -> None:
        self.words = {"sex": sexes(), "entry": entries(), "status": statuses()}
        self.today = timezone.localdate()
        self._days: dict[str, date] = {}
        self._lines: dict[tuple[str, str], str] = {}
        self._name_key = lru_cache(maxsize=NAMES)(compare_key)

    def sent(self, row: Row) -> Sent:
        """Of a cell in which nothing stands there is nothing to read."""
        cells = Cells(row)
        typed = row.cells
        said = {column: read(self, cells, column, typed[column]) for column, read in READ.items() if typed.get(column)}
        return Sent(row.number, cells, row.get("number"), self._name_key(said.get("full_name", "")), **said)

    def who(self, row: Row) -> tuple[str, str, date | None]:
        """The number, the name as it is compared and the day of birth, without a word about what is wrong."""
        born = self._days.get(row.get("birth_date")) or self.born(Cells(row))
        return row.get("number"), self._name_key(row.get("full_name")), born

    def born(self, cells: Cells) -> date | None:
        typed = cells.row.get("birth_date")
        return self.day(cells, "birth_date", typed) if typed else None

    def day(self, cells: Cells, column: str, typed: str) -> date | None:
        known = self._days.get(typed) or self._usual_day(typed) or cells.day(column)
        if known is not None:
            self._days[typed] = known
        return known

    def _usual_day(self, typed: str) -> date | None:
        """Most cells by far; of any other spelling, and of what is wrong, the field of the forms tells."""
        if len(typed) != len("31/12/2024") or typed[2] != "/" or typed[5] != "/":
            return None
        try:
            day = date.fromisoformat(f"{typed[6:]}-{typed[3:5]}-{typed[:2]}")
        except ValueError:
            return None
        return day if EARLIEST <= day <= self.today else None

    def name(self, cells: Cells, column: str, typed: str) -> str:
        if len(typed) <= NAME_LENGTH and is_plain_name(typed):
            return typed
        name = cells.text(column, field=_NAME)
        if name and not any(char.isalpha() for char in name):
            cells.wrong(column, gettext("No name stands here"), gettext("Write the name in letters"))
            return ""
        return name

    def line(self, cells: Cells, column: str, typed: str) -> str:
        known = self._lines.get((column, typed))
        if known is not None:
            return known
        before = len(cells.problems)
        line = cells.text(column, field=_LINES[column])
        if len(cells.problems) > before:
            return ""
        return self._lines.setdefault((column, typed), line)

    def choice(self, cells: Cells, column: str, typed: str) -> str:
        words = self.words[column]
        if typed in words:
            return words[typed]
        found = cells.choice(column, words, offered=_OFFERED.get(column, ()))
        if found:
            words[typed] = found
        return found


# In the order in which what is wrong is told.
READ: Mapping[str, Callable[[Reading, Cells, str, str], Any]] = {
    "full_name": Reading.name,
    "sex": Reading.choice,
    "birth_date": Reading.day,
    "position": Reading.line,
    "admitted_on": Reading.day,
    "official_on": Reading.day,
    "decided_on": Reading.day,
    "decision_number": Reading.line,
    "since": Reading.day,
    "entry": Reading.choice,
    "status": Reading.choice,
    "exempted_on": Reading.day,
}


def bare_year(row: Row) -> int:
    typed = row.get("birth_date")
    return int(typed) if YEAR.fullmatch(typed) else 0
