"""Who is reminded of which sheets on a day, and the letter: organisations, years and days, no member."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import ngettext

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Role
from notices.rhythm import is_day
from organizations.models import Assignment
from organizations.roots import prefix_of
from ratings.models import RatingYear
from ratings.progress.board import Progress
from ratings.progress.deadlines import with_its_people


@dataclass(frozen=True)
class Round:
    """An open year as far as reminders go.

    Of an older one than the newest, as on the homes, only sheets that were laid. `reopened_on`: its due dates have
    passed, the days are counted from there. `asked`: somebody reminds on a day of their own: of all not submitted.
    """

    rating_year: RatingYear
    is_newest: bool = True
    reopened_on: date | None = None
    asked: bool = False

    def has_day(self, today: date) -> bool:
        return self.asked or any(self._is_day(due, today) for due in self.rating_year.due_dates)

    def reminds(self, progress: Progress, today: date) -> bool:
        if self.asked:
            return with_its_people(progress.sheet)
        is_held = with_its_people(progress.sheet) and (self.is_newest or progress.sheet is not None)
        return is_held and self._is_day(progress.due, today)

    def _is_day(self, due: date, today: date) -> bool:
        return is_day(max(due, self.reopened_on or due), today)


@dataclass
class OfYear:
    """The own sheets, and of those that the person decides on the ones overdue."""

    rating_year: RatingYear
    own: list[Progress] = field(default_factory=list)
    below: list[Progress] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Before the addresses of its pages."""
        return settings.PORTAL_URL + prefix_of(self.rating_year.root)


@dataclass
class Letter:
    """What one person is reminded of, by year, the newest first."""

    user: User
    years: list[OfYear] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(len(each.own) + len(each.below) for each in self.years)

    @property
    def subject(self) -> str:
        words = ngettext(
            "Rating %(year)s: %(count)s sheet is not submitted yet",
            "Rating %(year)s: %(count)s sheets are not submitted yet",
            self.count,
        )
        return words % {"year": ", ".join(str(each.rating_year) for each in self.years), "count": self.count}

    @property
    def text(self) -> str:
        return render_to_string("ratings/reminder.txt", {"letter": self, "portal": settings.PORTAL_URL})


def letters(
    rounds: Iterable[tuple[Round, Sequence[Progress]]], today: date, assignments: Sequence[Assignment]
) -> list[Letter]:
    """One for each person whose sheet is due or overdue in these days; `assignments` are today's."""
    found: dict[int, Letter] = {}
    for each, listed in rounds:
        for user, of_year in _of_year(each, listed, today, assignments):
            found.setdefault(user.pk, Letter(user)).years.append(of_year)
    return list(found.values())


def _of_year(
    each: Round, listed: Sequence[Progress], today: date, assignments: Sequence[Assignment]
) -> list[tuple[User, OfYear]]:
    own = {one.organization.pk: one for one in listed if each.rating_year.is_open and each.reminds(one, today)}
    below = _overdue_by_decider(own.values(), today) if not each.asked else {}
    found: dict[int, tuple[User, OfYear]] = {}
    for assignment in assignments:
        permissions, place = Role(assignment.role).permissions, assignment.organization_id
        mine = [own[place]] if place in own and Permission.SUBMIT_SHEETS in permissions else []
        theirs = below.get(place, []) if Permission.DECIDE_SHEETS in permissions else []
        if (mine or theirs) and assignment.user.is_active:
            _user, told = found.setdefault(assignment.user_id, (assignment.user, OfYear(each.rating_year)))
            told.own += [one for one in mine if one not in told.own]
            told.below += [one for one in theirs if one not in told.below]
    return list(found.values())


def _overdue_by_decider(listed: Iterable[Progress], today: date) -> dict[int, list[Progress]]:
    found: defaultdict[int, list[Progress]] = defaultdict(list)
    for one in listed:
        decider = one.organization.decider
        if decider is not None and one.due < today:
            found[decider.pk].append(one)
    return found
