"""Who is told of an appeal, of its answer, and of a level that was set anew."""

from __future__ import annotations

from dataclasses import replace

from accounts.models import User
from accounts.permissions import Permission
from notices.telling import News, tell
from organizations.recipients import who_may
from ratings.models import Appeal, Rerating, Sheet
from ratings.notices import appeal_words as words
from ratings.notices.sheets import about, enterers


def appealed(appeal: Appeal, *, by: User) -> None:
    news = _news(appeal, words.APPEALED, by=str(by), received_on=appeal.received_on.isoformat())
    tell(news, who_may(Permission.DECIDE_SHEETS, appeal.sheet.organization), by=by)


def answered(appeal: Appeal, *, by: User) -> None:
    said = {"by": str(by), "outcome": appeal.outcome, "reason": appeal.answer, **_decision(appeal)}
    recorder = [appeal.recorded_by] if appeal.recorded_by.is_active else []
    tell(_news(appeal, words.ANSWERED, **said), [*enterers(appeal.sheet), *recorder], by=by)


def rerated(made: Rerating, *, by: User) -> None:
    """Without an appeal only: an answer tells it itself."""
    if made.appeal_id is None:
        said = {"by": str(by), "subject": made.subject, "reason": made.reason, **_decision(made)}
        tell(_at(made.sheet, words.RERATED, made, **said), enterers(made.sheet), by=by)


def _news(appeal: Appeal, kind: str, **said: str) -> News:
    return _at(appeal.sheet, kind, appeal, subject=appeal.subject, **said)


def _at(sheet: Sheet, kind: str, record: Appeal | Rerating, **said: str) -> News:
    """As news about the sheet, and leading to the record."""
    return replace(about(sheet, kind, record.pk, **said), url=record.get_absolute_url())


def _decision(record: Appeal | Rerating) -> dict[str, str]:
    decided = record.decided_on.isoformat() if record.decided_on else ""
    return {"decision_number": record.decision_number, "decided_on": decided}
