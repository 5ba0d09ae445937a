"""A row of an event that stands already: what it says otherwise is put right on the event's own page."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from members.events.importing.reading import Sent
from members.events.importing.stored import Standing
from members.importing.stored import Known
from members.models import LifeEvent
from ui.days import written
from ui.vietnamese import compare_key, number_key

Kind = LifeEvent.Kind


def refuse_other_words(sent: Sent, known: Known, event: Standing) -> None:
    """An empty cell says nothing."""
    mend, url = gettext("Correct it on the page of the event"), reverse("members:correct_event", args=[event.pk])
    for column, before in _told_otherwise(sent, known, event):
        sentence = gettext("%(before)s stands on the portal; what happened is not changed from a file")
        sent.cells.wrong(column, sentence % {"before": before or gettext("Nothing")}, mend, url)


def _told_otherwise(sent: Sent, known: Known, event: Standing) -> Iterator[tuple[str, str]]:
    row = sent.row
    effective = {Kind.ADMITTED: known.admitted_on, Kind.RECOGNIZED: known.official_on}.get(Kind(event.kind))
    for column, said, held in (("effective", sent.effective, effective), ("until", sent.until, event.until)):
        if said and said != held:
            yield column, written(held) if held else ""
    texts = (
        ("decision", sent.decision, event.decision),
        ("note", sent.note, event.note),
        ("beyond", _where(sent.beyond), _where(event.beyond)),
        ("code", number_key(row.get("code")), number_key(event.code)),
        ("other_code", number_key(row.get("other_code")), number_key(event.other)),
    )
    for column, typed, kept in texts:
        if typed and _bare(typed) != _bare(kept):
            yield column, kept
    if sent.other and not event.other and _bare(sent.other) != _bare(event.elsewhere):
        yield "other", event.elsewhere


def _where(beyond: str) -> str:
    return str(LifeEvent.Beyond(beyond).label) if beyond else ""


def _bare(text: str) -> str:
    return compare_key(" ".join(text.split()))
