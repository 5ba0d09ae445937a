"""What a row changes of a member who is on the list: facts may be corrected, what happened may not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext

from exchange.kinds import Difference
from members.importing.checking import check_facts
from members.importing.places import Place
from members.importing.reading import Sent, bare_year
from members.importing.stored import FACTS, Known
from members.models import Member
from ui.days import written
from ui.vietnamese import compare_key

SEXES = dict(Member.Sex.choices)


def changed(sent: Sent, known: Known) -> dict[str, Any]:
    """An empty cell says nothing."""
    told = {name: getattr(sent, name) for name in FACTS}
    return {name: value for name, value in told.items() if value and not _says_same(name, value, known)}


def _says_same(name: str, value: Any, known: Known) -> bool:
    """Where the tone stands in its syllable is spelling, not a change."""
    before = getattr(known, name)
    if name == "full_name" and value != before:
        return compare_key(value) == compare_key(before) and value.casefold() == before.casefold()
    return bool(value == before)


def check_changed(sent: Sent, known: Known, values: dict[str, Any]) -> None:
    if not values.keys() & {"birth_date", "admitted_on", "official_on"}:
        return
    after = {name: values.get(name, getattr(known, name)) for name in ("birth_date", "admitted_on", "official_on")}
    check_facts(sent, *after.values())


def refuse_deeds(sent: Sent, known: Known, place: Place | None, url: str) -> None:
    """What has a day and a decision of its own is done on the member's page."""
    mend = gettext("Open the member's page")
    if bare_year(sent.cells.row) == known.birth_date.year:
        sent.cells.problems = [each for each in sent.problems if each.column != "birth_date"]
    if known.place is None:
        sent.cells.wrong("number" if sent.code else "full_name", gettext("No longer on the list"), mend, url)
    elif place is not None and place.pk != known.place:
        sentence = gettext("Another cell has a day and a decision: transfer the member on their page")
        sent.cells.wrong(
            "organization_code" if sent.cells.row.get("organization_code") else "organization", sentence, mend, url
        )
    for column, before in _told_otherwise(sent, known):
        sentence = gettext("%(before)s stands on the portal; what happened is not changed from a file")
        sent.cells.wrong(column, sentence % {"before": before}, mend, url)


def _told_otherwise(sent: Sent, known: Known) -> Iterator[tuple[str, str]]:
    if sent.since and known.since and sent.since != known.since:
        yield "since", written(known.since)
    if sent.exempted_on and known.exempted_on and sent.exempted_on != known.exempted_on:
        yield "exempted_on", written(known.exempted_on)
    if known.decided_on is None:
        return
    if sent.decided_on and sent.decided_on != known.decided_on:
        yield "decided_on", written(known.decided_on)
    if sent.decision_number and sent.decision_number != known.decision_number:
        yield "decision_number", known.decision_number or gettext("No number")


def differences(known: Known, values: dict[str, Any]) -> tuple[Difference, ...]:
    return tuple(Difference(name, shown(name, getattr(known, name)), shown(name, new)) for name, new in values.items())


def shown(name: str, value: Any) -> str:
    if isinstance(value, date):
        return written(value)
    return str(SEXES.get(value, value)) if name == "sex" else str(value or "")
