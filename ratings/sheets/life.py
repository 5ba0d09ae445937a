"""Ratings by year on a member's page: on the axis of the life, and what waits of the year under way."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext, pgettext_lazy

from accounts.models import User
from accounts.permissions import Permission
from members.lives import Milestone, Told
from members.models import Member
from ratings.levels import Level
from ratings.models import MemberRating, RatingYear, Sheet
from ui.charts.timeline import Lane, Span

# A year is narrow on the axis of a life; the whole words stand in its title.
_LETTERS = {
    Level.EXCELLENT: pgettext_lazy("letters of a level", "E"),
    Level.GOOD: pgettext_lazy("letters of a level", "G"),
    Level.COMPLETED: pgettext_lazy("letters of a level", "C"),
    Level.NOT_COMPLETED: pgettext_lazy("letters of a level", "N"),
}


def told(member: Member, user: User, on: date) -> Told:
    if not user.holds(Permission.VIEW_SHEETS):
        return Told()
    rated = MemberRating.objects.filter(member=member, sheet__in=Sheet.objects.visible_to(user))
    rated = rated.filter(sheet__rating_year__year__lte=on.year).select_related("sheet__rating_year")
    ratings = list(rated.order_by("sheet__rating_year__year", "pk"))
    lane = Lane(gettext("Ratings"), tuple(_span(rating) for rating in ratings))
    waiting = (_waiting(rating) for rating in ratings if _waits(rating))
    return Told((lane,), tuple(waiting))


def _span(rating: MemberRating) -> Span:
    year, sheet = rating.sheet.rating_year.year, rating.sheet
    words, short, tone = str(sheet.get_state_display()), "…", "none"
    if sheet.state == Sheet.State.APPROVED:
        words, short, tone = str(rating.get_not_rated_reason_display()), "–", "l0"
        if rating.level:
            level = Level(rating.level)
            words, short, tone = str(level.label), str(_LETTERS[level]), level.tone
    spoken = gettext("Rating: %(level)s") % {"level": words}
    href = sheet.get_absolute_url()
    return Span(date(year, 1, 1), date(year + 1, 1, 1), spoken, short, tone, href, str(year))


def _waits(rating: MemberRating) -> bool:
    is_open = rating.sheet.rating_year.state == RatingYear.State.OPEN
    return is_open and rating.sheet.state != Sheet.State.APPROVED


def _waiting(rating: MemberRating) -> Milestone:
    title = gettext("Rating of %(year)s") % {"year": rating.sheet.rating_year.year}
    return Milestone(title, str(rating.sheet.get_state_display()), url=rating.sheet.get_absolute_url())
