"""The home of a person who oversees and enters nothing: what is missed, who is late, what takes too long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from accounts.models import User
from accounts.permissions import Permission
from inspections.limits import limit_rule
from inspections.overdue import OpenCases, open_cases
from ratings.progress.overview import Overview, overview
from reports.dashboard.leading import Missed, Watched, missed, watch_rule, watched
from reports.jobs.newest import newest_term_report
from reports.models import Report, Term
from reports.scorecard.board import title, with_provisional
from reports.scorecard.build import scorecard
from reports.scorecard.figures import Scorecard
from reports.scorecard.scope import highest_seen, newest_term

ENTERING = (Permission.EDIT_SHEETS, Permission.DECIDE_SHEETS, Permission.EDIT_CASES)


@dataclass(frozen=True)
class Leading:
    """`card` and `term` are None where no resolution or no organisation is there yet."""

    term: Term | None
    card: Scorecard | None
    missed: Sequence[Missed]
    watched: Sequence[Watched]
    ratings: Overview | None
    cases: OpenCases | None
    report: Report | None
    may_request: bool

    @property
    def heading(self) -> str:
        """The answer; where there is none yet, what the page is."""
        return ", ".join(filter(None, (self._targets, self._sheets))) or gettext("My tasks")

    @property
    def _targets(self) -> str:
        if self.card is None or self.card.is_blank:
            return title(self.card) if self.card else ""
        words = ngettext("%(met)s/%(all)s target on course", "%(met)s/%(all)s targets on course", self._targets_count)
        return with_provisional(self.card, words % {"met": self.card.on_course, "all": self._targets_count})

    @property
    def _targets_count(self) -> int:
        return len(self.card.targets) if self.card else 0

    @property
    def _sheets(self) -> str:
        if self.ratings is None or not self.ratings.open:
            return ""
        words = ngettext(
            "%(open)s/%(all)s organisation without a decided rating",
            "%(open)s/%(all)s organisations without a decided rating",
            self.ratings.total,
        )
        return words % {"open": self.ratings.open, "all": self.ratings.total}

    @property
    def watch_rule(self) -> str:
        return watch_rule()

    @property
    def limit_rule(self) -> str:
        return limit_rule()


def oversees(user: User) -> bool:
    return user.holds(Permission.VIEW_SCORECARDS) and not any(map(user.holds, ENTERING))


def leading(user: User) -> Leading:
    place = highest_seen(user)
    term = newest_term(user, place) if place else None
    card = scorecard(term, place) if term else None
    return Leading(
        term=term,
        card=card,
        missed=missed(card) if card else (),
        watched=watched(card) if card else (),
        ratings=overview(user),
        cases=open_cases(user),
        report=newest_term_report(user),
        may_request=user.holds(Permission.REQUEST_REPORTS),
    )
