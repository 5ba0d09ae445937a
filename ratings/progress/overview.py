"""The rating year of today as whoever oversees it asks: how many are decided, who is late and by how many days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import Kind
from ratings import roster
from ratings.models import RatingYear, Sheet
from ratings.progress.board import LATE, OPEN, Progress, listed_url, progress_of
from ratings.progress.rounds import open_years
from ui.components import Slice

SHOWN = 4


@dataclass(frozen=True)
class LateOne:
    name: str
    url: str
    days: int
    progress: str


@dataclass(frozen=True)
class Overview:
    """Of grassroots organisations, on which a root decides."""

    year: int
    url: str
    total: int
    approved: int
    submitted: int
    late: int
    latest: Sequence[LateOne]

    @property
    def open(self) -> int:
        return self.total - self.approved

    @property
    def late_url(self) -> str:
        return listed_url(self.year, LATE, grassroots=True)

    @property
    def open_url(self) -> str:
        return listed_url(self.year, OPEN, grassroots=True)

    @property
    def parts(self) -> list[Slice]:
        """Best first; the rest of the whole stands last, so that the bar is full."""
        return [
            Slice(gettext("approved"), self.approved, "l4"),
            Slice(gettext("waiting for a decision"), self.submitted, "l2"),
            Slice(gettext("not submitted"), self.total - self.approved - self.submitted, "l0"),
        ]


def overview(user: User) -> Overview | None:
    """None where no year is open, or no organisation that the person may look at is rated in it.

    Of several the newest in which anything is handed in: a year that was opened today says nothing yet.
    """
    found = [each for rating_year in open_years(user) if (each := _seen_by(user, rating_year))]
    begun = (each for each in found if each.approved or each.submitted)
    return next(begun, found[-1] if found else None)


def _seen_by(user: User, rating_year: RatingYear) -> Overview | None:
    placed = roster.reached(rating_year, user, Permission.VIEW_SHEETS).filter(kind__in=Kind.grassroots())
    listed = progress_of(rating_year, list(roster.standing(placed).order_by("path")))
    return _of(rating_year, listed) if listed else None


def _of(rating_year: RatingYear, listed: Sequence[Progress]) -> Overview:
    late = sorted((one for one in listed if one.is_late), key=lambda one: (one.due, _share(one)))
    return Overview(
        year=rating_year.year,
        url=rating_year.get_absolute_url(),
        total=len(listed),
        approved=sum(one.state == Sheet.State.APPROVED for one in listed),
        submitted=sum(one.state == Sheet.State.SUBMITTED for one in listed),
        late=len(late),
        latest=[_late(one) for one in late[:SHOWN]],
    )


def _share(progress: Progress) -> int:
    """Thousandths done: of those late by as many days, who has done least comes first."""
    return 1000 * progress.filled // progress.total if progress.total else 0


def _late(progress: Progress) -> LateOne:
    days = (progress.today - progress.due).days
    return LateOne(progress.organization.name, progress.url, days, progress.progress_words)
