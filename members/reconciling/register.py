"""Who belongs, or once belonged, within the scope, found by number or by the words of the name and the birth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from exchange.kinds import Scope
from members.importing.places import Places
from members.importing.stored import Known, Stored
from ui.searching import search_key

Name = tuple[str, date | int]


class Register:
    """Read in a fixed number of queries. Marks are forgotten when typing: a name is looked for with them first."""

    def __init__(self, scope: Scope):
        self.stored, self.places = Stored(scope), Places(scope)
        self._named: defaultdict[Name, list[Known]] = defaultdict(list)
        for known in self.stored.by_pk.values():
            key = search_key(known.full_name)
            self._named[key, known.birth_date].append(known)
            self._named[key, known.birth_date.year].append(known)

    def numbered(self, number: str) -> Known | None:
        return self.stored.numbered(number)

    def called(self, name_key: str, bare_key: str, born: date | int) -> list[Known]:
        """`born`: the day, or the year where no more is known. Of several, those who belong here today."""
        found = self.stored.called(name_key, born) if isinstance(born, date) else []
        found = found or self._named.get((bare_key, born), [])
        return [each for each in found if self.holds(each)] or list(found) if len(found) > 1 else list(found)

    def holds(self, known: Known) -> bool:
        return known.place in self.places.by_pk

    def belonging(self) -> Iterator[Known]:
        return (each for each in self.stored.by_pk.values() if self.holds(each))
