"""Each row held against the register: what agrees, what differs and how, what cannot be compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from exchange.kinds import Difference, Judged, Outcome, Row, Scope
from members.importing import comparing
from members.importing.places import Place
from members.importing.reading import Sent, bare_year
from members.importing.stored import Known
from members.models import Difference as Kept
from members.reconciling.matching import Match, Matching
from members.reconciling.words import WHY, plain

Kind = Kept.Kind
CELL_UNKNOWN = "cell_unknown"
FACTS = tuple(Kept.Fact.values)


def judge(rows: Iterable[Row], scope: Scope, by: User) -> Iterator[Judged]:
    judging = Judging(rows, scope, by)
    return (judging.judged(row) for row in rows)


class Judging:
    def __init__(self, rows: Iterable[Row], scope: Scope, by: User):
        self.matching = Matching(rows, scope, by)
        self.register = self.matching.register

    def judged(self, row: Row) -> Judged:
        sent = self.matching.reading.sent(row)
        match = self.matching.of(sent)
        _leave_out_year(sent, match)
        if not match.known and not match.outside and not match.unclear:
            _need_name_and_birth(sent)
        if sent.problems:
            problems = tuple(sent.problems)
            return Judged(sent.number, Outcome.ERROR, sent.label, problems, data={"met": [*match.met]})
        if match.unclear:
            return _unclear(sent, match)
        if match.outside:
            told = (Difference("organization", match.outside.place_name, _cell(sent)),)
            found = self._found(sent, Kind.ELSEWHERE, member=match.outside.pk, place=match.outside.place)
            return _judged(sent, Outcome.CHANGED, [found], told, match.outside.pk)
        return self._compared(sent, match.known) if match.known else self._missing(sent)

    def _missing(self, sent: Sent) -> Judged:
        told = (Difference("full_name", "", gettext("not here")),)
        return _judged(sent, Outcome.NEW, [self._found(sent, Kind.MISSING)], told)

    def _compared(self, sent: Sent, known: Known) -> Judged:
        if known.place is None:
            told = (Difference("full_name", "", gettext("no longer on the list")),)
            found = self._found(sent, Kind.MISSING, member=known.pk)
            return _judged(sent, Outcome.NEW, [found], told, known.pk)
        if not self.register.holds(known):
            told = (Difference("organization", gettext("elsewhere"), _cell(sent)),)
            found = self._found(sent, Kind.ELSEWHERE, member=known.pk, place=known.place)
            return _judged(sent, Outcome.CHANGED, [found], told, known.pk)
        return self._held_against(sent, known, known.place)

    def _held_against(self, sent: Sent, known: Known, belongs: int) -> Judged:
        values = {name: value for name, value in comparing.changed(sent, known).items() if name in FACTS}
        found, told = [*_facts(sent, known, values)], [*comparing.differences(known, values)]
        place = self._place(sent)
        if place and place.pk != belongs:
            found.append(self._found(sent, Kind.ELSEWHERE, member=known.pk, place=belongs))
            told.append(Difference("organization", str(self.register.places.by_pk[belongs]), str(place)))
        notes = (CELL_UNKNOWN,) if place is None and _cell(sent) else ()
        outcome = Outcome.CHANGED if found else Outcome.SAME
        return _judged(sent, outcome, found, tuple(told), known.pk, notes)

    def _place(self, sent: Sent) -> Place | None:
        """That another list gives a cell another code is no difference."""
        row, places = sent.cells.row, self.register.places
        code, name = row.get("organization_code"), row.get("organization")
        found = places.meant(code, name, row.get("committee")).place if code else None
        return found or (places.meant("", name, row.get("committee")).place if name else None)

    def _found(self, sent: Sent, kind: Kind, **more: Any) -> dict[str, Any]:
        """With the cell as the file names it."""
        place = self._place(sent)
        found = _kept(sent, kind, theirs=_cell(sent), **more)
        return {**found, "facts": {**found["facts"], "place": place.pk if place else None}}


def _leave_out_year(sent: Sent, match: Match) -> None:
    """By the year alone nobody is told wrong, and it is no other day."""
    if match.known and bare_year(sent.cells.row) == match.known.birth_date.year:
        sent.cells.problems = [each for each in sent.problems if each.column != "birth_date"]


def _need_name_and_birth(sent: Sent) -> None:
    for column, value in (("full_name", sent.full_name), ("birth_date", sent.birth_date)):
        if not value and not sent.cells.is_wrong(column):
            sent.cells.missing(column)


def _unclear(sent: Sent, match: Match) -> Judged:
    told = (Difference("full_name", "", str(WHY[str(match.unclear)])),)
    found = _kept(sent, Kind.AMBIGUOUS, theirs=str(match.unclear), candidates=[*match.candidates])
    return _judged(sent, Outcome.CHANGED, [found], told, met=match.candidates)


def _facts(sent: Sent, known: Known, values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name, value in values.items():
        ours = plain(getattr(known, name))
        yield _kept(sent, Kind.FACT, member=known.pk, fact=name, place=known.place, ours=ours, theirs=plain(value))


def _kept(sent: Sent, kind: Kind, *, candidates: Iterable[int] = (), **more: Any) -> dict[str, Any]:
    """As `writing` keeps it."""
    facts = {name: kept for name in FACTS if (kept := plain(getattr(sent, name)))}
    told = {"full_name": sent.label, "birth_date": facts.get("birth_date")}
    return {"kind": kind.value, **told, "facts": {**facts, "candidates": [*candidates]}, **more}


def _cell(sent: Sent) -> str:
    return ", ".join(filter(None, map(sent.cells.row.get, ("organization", "organization_code"))))[:200]


def _judged(
    sent: Sent,
    outcome: Outcome,
    found: list[dict[str, Any]],
    told: tuple[Difference, ...],
    member: int | None = None,
    notes: tuple[str, ...] = (),
    met: Iterable[int] = (),
) -> Judged:
    url = reverse("members:detail", args=[member]) if member else ""
    data = {"met": [member] if member else [*met], "found": found}
    return Judged(sent.number, outcome, sent.label, differences=told, data=data, url=url, notes=notes)
