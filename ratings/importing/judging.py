"""What would become of a row of past ratings: new, the same, changed, or wrong and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from exchange.kinds import Difference, Judged, Outcome
from ratings.importing.reading import Sent
from ratings.importing.stored import Known
from ratings.levels import LegacyLevel, Level, NotRatedReason
from ui.days import written


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose rating a row is: `pk` of the organisation or member, `place` of the organisation with the sheet."""

    pk: int
    place: int
    label: str


class Twice:
    """Who stands in several rows of one year."""

    def __init__(self) -> None:
        self.first: dict[tuple[int, int], int] = {}

    def refuse(self, sent: Sent, subject: Subject, column: str) -> None:
        if sent.year is None:
            return
        at = self.first.setdefault((sent.year, subject.pk), sent.number)
        if at != sent.number:
            sentence = gettext("The same stands in row %(row)s for this year") % {"row": at}
            sent.cells.wrong(column, sentence, gettext("Leave one of the two rows"))


def wrong(sent: Sent, label: str, url: str = "") -> Judged:
    return Judged(sent.number, Outcome.ERROR, label, tuple(sent.cells.problems), url=url)


def compared(sent: Sent, subject: Subject, known: Known | None, note: str, notes: tuple[str, ...]) -> Judged:
    """`note`: as it is composed; an empty one says nothing, unless it was the reason that no longer holds.

    `notes`: of a row that is written.
    """
    url = reverse("ratings:sheet", args=[sent.year, subject.place]) if known else ""
    now = _as_it_will(sent, known, note)
    if known is not None and known.again and now != replace(known, again=False):
        sentence = gettext("This rating was set anew by a decision on the portal")
        sent.cells.wrong("level", sentence, gettext("Take the row out of the file"), url)
    if sent.cells.problems:
        return wrong(sent, subject.label, url)
    told = tuple(_differences(known, now))
    if known is not None and not told:
        return Judged(sent.number, Outcome.SAME, subject.label, url=url)
    outcome = Outcome.NEW if known is None else Outcome.CHANGED
    data = _data(sent, subject, now)
    return Judged(sent.number, outcome, subject.label, differences=told, data=data, url=url, notes=notes)


def _as_it_will(sent: Sent, known: Known | None, note: str) -> Known:
    if known is not None and not note:
        stays = known.reason != NotRatedReason.OTHER or sent.reason == known.reason
        note = known.note if stays else ""
    decision = sent.decision or (known.decision if known else "")
    decided_on = sent.decided_on or (known.decided_on if known else None)
    return Known(sent.level, sent.legacy, sent.reason, note, False, decision, decided_on)


def _data(sent: Sent, subject: Subject, now: Known) -> dict[str, Any]:
    day = now.decided_on
    return {
        "label": subject.label,
        "year": sent.year,
        "pk": subject.pk,
        "place": subject.place,
        "level": now.level,
        "legacy": now.legacy,
        "reason": now.reason,
        "note": now.note,
        "decision": now.decision,
        "decided_on": day.isoformat() if day else None,
    }


def _differences(known: Known | None, now: Known) -> Iterator[Difference]:
    before = _shown(known) if known else defaultdict(str)
    for column, after in _shown(now).items():
        if after != before[column]:
            yield Difference(column, before[column], after)


def _shown(known: Known) -> dict[str, str]:
    level = str(LegacyLevel(known.legacy).label) if known.legacy else ""
    level = level or (str(Level(known.level).label) if known.level else "")
    return {
        "level": level,
        "reason": str(NotRatedReason(known.reason).label) if known.reason else "",
        "note": known.note,
        "decision": known.decision,
        "decided_on": written(known.decided_on) if known.decided_on else "",
    }
