"""The rows of a file as members, each for itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.forms import CharField
from django.utils import timezone
from django.utils.translation import gettext

from exchange.cells import Cells
from exchange.kinds import Problem, Row
from members.importing.words import Status, entries, sexes, statuses
from members.models import Member
from ui.forms import PersonNameField, PlainLineField
from ui.vietnamese import compare_key

_NAME = PersonNameField(max_length=120, required=False)
_POSITION = PlainLineField(max_length=120, required=False)
_DECISION = PlainLineField(max_length=60, required=False)
_DAY = re.compile(r"([0-9]{2})/([0-9]{2})/((?:19|20)[0-9]{2})")
NAMES = 20_000
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class Sent:
    """A row read; what cannot be read is empty here, and told in `cells`."""

    number: int
    code: str
    full_name: str
    name_key: str
    sex: str
    birth_date: date | None
    position: str
    admitted_on: date | None
    official_on: date | None
    decided_on: date | None
    decision_number: str
    since: date | None
    entry: str
    status: str
    exempted_on: date | None
    cells: Cells = field(repr=False)

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
        self.sexes, self.entries, self.statuses = sexes(), entries(), statuses()
        self.today = timezone.localdate()
        self._days: dict[str, date] = {}
        self._lines: dict[str, str] = {}
        self._name_key = lru_cache(maxsize=NAMES)(compare_key)

    def sent(self, row: Row) -> Sent:
        cells = Cells(row)
        name = self._name(cells)
        return Sent(
            number=row.number,
            code=row.get("number"),
            full_name=name,
            name_key=self._name_key(name),
            sex=self._choice(cells, "sex", self.sexes, Member.Sex.labels),
            birth_date=self.birth_date(cells),
            position=self._line(cells, "position", _POSITION),
            admitted_on=self.day(cells, "admitted_on"),
            official_on=self.day(cells, "official_on"),
            decided_on=self.day(cells, "decided_on"),
            decision_number=self._line(cells, "decision_number", _DECISION),
            since=self.day(cells, "since"),
            entry=self._choice(cells, "entry", self.entries),
            status=self._choice(cells, "status", self.statuses),
            exempted_on=self.day(cells, "exempted_on"),
            cells=cells,
        )

    def who(self, row: Row) -> tuple[str, str, date | None]:
        """The number, the name as it is compared and the day of birth, without a word about what is wrong."""
        return row.get("number"), self._name_key(row.get("full_name")), self.birth_date(Cells(row))

    def day(self, cells: Cells, column: str) -> date | None:
        typed = cells.row.get(column)
        if not typed:
            return None
        known = self._days.get(typed) or self._usual_day(typed) or cells.day(column)
        if known is not None:
            self._days[typed] = known
        return known

    def _usual_day(self, typed: str) -> date | None:
        """Most cells by far; of any other spelling, and of what is wrong, the field of the forms tells."""
        if not (parts := _DAY.fullmatch(typed)):
            return None
        try:
            day = date(int(parts[3]), int(parts[2]), int(parts[1]))
        except ValueError:
            return None
        return day if day <= self.today else None

    def birth_date(self, cells: Cells) -> date | None:
        typed = cells.row.get("birth_date")
        if _YEAR.fullmatch(typed):
            mend = gettext("Write day/month/year, as in the file of the member")
            cells.wrong("birth_date", gettext("Only the year stands here"), mend)
            return None
        return self.day(cells, "birth_date")

    def _name(self, cells: Cells) -> str:
        name = cells.text("full_name", field=_NAME)
        if name and not any(char.isalpha() for char in name):
            cells.wrong("full_name", gettext("No name stands here"), gettext("Write the name in letters"))
            return ""
        return name

    def _line(self, cells: Cells, column: str, kind: CharField) -> str:
        typed = cells.row.get(column)
        if typed and typed not in self._lines:
            before = len(cells.problems)
            line = cells.text(column, field=kind)
            if len(cells.problems) > before:
                return ""
            self._lines[typed] = line
        return self._lines[typed] if typed else ""

    def _choice(self, cells: Cells, column: str, words: dict[str, str], offered: Iterable[object] = ()) -> str:
        typed = cells.row.get(column)
        if typed in words:
            return words[typed]
        found = cells.choice(column, words, offered=offered)
        if found:
            words[typed] = found
        return found


def bare_year(row: Row) -> int:
    typed = row.get("birth_date")
    return int(typed) if _YEAR.fullmatch(typed) else 0
