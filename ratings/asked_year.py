"""Which year an address means: that of the root at hand, or of a root that was merged into it."""

from __future__ import annotations

from django.db.models import Case, QuerySet, When
from django.http import Http404

from accounts.models import User
from accounts.policy import Request
from organizations.roots import elsewhere, of_root
from ratings.models import RatingYear, Sheet, SheetQuerySet


def years_of(user: User) -> QuerySet[RatingYear]:
    return RatingYear.objects.filter(of_root(user)).select_related("root")


def sheet_of_year(sheets: SheetQuerySet, user: User, year: int, organization: int) -> Sheet:
    """Of these, that of the root at hand first: an organisation that moved in a year may have one in either."""
    at_hand = Case(When(of_root(user, "rating_year__root"), then=0), default=1)
    found = sheets.filter(rating_year__year=year, organization=organization).order_by(at_hand).first()
    if found is None:
        raise Http404
    return found


def year_of(request: Request, year: int) -> RatingYear:
    if found := years_of(request.user).filter(year=year).first():
        return found
    raise elsewhere(request.user, "rating_years", year=year) or Http404
