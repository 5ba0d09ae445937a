"""The way of a sheet in the head of its page: by when, by which rules, and which steps are behind it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext

from ratings.models import RatingYear, Sheet
from ratings.progress.deadlines import due_on, due_words
from ui.components import Step
from ui.moments import day

State = Sheet.State


def note(sheet: Sheet) -> str:
    if sheet.is_from_file:
        return gettext("By %(rules)s") % {"rules": sheet.rating_year.rules_named}
    due, today = due_on(sheet.organization, sheet.rating_year), timezone.localdate()
    words = due_words(due, today)
    parts = [gettext("Due: %(day)s") % {"day": day(due)}]
    if sheet.is_editable:
        parts = [words[:1].upper() + words[1:] if due < today else f"{parts[0]} ({words})"]
    parts.append(gettext("By %(rules)s") % {"rules": sheet.rating_year.rules_named})
    return " · ".join(parts)


def steps(sheet: Sheet) -> list[Step]:
    """Entry, the way up, the decision: where the sheet is on it. What was decided on paper went no such way here."""
    if sheet.is_from_file:
        return [Step(gettext("Brought in from a file"), "done")]
    decider = sheet.decider
    names = [
        gettext("Entered by the organisation"),
        gettext("Submitted to %(name)s") % {"name": decider or ""},
        gettext("Approved by %(name)s") % {"name": decider or ""},
    ]
    reached = {State.DRAFT: 0, State.RETURNED: 0, State.SUBMITTED: 2, State.APPROVED: 3}[State(sheet.state)]
    if sheet.rating_year.state == RatingYear.State.CLOSED and sheet.state != State.APPROVED:
        return _locked_steps(names, reached, sheet.rating_year)
    return [
        Step(name, "done" if number < reached else "now" if number == reached else "todo")
        for number, name in enumerate(names)
    ]


def _locked_steps(names: Sequence[str], passed: int, rating_year: RatingYear) -> list[Step]:
    """The year was closed before the rest of the way; the lock stands after the entry, which may not have been done."""
    on = gettext("Locked on %(day)s") % {"day": day(rating_year.closed_at)}
    lock = Step(on if rating_year.closed_at else gettext("Locked"), "locked")
    steps = [Step(name, "done" if number < passed else "shut") for number, name in enumerate(names)]
    at = max(passed, 1)
    return [*steps[:at], lock, *steps[at:]]
