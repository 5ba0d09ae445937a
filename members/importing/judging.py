"""What would become of each row: somebody new, the same, corrected, or wrong and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from exchange.kinds import Difference, Judged, Outcome, Row, Scope
from members.importing import comparing
from members.importing.checking import check_ceremony_of, check_exemption, check_facts, check_stay
from members.importing.elsewhere import namesakes
from members.importing.entry import Entry
from members.importing.late import Late
from members.importing.matching import Matching
from members.importing.notes import NOT_COUNTED, NOT_DECIDED
from members.importing.places import Place, Places
from members.importing.reading import Reading, Sent
from members.importing.stored import Known, Stored
from members.importing.words import ADMITTED, ENTRIES, FOUNDED_WITH, TRANSFERRED, Status
from organizations import closed_days
from ui.days import written
from ui.searching import search_key

DAYS_TOLD = 1_000


def judge(rows: Iterable[Row], scope: Scope, by: User) -> Iterator[Judged]:
    judging = Judging(rows, scope, by)
    return (judging.judged(row) for row in rows)


class Judging:
    def __init__(self, rows: Iterable[Row], scope: Scope, by: User):
        self.places, self.reading, self.late = Places(scope), Reading(), Late(scope)
        entries = (*ENTRIES, (FOUNDED_WITH, gettext("with the cell; no movement is counted")))
        self.entries = {value: Difference("entry", "", str(title)) for value, title in entries}
        self.founding = lru_cache(maxsize=DAYS_TOLD)(_founding)
        stored = Stored(scope)
        self.matching = Matching(rows, stored, self.reading)
        self.elsewhere = namesakes(self.matching.born, scope, by)

    def judged(self, row: Row) -> Judged:
        sent = self.reading.sent(row)
        known = self.matching.known(sent)
        self.matching.refuse_twice(sent, known)
        if sent.status == Status.GONE:
            return self._not_belonging(sent, known)
        place = self._place(sent, known)
        if sent.code and known is None:
            return _wrong(sent)
        return self._compared(sent, known, place) if known else self._new(sent, place)

    def _place(self, sent: Sent, known: Known | None) -> Place | None:
        row = sent.cells.row
        code, name = row.get("organization_code"), row.get("organization")
        if known and not code and not name:
            return None
        place, problem = self.places.meant(code, name, row.get("committee"))
        if problem is not None:
            sent.problems.append(problem)
        return place

    def _not_belonging(self, sent: Sent, known: Known | None) -> Judged:
        """Who has left stays as they are; nobody is entered who does not belong."""
        if known and known.place is None and not sent.problems:
            return Judged(sent.number, Outcome.SAME, sent.label, url=_url(known))
        words = {"status": sent.cells.row.get("status")}
        sentence = gettext("“%(status)s”: not brought onto the list of those who belong") % words
        mend = gettext("Take the row out of the file")
        if known and known.place is not None:
            sentence = gettext("“%(status)s”, but belongs here on the portal") % words
            mend = gettext("Enter what happened on the member's page")
        sent.cells.wrong("status", sentence, mend, _url(known))
        return _wrong(sent, _url(known))

    def _compared(self, sent: Sent, known: Known, place: Place | None) -> Judged:
        url = _url(known)
        comparing.refuse_deeds(sent, known, place, url)
        values = comparing.changed(sent, known)
        comparing.check_changed(sent, known, values)
        check_exemption(sent, values.get("admitted_on", known.admitted_on))
        if sent.problems:
            return _wrong(sent, url)
        exempted = sent.exempted_on if known.exempted_on is None else None
        told = [*comparing.differences(known, values), *_exempt(sent, known.exempted_on)]
        if not values and exempted is None:
            return Judged(sent.number, Outcome.SAME, known.label, differences=tuple(told), url=url)
        new = {name: _plain(value) for name, value in values.items()}
        data = {"pk": known.pk, "new": new, "place": known.place, "exempted": _plain(exempted)}
        notes = self._late(data, told)
        return Judged(sent.number, Outcome.CHANGED, known.label, (), tuple(told), data, url, notes)

    def _late(self, data: dict[str, Any], told: list[Difference]) -> tuple[str, ...]:
        if years := self.late.years_of(data):
            told.append(Difference("since", "", closed_days.told_of_row(years)))
        return (closed_days.LATE,) if years else ()

    def _new(self, sent: Sent, place: Place | None) -> Judged:
        for column in ("full_name", "sex", "birth_date", "admitted_on"):
            if not sent.cells.row.get(column):
                sent.cells.missing(column)
        check_facts(sent, sent.birth_date, sent.admitted_on, sent.official_on)
        if place is None or sent.admitted_on is None:
            return _wrong(sent)
        since, entry = _stay(sent, place, sent.admitted_on)
        check_stay(sent, place, since, entry)
        check_exemption(sent, sent.admitted_on)
        if sent.decided_on and entry == ADMITTED:
            check_ceremony_of(sent, sent.decided_on, sent.admitted_on)
        if sent.problems:
            return _wrong(sent)
        told = [*self._told(sent, place, since, entry)]
        data = _entry(sent, place, since, entry)
        uncounted = (NOT_COUNTED,) if self._is_not_counted(sent.admitted_on, entry) else ()
        undecided = (NOT_DECIDED,) if entry == ADMITTED and sent.decided_on is None else ()
        late = self._late(data._asdict(), told) if self.late.years else ()
        notes = (*uncounted, *undecided, *late)
        return Judged(sent.number, Outcome.NEW, sent.label, differences=tuple(told), data=data, notes=notes)

    def _is_not_counted(self, admitted_on: date, entry: str) -> bool:
        """Admitted here, as it seems, but before the cell stood: it was in another cell, or the founding is wrong."""
        return entry == FOUNDED_WITH and self.places.founded is not None and admitted_on >= self.places.founded

    def _told(self, sent: Sent, place: Place, since: date, entry: str) -> Iterator[Difference]:
        yield Difference("organization", "", str(place))
        if sent.since is None and since != sent.admitted_on:
            yield Difference("since", "", self.founding(since))
        if sent.admitted_on and self._is_not_counted(sent.admitted_on, entry):
            yield Difference("admitted_on", "", gettext("before the cell was founded: counted in no year"))
        if not sent.entry:
            yield self.entries[entry]
        if entry != ADMITTED and (sent.decided_on or sent.decision_number):
            yield Difference("decision_number", "", gettext("not kept: the admission was elsewhere"))
        yield from _exempt(sent, None)
        if sentence := self._elsewhere(sent):
            yield Difference("full_name", "", sentence)

    def _elsewhere(self, sent: Sent) -> str:
        """Marks do not count: they are forgotten when typing."""
        if not self.elsewhere or sent.birth_date is None:
            return ""
        return self.elsewhere.get((search_key(sent.full_name), sent.birth_date), "")


def _founding(day: date) -> str:
    return gettext("%(day)s, the founding of the cell") % {"day": written(day)}


def _stay(sent: Sent, place: Place, admitted_on: date) -> tuple[date, str]:
    """Without a word about it: since the admission, or since the founding of a cell that is younger.

    Whoever stood in a cell when it was founded came by no movement: none is made up, and no year counts one.
    """
    since = sent.since or max(admitted_on, place.opened if sent.entry != ADMITTED else admitted_on)
    if sent.entry or since == admitted_on:
        return since, sent.entry or ADMITTED
    return since, TRANSFERRED if sent.since else FOUNDED_WITH


def _exempt(sent: Sent, recorded: date | None) -> Iterator[Difference]:
    """Without its day it cannot be recorded: the member belongs, and the row says what is missing."""
    if not sent.is_exempt or recorded is not None:
        return
    if sent.exempted_on:
        yield Difference(
            "exempted_on", "", gettext("exempt from activity since %(day)s") % {"day": written(sent.exempted_on)}
        )
    else:
        yield Difference("status", "", gettext("exempt, but not since when: not recorded; write “Exempt since”"))


def _entry(sent: Sent, place: Place, since: date, entry: str) -> Entry:
    of_admission = entry == ADMITTED
    return Entry(
        full_name=sent.full_name,
        sex=sent.sex,
        birth_date=_plain(sent.birth_date),
        position=sent.position,
        admitted_on=_plain(sent.admitted_on),
        official_on=_plain(sent.official_on),
        place=place.pk,
        since=since.isoformat(),
        entry=entry,
        decided=_plain((sent.decided_on or sent.admitted_on) if of_admission else since),
        decision=sent.decision_number if of_admission else "",
        exempted=_plain(sent.exempted_on),
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _wrong(sent: Sent, url: str = "") -> Judged:
    return Judged(sent.number, Outcome.ERROR, sent.label, tuple(sent.problems), url=url)


def _url(known: Known | None) -> str:
    return reverse("members:detail", args=[known.pk]) if known else ""
