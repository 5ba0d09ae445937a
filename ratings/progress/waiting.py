"""Sheets that wait for a person: the own ones, and those to decide on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext, ngettext

from accounts.models import User
from accounts.permissions import Permission
from notices.rhythm import BEFORE
from organizations.models import OrganizationQuerySet
from organizations.namesakes import named_apart
from ratings import roster
from ratings.asked_year import years_of
from ratings.models import RatingYear, Sheet
from ratings.progress.board import LATE, MINE, Progress, progress_of
from ratings.progress.deadlines import with_its_people
from ratings.progress.locked import locked_words
from ratings.progress.rounds import open_years
from ratings.progress.without_year import sheets_without_year
from ratings.register.named import under
from ratings.sheets.history import HistoryLine, returned_each
from ui.components import Link
from ui.waiting import SHOWN, Alert, Group, Task
from ui.words import named


def sheets_waiting(user: User) -> Iterator[Group]:
    mine = _own_places(user)
    below = user.holds(Permission.DECIDE_SHEETS)
    if not mine and not below:
        return
    years = open_years(user)
    yield from sheets_without_year(user)
    if not years:
        yield _none_open(user, mine)
    for rating_year in years:
        yield from _of_year(rating_year, user, mine, newest=rating_year == years[0])


def _of_year(rating_year: RatingYear, user: User, mine: Sequence[str], *, newest: bool) -> Iterator[Group]:
    """An older year that is still open, or was reopened, shows what is not approved in it; the newest shows all."""
    below = user.holds(Permission.DECIDE_SHEETS)
    rated = _rated(rating_year)
    there = roster.reached(rating_year, user, Permission.DECIDE_SHEETS).order_by().values("organization")
    decided = rated.filter(pk__in=there) if below else rated.none()
    listed = progress_of(rating_year, list(decided.order_by("path")), user)
    if below and (newest or _unfinished(listed)):
        yield _to_decide(rating_year, listed, newest=newest)
    own = progress_of(rating_year, list(rated.filter(path__in=mine).order_by("path"))) if mine else []
    if mine and (newest or _unfinished(own)):
        yield Group(
            gettext("My sheets of %(year)s") % {"year": rating_year},
            [_own_sheet(progress, listed) for progress in own],
            note="" if own else gettext("Your organisation has no sheet in this year."),
            alerts=_own_alerts(own),
        )


def _rated(rating_year: RatingYear) -> OrganizationQuerySet:
    return roster.rated_organizations(rating_year).annotate(under=under(rating_year))


def _unfinished(listed: Sequence[Progress]) -> bool:
    return any(one.sheet and one.state != Sheet.State.APPROVED for one in listed)


def _none_open(user: User, mine: Sequence[str]) -> Group:
    """The year that was closed last, and what the close found on the own sheets."""
    title, closed = gettext("Yearly rating"), years_of(user).filter(state=RatingYear.State.CLOSED).first()
    if closed is None:
        return Group(title, note=gettext("No rating year is open now."))
    own = progress_of(closed, list(_rated(closed).filter(path__in=mine).order_by("path")))
    tasks = [
        Task(named_apart(one.organization), one.url, one.state_words, progress=one.progress_words)
        for one in own
        if one.sheet
    ]
    words = " ".join(
        [locked_words(closed), gettext("Its sheets can be read; to correct one, open it and ask to reopen it.")]
    )
    return Group(title, tasks, note=words, links=[Link(gettext("The board of the year"), closed.get_absolute_url())])


def _own_places(user: User) -> list[str]:
    return [grant.path for grant in user.grants if Permission.SUBMIT_SHEETS in grant.permissions]


def _to_decide(rating_year: RatingYear, listed: Sequence[Progress], *, newest: bool) -> Group:
    ready = sorted((one for one in listed if one.can_approve and one.sheet), key=_submitted_at)
    board = rating_year.get_absolute_url()
    links = [Link(gettext("The whole board of %(year)s") % {"year": rating_year}, board)]
    if len(ready) > SHOWN:
        links.insert(0, Link(gettext("All that wait for my decision"), f"{board}?state={MINE}"))
    older = gettext("Waiting for my decision in %(year)s") % {"year": rating_year}
    return Group(
        gettext("Waiting for my decision") if newest else older,
        [_decision(one) for one in ready[:SHOWN]],
        note=_board_note(listed, len(ready)),
        links=links,
        alerts=_alerts_below(listed, board),
    )


def _is_pressing(progress: Progress) -> bool:
    """From the first reminder on, and for as long as the sheet is overdue."""
    return with_its_people(progress.sheet) and (progress.due - progress.today).days <= max(BEFORE)


def _is_returned(progress: Progress) -> bool:
    return progress.state == Sheet.State.RETURNED


def _is_news(progress: Progress) -> bool:
    return _is_returned(progress) or _is_pressing(progress)


def _own_alerts(own: Sequence[Progress]) -> list[Alert]:
    back = returned_each(one.sheet for one in own if one.sheet)
    return [
        _returned_alert(one, one.sheet, back.get(one.sheet.pk))
        if one.sheet and _is_returned(one)
        else _due_alert(one, len(own))
        for one in own
        if _is_news(one)
    ]


def _returned_alert(progress: Progress, sheet: Sheet, back: HistoryLine | None) -> Alert:
    """It was submitted: that it came back, and why, is the news; the due date comes after it."""
    heading, by = gettext("The sheet of %(year)s, %(name)s, was returned"), ""
    if back and back.is_reopening:
        heading, by = gettext("The sheet of %(year)s, %(name)s, was reopened for correction"), f"{back.detail}. "
    return Alert(
        heading % {"year": progress.rating_year, "name": named_apart(progress.organization)},
        progress.is_late,
        words=by + gettext("Correct it and submit it again: %(when)s.") % {"when": progress.deadline_words},
        reason=sheet.return_reason,
    )


def _due_alert(progress: Progress, of: int) -> Alert:
    """Which sheet, only where there are several: the one stands right below, with its button."""
    if of == 1:
        title = gettext("The sheet is not submitted: %(when)s") % {"when": progress.deadline_words}
    else:
        words = {"name": named_apart(progress.organization), "when": progress.deadline_words}
        title = gettext("The sheet of %(name)s is not submitted: %(when)s") % words
    return Alert(title, progress.is_late)


def _alerts_below(listed: Sequence[Progress], board: str) -> list[Alert]:
    """Of all that the person decides on, in one sentence; those overdue before those that soon will be."""
    pressing = [one for one in listed if _is_pressing(one)]
    late = [one for one in pressing if one.is_late]
    counted = late or pressing
    if not counted:
        return []
    words = ngettext(
        "%(count)s of %(total)s organisations on which you decide has not submitted: %(when)s",
        "%(count)s of %(total)s organisations on which you decide have not submitted: %(when)s",
        len(counted),
    )
    when = min(counted, key=lambda one: one.due).deadline_words
    return [
        Alert(
            words % {"count": len(counted), "total": len(listed), "when": when},
            bool(late),
            f"{board}?state={LATE}" if late else board,
            gettext("See which"),
        )
    ]


def _board_note(listed: Sequence[Progress], ready: int) -> str:
    approved = sum(one.state == Sheet.State.APPROVED for one in listed)
    open_ones = len(listed) - approved - sum(one.state == Sheet.State.SUBMITTED for one in listed)
    return gettext("%(ready)s to decide, %(open)s not submitted yet, %(approved)s of %(total)s approved.") % {
        "ready": ready,
        "open": open_ones,
        "approved": approved,
        "total": len(listed),
    }


def _decision(progress: Progress) -> Task:
    return Task(
        named_apart(progress.organization),
        progress.url,
        progress.state_words,
        progress.time_words,
        progress=progress.progress_words,
        action=gettext("Review and decide"),
    )


def _submitted_at(progress: Progress) -> datetime:
    return progress.sheet.submitted_at  # type: ignore[union-attr, return-value]


def _own_sheet(progress: Progress, children: Sequence[Progress]) -> Task:
    editable = progress.sheet is None or progress.sheet.state in Sheet.State.editable()
    return Task(
        named_apart(progress.organization),
        progress.url,
        _state(progress, children) if editable and not _is_returned(progress) else progress.state_words,
        "" if _is_news(progress) else progress.time_words,
        late=progress.is_late,
        progress=progress.progress_words,
        action=_action(progress) if editable else "",
        primary=editable and not _waits_for_others(progress),
    )


def _waits_for_others(progress: Progress) -> bool:
    return not progress.organization.is_cell and progress.filled < progress.total


def _state(progress: Progress, children: Sequence[Progress]) -> str:
    """For a committee: ready, or for whom it still waits."""
    if progress.organization.is_cell:
        return progress.state_words
    below = [one for one in children if one.organization.parent_id == progress.organization.pk]
    missing = [named_apart(one.organization) for one in below if one.state != Sheet.State.APPROVED]
    if missing:
        return gettext("Not approved yet: %(names)s") % {"names": named(missing)}
    return gettext("All below are approved: ready to complete and submit")


def _action(progress: Progress) -> str:
    if _is_returned(progress):
        return gettext("Correct")
    return gettext("Go on entering") if progress.filled else gettext("Begin to enter")
