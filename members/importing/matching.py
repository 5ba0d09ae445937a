"""Who each row is: a member who is on the list, somebody new, or nobody that can be told; and rows of one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from django.utils.translation import gettext

from exchange.kinds import Row
from members.importing.reading import Reading, Sent, bare_year
from members.importing.stored import Known, Stored
from ui.days import written
from ui.searching import search_key

Person: TypeAlias = int | tuple[str, date]


class Matching:
    """Goes once through all rows to know who stands in several of them; keeps of each no more than that."""

    def __init__(self, rows: Iterable[Row], stored: Stored, reading: Reading):
        self.stored = stored
        seen: dict[Person, int] = {}
        self.several: defaultdict[Person, list[int]] = defaultdict(list)
        self.born: set[date] = set()
        for row in rows:
            number, name_key, born = reading.who(row)
            if born:
                self.born.add(born)
            person = self._person(number, name_key, born)
            if person is None:
                continue
            if person in seen:
                self.several[person] = [*(self.several.get(person) or [seen[person]]), row.number]
            else:
                seen[person] = row.number

    def _person(self, number: str, name_key: str, born: date | None) -> Person | None:
        if number:
            known = self.stored.numbered(number)
            return known.pk if known else None
        if not name_key or born is None:
            return None
        found = self.stored.called(name_key, born)
        return found[0].pk if len(found) == 1 else (name_key, born)

    def known(self, sent: Sent) -> Known | None:
        """The member that the row is of; where it cannot be told, the row says so and nothing comes back."""
        if sent.code:
            return self._numbered(sent)
        if not sent.name_key or sent.birth_date is None:
            return None
        found = self.stored.called(sent.name_key, sent.birth_date)
        if len(found) > 1:
            sentence = gettext("Several members bear this name and were born on this day: %(numbers)s")
            words = {"numbers": ", ".join(each.code for each in found[:5])}
            sent.cells.wrong("full_name", sentence % words, gettext("Write the number of the one meant"))
            return None
        return found[0] if found else None

    def _numbered(self, sent: Sent) -> Known | None:
        known = self.stored.numbered(sent.code)
        if known is None:
            sentence = gettext("No member here has the number “%(number)s”") % {"number": sent.code[:20]}
            sent.cells.wrong("number", sentence, gettext("Correct the number; for somebody new empty the cell"))
        elif self._is_somebody_else(sent, known):
            sentence = gettext("This number is of %(name)s, born on %(day)s")
            words = {"name": known.full_name, "day": written(known.birth_date)}
            sent.cells.wrong(
                "number", sentence % words, gettext("Correct the number, or the name and the day of birth")
            )
            return None
        return known

    def _is_somebody_else(self, sent: Sent, known: Known) -> bool:
        """One of the two may be corrected; both at once are another person's."""
        other_name = sent.full_name and search_key(sent.full_name) != search_key(known.full_name)
        other_day = sent.birth_date and sent.birth_date != known.birth_date
        other_year = bare_year(sent.cells.row) not in (0, known.birth_date.year)
        return bool(other_name and (other_day or other_year))

    def refuse_twice(self, sent: Sent, known: Known | None) -> None:
        person: Person | None = known.pk if known else None
        if known is None and not sent.code and sent.name_key and sent.birth_date:
            person = (sent.name_key, sent.birth_date)
        others = [each for each in self.several.get(person, ()) if each != sent.number] if person else []
        if others:
            sentence = gettext("The same person stands in row %(row)s") % {"row": ", ".join(map(str, others[:5]))}
            mend = gettext("Leave one of the rows; two people of one name and day are entered one by one")
            sent.cells.wrong("full_name", sentence, mend)
