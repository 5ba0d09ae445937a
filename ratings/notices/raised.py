"""Who enters or decides on the sheets of a group is told that its share was raised, or is the rule's again."""

from __future__ import annotations

from accounts.models import AuditEvent
from accounts.permissions import Permission
from notices.telling import News, tell
from organizations.recipients import who_may
from ratings.models import RaisedCap
from ratings.notices import year_words as words


def told(raised: RaisedCap, line: AuditEvent) -> None:
    kind = words.RAISED if line.verb == "cap.raise" else words.TAKEN_BACK
    news = News(
        kind,
        f"{kind}:{line.pk}",
        raised.rating_year.get_absolute_url(),
        {
            "year": raised.rating_year.year,
            "by": str(line.actor or ""),
            "reason": line.reason,
            **{name: line.data[name] for name in ("organization", "group", "percent", "decision_number")},
        },
        Permission.VIEW_SHEETS,
        raised.organization.path,
    )
    people = [*who_may(Permission.EDIT_SHEETS, raised.organization)]
    people += who_may(Permission.DECIDE_SHEETS, raised.organization)
    tell(news, people, by=line.actor)
