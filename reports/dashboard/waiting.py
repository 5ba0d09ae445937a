"""How the term stands, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from reports.scorecard.board import title
from reports.scorecard.build import scorecard
from reports.scorecard.scope import highest_seen, newest_term
from ui.components import Link
from ui.waiting import Group


def targets_now(user: User) -> Iterator[Group]:
    if not user.holds(Permission.VIEW_SCORECARDS):
        return
    place = highest_seen(user)
    term = newest_term(user, place) if place else None
    if term is not None:
        note = title(scorecard(term, place))
        yield Group(
            gettext("Term targets"), note=note, links=[Link(gettext("See the targets"), term.get_absolute_url())]
        )
