"""Whether the days of a new member can be, each held against the others and against the cell; all at once."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from members import days
from members.forms import OLDEST, YOUNGEST
from members.importing.places import Place
from members.importing.reading import Sent
from members.importing.words import ADMITTED
from members.models import age
from ui.days import written


def check_facts(sent: Sent, birth: date | None, admitted: date | None, official: date | None) -> None:
    """As they will stand on the member."""
    if birth and admitted:
        _check_age(sent, birth, admitted)
    if admitted and official and official < admitted:
        column = "official_on" if sent.official_on else "admitted_on"
        sentence = gettext("Full member on %(official)s, before the admission on %(admitted)s")
        words = {"official": written(official), "admitted": written(admitted)}
        sent.cells.wrong(column, sentence % words, gettext("Check both dates"))


def _check_age(sent: Sent, birth: date, admitted: date) -> None:
    column = "admitted_on" if sent.admitted_on else "birth_date"
    if admitted <= birth:
        sentence = gettext("Admitted on %(day)s, not after the birth") % {"day": written(admitted)}
        sent.cells.wrong(column, sentence, gettext("Check both dates"))
        return
    years = age(birth, admitted)
    if not YOUNGEST <= years <= OLDEST:
        mend = gettext("Check both dates; if they are right, enter this member on the page “Add a member”")
        sent.cells.wrong(column, gettext("By these dates %(age)s years old at the admission") % {"age": years}, mend)


def check_ceremony_of(sent: Sent, decided_on: date, admitted_on: date) -> None:
    try:
        days.check(days.CEREMONY, decided_on=decided_on, admitted_on=admitted_on)
    except ValidationError as error:
        sent.cells.wrong("decided_on", " ".join(error.messages))


def check_exemption(sent: Sent, admitted: date | None) -> None:
    if sent.exempted_on and admitted and sent.exempted_on < admitted:
        sentence = gettext("Before the admission on %(day)s") % {"day": written(admitted)}
        sent.cells.wrong("exempted_on", sentence, gettext("Check both dates"))


def check_stay(sent: Sent, place: Place, since: date, entry: str) -> None:
    """Here from a day on which the member was admitted and the cell stood."""
    column = "since" if sent.since else "admitted_on"
    if since < place.opened:
        sentence = gettext("%(place)s was founded on %(day)s only") % {"place": place, "day": written(place.opened)}
        sent.cells.wrong(column, sentence, gettext("Write since when the member belongs here"))
    if sent.admitted_on and since < sent.admitted_on:
        sentence = gettext("Before the admission on %(day)s") % {"day": written(sent.admitted_on)}
        sent.cells.wrong(column, sentence, gettext("Check both dates"))
    if entry == ADMITTED and sent.admitted_on and since > sent.admitted_on:
        sentence = gettext("Who was admitted here belongs here since the admission on %(day)s")
        mend = gettext("Empty the cell, or write that the member was transferred in")
        sent.cells.wrong(column, sentence % {"day": written(sent.admitted_on)}, mend)
