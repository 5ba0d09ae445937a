"""The last report of a term that is ready, whoever asked for it."""

from __future__ import annotations

from accounts.models import User
from reports.models import Report


def newest_term_report(user: User) -> Report | None:
    done = Report.objects.visible_to(user).filter(kind=Report.Kind.TERM, state=Report.State.DONE)
    return done.with_subject().order_by("-requested_at").first()
