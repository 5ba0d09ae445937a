"""The cells of a row that both kinds of past ratings have: year, level or reason, note, decision."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext

from exchange.cells import Cells
from exchange.kinds import Row
from exchange.tables.texts import key
from ratings import rules
from ratings.importing.words import NO_LEVEL, level_words, reason_words
from ratings.levels import LEGACY_LEVELS, LegacyLevel, Level, NotRatedReason
from ui.forms import PlainLineField

_YEAR = re.compile(r"(?:năm\s*)?((?:19|20)\d\d)", re.IGNORECASE)
_DECISION = PlainLineField(max_length=60, required=False)
_NOTE = PlainLineField(max_length=500, required=False)
NOTE_LENGTH = 500
FIRST_YEAR = rules.ALL[0].first_year
# A name of those years for what still has a name today.
_OF_OLD = {Level.GOOD.value: LegacyLevel.GOOD.value, Level.COMPLETED.value: LegacyLevel.COMPLETED.value}


@dataclass(slots=True)
class Sent:
    """A row read; what cannot be read is empty here, and told in `cells`. `other`: the reason in words of its own."""

    number: int
    year: int | None
    level: int | None
    legacy: str
    reason: str
    other: str
    note: str
    decision: str
    decided_on: date | None
    cells: Cells = field(repr=False)

    @property
    def row(self) -> Row:
        return self.cells.row


class Reading:
    def __init__(self, *, of_members: bool) -> None:
        self.of_members = of_members
        self.levels = level_words(of_members=of_members)
        self.reasons = reason_words(of_members=of_members)
        self.this_year = timezone.localdate().year

    def sent(self, row: Row) -> Sent:
        cells = Cells(row)
        sent = Sent(
            number=row.number,
            year=self.year(cells),
            level=None,
            legacy="",
            reason="",
            other="",
            note=cells.text("note", field=_NOTE),
            decision=cells.text("decision", field=_DECISION),
            decided_on=cells.day("decided_on"),
            cells=cells,
        )
        self._standing(sent)
        if sent.year and sent.decided_on and sent.decided_on.year < sent.year:
            words = gettext("Before the year %(year)s, which it decides on") % {"year": sent.year}
            cells.wrong("decided_on", words, gettext("Check both cells"))
        return sent

    def year(self, cells: Cells) -> int | None:
        typed = cells.row.get("year")
        if not typed:
            cells.missing("year")
            return None
        if not (found := _YEAR.fullmatch(typed)):
            cells.wrong(
                "year", gettext("“%(typed)s” is no year") % {"typed": typed[:20]}, gettext("Write it like 2021")
            )
            return None
        return self._within(cells, int(found[1]))

    def _within(self, cells: Cells, year: int) -> int | None:
        if year >= self.this_year:
            sentence = gettext("The year %(year)s is not over") % {"year": year}
            cells.wrong("year", sentence, gettext("Open the year on the portal and enter its sheets there"))
            return None
        if year < FIRST_YEAR:
            sentence = gettext("The rules of the years before %(year)s are not known here") % {"year": FIRST_YEAR}
            cells.wrong("year", sentence, gettext("Take the row out of the file"))
            return None
        return year

    def _standing(self, sent: Sent) -> None:
        """A level, or why there is none."""
        level, reason = sent.row.get("level"), sent.row.get("reason")
        meant = self.levels.get(key(level), "") if level else NO_LEVEL
        if not meant:
            sentence = gettext("“%(typed)s” is no level that is known here") % {"typed": level[:60]}
            sent.cells.wrong("level", sentence, gettext("Write one of the levels of that year, like HTTNV"))
        elif meant in NotRatedReason.values:
            sent.reason = meant
        elif meant != NO_LEVEL:
            self._level(sent, meant)
            if reason:
                sentence = gettext("A level and a reason for none stand in one row")
                sent.cells.wrong("reason", sentence, gettext("Empty one of the two cells"))
            return
        if meant:
            self._reason(sent, reason)

    def _reason(self, sent: Sent, typed: str) -> None:
        if typed:
            sent.reason = self.reasons.get(key(typed), NotRatedReason.OTHER.value)
            sent.other = "" if key(typed) in self.reasons else sent.cells.text("reason", field=_NOTE)
        elif not sent.reason:
            column = "reason" if sent.row.get("level") else "level"
            sentence = gettext("Neither a level nor why there is none")
            sent.cells.wrong(column, sentence, gettext("Write one of the two"))

    def _level(self, sent: Sent, meant: str) -> None:
        of_old = not self.of_members and sent.year is not None and bool(rules.rules_for(sent.year).legacy_levels)
        if meant in LegacyLevel.values:
            if sent.year is not None and not of_old:
                sentence = gettext("“%(typed)s” was a level until 2017 only") % {"typed": sent.row.get("level")[:60]}
                sent.cells.wrong("level", sentence, gettext("Check the year, or write the level of that year"))
                return
            sent.level, sent.legacy = LEGACY_LEVELS[LegacyLevel(meant)].value, meant
            return
        sent.level = int(meant)
        sent.legacy = _OF_OLD.get(sent.level, "") if of_old else ""


def together(sent: Sent, *parts: str) -> str:
    """The note as it will stand: what is written there, the reason in its own words, and `parts`, each once."""
    note = sent.note
    for part in filter(None, (sent.other, *parts)):
        note = note if part in note else "; ".join(filter(None, (note, part)))
    if len(note) > NOTE_LENGTH:
        sentence = gettext("Together longer than %(most)s letters") % {"most": NOTE_LENGTH}
        sent.cells.wrong("note" if sent.note else "reason", sentence, gettext("Shorten it"))
    return note
