"""The way of a sheet in words, from the audit trail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext, ngettext

from accounts.models import AuditEvent
from accounts.trail.record import history
from ratings.models import RaisedCap, RatingYear, Sheet
from ratings.rules.local import LocalRule
from ratings.sheets import year_deeds
from ratings.sheets.entry import OWN, ROW_VERBS, WORK, Changes, answered, member_id_of
from ratings.sheets.since_submission import VERB, detail
from ui.moments import day

REOPENED = "sheet.reopen"
_OF_CAPS = ("cap.raise", "cap.take_back")


@dataclass(frozen=True)
class HistoryLine:
    """`changes`: of a deed that changed rows. `rows`: the first of them in words; `more`: how many others there are."""

    at: datetime
    who: str
    what: str
    detail: str
    text: str
    changes: Changes = field(default_factory=dict)
    rows: Sequence[Any] = ()
    more: int = 0
    verb: str = ""

    @property
    def is_reopening(self) -> bool:
        return self.verb == REOPENED


def lines(of: Sheet | RatingYear, limit: int = 50) -> list[HistoryLine]:
    """Newest first; saves of one person that follow each other are one line."""
    return [_line(run) for run in _runs(history(of)[: limit * 4])][:limit]


def returned(sheet: Sheet) -> HistoryLine | None:
    """Who opened it again for correction, and when; None where it is not to be corrected."""
    return returned_each([sheet]).get(sheet.pk)


def returned_each(sheets: Iterable[Sheet]) -> dict[int, HistoryLine]:
    back = [sheet for sheet in sheets if sheet.state == Sheet.State.RETURNED]
    events = history(*back).filter(verb__in=("sheet.return", REOPENED)) if back else ()
    found: dict[int, HistoryLine] = {}
    for event in events:
        found.setdefault(int(event.target_id), _line([event]))
    return found


def told(events: Iterable[AuditEvent]) -> list[HistoryLine]:
    return [_line([event]) for event in events]


def _runs(events: Iterable[AuditEvent]) -> Iterator[list[AuditEvent]]:
    run: list[AuditEvent] = []
    for event in events:
        if run and not _repeats(run[-1], event):
            yield run
            run = []
        run.append(event)
    if run:
        yield run


def _repeats(later: AuditEvent, event: AuditEvent) -> bool:
    return event.verb == later.verb == "sheet.save" and event.actor_id == later.actor_id


def _line(run: Sequence[AuditEvent]) -> HistoryLine:
    event, changes = run[0], _together(run)
    who = event.actor.full_name if event.actor else gettext("The portal")
    is_save = event.verb in ROW_VERBS and "decision_number" not in event.data
    told = _saved(changes) if is_save else _detail(event)
    detail = ", ".join(filter(None, (event.data.get("subject", ""), told, year_deeds.detail(event))))
    what = str(year_deeds.what(event))
    return HistoryLine(event.at, who, what, detail, event.reason, changes, verb=event.verb)


def _together(run: Sequence[AuditEvent]) -> Changes:
    """From what stood before the first of them to what stands after the last; what came back to itself is none."""
    found: Changes = {}
    for event in reversed(run):
        rows = event.data.get("changes", {}) if event.verb in ROW_VERBS else {}
        for key, fields in rows.items():
            row = found.setdefault(key, {})
            for name, (old, new) in fields.items():
                row[name] = [row[name][0] if name in row else old, new]
    moved = {key: {name: pair for name, pair in row.items() if pair[0] != pair[1]} for key, row in found.items()}
    return {key: row for key, row in moved.items() if row}


def _detail(event: AuditEvent) -> str:
    data = event.data
    if event.verb == VERB:
        return detail(data)
    if event.verb in _OF_CAPS:
        return _raised(data)
    if document := data.get("document"):
        return _of_document(document, data.get("changes", {}))
    if number := data.get("decision_number"):
        if decided := data.get("decided_on"):
            return gettext("decision %(number)s of %(day)s") % {
                "number": number,
                "day": day(date.fromisoformat(decided)),
            }
        return gettext("decision %(number)s") % {"number": number}
    if remarks := data.get("remarks"):
        count = len(remarks)
        return ngettext("with %(count)s remark", "with %(count)s remarks", count) % {"count": count}
    return ""


def _raised(data: dict) -> str:
    labels = dict(RaisedCap._meta.get_field("group").flatchoices)
    words = {**data, "group": labels.get(data["group"], data["group"])}
    return gettext("%(organization)s, %(group)s: %(percent)s%% by decision %(decision_number)s") % words


def _of_document(document: dict, changed: dict) -> str:
    """As it is now; of a correction also what was written there before."""
    now = str(LocalRule(**{**document, "issued_on": date.fromisoformat(document["issued_on"])}))
    before = [_written(name, old) for name, (old, _new) in changed.items()]
    return ", ".join([now, *(gettext("before: %(text)s") % {"text": text} for text in before)])


def _written(name: str, value: str) -> str:
    return day(date.fromisoformat(value)) if name == "issued_on" else value


def _saved(changes: dict) -> str:
    members = len([key for key in changes if member_id_of(key) is not None])
    parts = []
    if members:
        parts.append(ngettext("%(count)s member", "%(count)s members", members) % {"count": members})
    if OWN in changes:
        parts.append(gettext("the organisation's level"))
    if WORK in changes or answered(changes):
        parts.append(gettext("work results"))
    return ", ".join(parts)
