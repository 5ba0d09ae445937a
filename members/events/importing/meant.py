"""Whom and which organisation a row means, within the scope."""

from __future__ import annotations

from django.utils.translation import gettext

from exchange.kinds import Scope
from members.events.importing.plans import COMES
from members.events.importing.reading import Sent
from members.importing.matching import Matching
from members.importing.places import Place, Places
from members.importing.reading import Reading
from members.importing.stored import Known, Stored
from members.models import LifeEvent
from ui.vietnamese import compare_key

Kind = LifeEvent.Kind
# Elsewhere a second organisation says nothing.
WITH_OTHER = (Kind.TRANSFERRED_OUT, Kind.TEMPORARY)


class Meant:
    def __init__(self, scope: Scope):
        self.places = Places(scope)
        self.members = Matching((), Stored(scope), Reading())

    def member(self, sent: Sent) -> Known | None:
        """Where it cannot be told, the row says so."""
        person = sent.person
        if not person.code and not (person.full_name and person.birth_date):
            sentence = gettext("It does not say whom")
            sent.cells.wrong("number", sentence, gettext("Write the number, or the name and the day of birth"))
            return None
        found = self.members.known(person)
        if found is None and not sent.cells.is_wrong("number", "full_name", "birth_date"):
            sentence = gettext("No member here bears this name and was born on this day")
            sent.cells.wrong("full_name", sentence, gettext("Correct the name or the day, or write the number"))
        return found

    def place(self, sent: Sent) -> Place | None:
        """Ours, to which the member comes or where they are for a time."""
        row = sent.row
        if sent.kind in COMES:
            return self._of_code(sent, "code", row.get("organization"))
        if sent.kind not in WITH_OTHER:
            return None
        if row.get("other_code"):
            return self._of_code(sent, "other_code", sent.other)
        if compare_key(sent.other) in self.places.by_name:
            sentence = gettext("This is one of your own organisations")
            sent.cells.wrong("other", sentence, gettext("Write its code too, or another name of the one outside"))
        return None

    def _of_code(self, sent: Sent, column: str, name: str) -> Place | None:
        if not (code := sent.row.get(column)):
            return None
        found, problem = self.places.meant(code, name, "")
        if problem is not None:
            sent.cells.problems.append(problem._replace(column=column))
        return found

    def refuse_strangers(self, sent: Sent, known: Known, *, comes: bool, url: str) -> None:
        """Whoever belongs elsewhere is acted on there; who belongs nowhere can only come again."""
        mend = gettext("Open the member's page")
        if not comes and known.place is None:
            sent.cells.wrong("number" if sent.person.code else "full_name", gettext("No longer on the list"), mend, url)
        elif known.place is not None and known.place not in self.places.by_pk:
            sentence = gettext("Belongs to another organisation today")
            sent.cells.wrong("number" if sent.person.code else "full_name", sentence, mend, url)
