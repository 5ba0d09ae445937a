"""The way of a sheet in words, from the audit trail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext, ngettext

from accounts.models import AuditEvent
from accounts.trail.record import history
from ratings.models import RatingYear, Sheet
from ratings.sheets.entry import OWN, ROW_VERBS, WORK
from ratings.sheets.since_submission import VERB, detail
from ratings.verbs import VERBS
from ui.moments import day


@dataclass(frozen=True)
class HistoryLine:
    at: datetime
    who: str
    what: str
    detail: str
    text: str


def lines(of: Sheet | RatingYear, limit: int = 50) -> list[HistoryLine]:
    """Newest first; saves of one person that follow each other are one line."""
    return [_line(event) for event in _without_repeats(history(of)[: limit * 4])][:limit]


def returned(sheet: Sheet) -> HistoryLine | None:
    """Who opened it again for correction, and when; None where it is not to be corrected."""
    if sheet.state != Sheet.State.RETURNED:
        return None
    event = history(sheet).filter(verb__in=("sheet.return", "sheet.reopen")).first()
    return _line(event) if event else None


def _without_repeats(events: Iterable[AuditEvent]) -> Iterable[AuditEvent]:
    last: AuditEvent | None = None
    for event in events:
        repeats = last is not None and event.verb == last.verb == "sheet.save" and event.actor_id == last.actor_id
        if not repeats:
            yield event
        last = event


def _line(event: AuditEvent) -> HistoryLine:
    who = event.actor.full_name if event.actor else gettext("The portal")
    detail = ", ".join(filter(None, (event.data.get("subject", ""), _detail(event))))
    return HistoryLine(event.at, who, str(VERBS.get(event.verb, event.verb)), detail, event.reason)


def _detail(event: AuditEvent) -> str:
    data = event.data
    if event.verb == VERB:
        return detail(data)
    if event.verb in ROW_VERBS and "decision_number" not in data:
        return _saved(data.get("changes", {}))
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


def _saved(changes: dict) -> str:
    members = len([key for key in changes if key not in (OWN, WORK)])
    parts = []
    if members:
        parts.append(ngettext("%(count)s member", "%(count)s members", members) % {"count": members})
    if OWN in changes:
        parts.append(gettext("the organisation's level"))
    if WORK in changes:
        parts.append(gettext("work results"))
    return ", ".join(parts)
