"""Who each row of the file is: by the number, else by the name and the birth; or left to a person."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from accounts.models import User
from exchange.kinds import Row, Scope
from members.importing.reading import Reading, Sent, bare_year
from members.importing.stored import Known
from members.numbers import codes_meant
from members.reconciling.outside import Elsewhere, Outside, Person
from members.reconciling.register import Register
from ui.searching import search_key


class Unclear(StrEnum):
    SEVERAL = "several"
    OTHER = "other"
    TWICE = "twice"


@dataclass(slots=True)
class Match:
    """One of the three is set, or nobody was found; `candidates` are numbers of members."""

    known: Known | None = None
    outside: Outside | None = None
    unclear: Unclear | None = None
    candidates: tuple[int, ...] = ()

    @property
    def met(self) -> Iterable[int]:
        return (self.known.pk,) if self.known else self.candidates


class Matching:
    """Goes once through all rows, so that one person in two of them is seen; of each it keeps who it is."""

    def __init__(self, rows: Iterable[Row], scope: Scope, by: User):
        self.register, self.reading = Register(scope), Reading()
        self._found: dict[int, Match] = {}
        self._lost: dict[int, tuple[Person | None, list[str]]] = {}
        seen: set[Hashable] = set()
        for row in rows:
            self._look(self.reading.sent(row), seen)
        lost = self._lost.values()
        persons = {person for person, _codes in lost if person}
        self._elsewhere = Elsewhere(persons, {code for _person, codes in lost for code in codes}, scope, by)

    def of(self, sent: Sent) -> Match:
        return self._found.get(sent.number) or self._outside(sent)

    def _look(self, sent: Sent, seen: set[Hashable]) -> None:
        found = self._within(sent)
        person = _person(sent)
        who: Hashable = found.known.pk if found and found.known else person
        if who is not None and who in seen:
            self._found[sent.number] = Match(unclear=Unclear.TWICE, candidates=tuple(found.met if found else ()))
        elif found:
            self._found[sent.number] = found
        else:
            self._lost[sent.number] = person, codes_meant(sent.code) if sent.code else []
        seen.add(who)

    def _within(self, sent: Sent) -> Match | None:
        if sent.code and (known := self.register.numbered(sent.code)):
            return Match(unclear=Unclear.OTHER, candidates=(known.pk,)) if _is_other(sent, known) else Match(known)
        born = sent.birth_date or bare_year(sent.cells.row)
        if not sent.name_key or not born:
            return None
        found = self.register.called(sent.name_key, search_key(sent.full_name), born)
        if len(found) > 1:
            return Match(unclear=Unclear.SEVERAL, candidates=tuple(each.pk for each in found))
        return Match(found[0]) if found else None

    def _outside(self, sent: Sent) -> Match:
        person, codes = self._lost[sent.number]
        numbered = [self._elsewhere.by_code[code] for code in codes if code in self._elsewhere.by_code]
        called = self._elsewhere.by_person.get(person, []) if person else []
        found = [each for each in numbered if search_key(each.full_name) == search_key(sent.full_name)] or called
        if len(found) > 1:
            return Match(unclear=Unclear.SEVERAL, candidates=tuple(each.pk for each in found))
        return Match(outside=found[0] if found else None)


def _person(sent: Sent) -> Person | None:
    return (search_key(sent.full_name)[:120], sent.birth_date) if sent.full_name and sent.birth_date else None


def _is_other(sent: Sent, known: Known) -> bool:
    """One of the two may be wrong somewhere; both at once are another person's."""
    other_name = sent.full_name and search_key(sent.full_name) != search_key(known.full_name)
    other_day = sent.birth_date and sent.birth_date != known.birth_date
    other_year = bare_year(sent.cells.row) not in (0, known.birth_date.year)
    return bool(other_name and (other_day or other_year))
