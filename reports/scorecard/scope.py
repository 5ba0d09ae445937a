"""Whose scorecard is meant where nobody said, and which term."""

from __future__ import annotations

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import Organization
from organizations.roots import from_the_top, of_root
from ratings.models import Sheet
from reports.models import Term


def highest_seen(user: User) -> Organization | None:
    """The highest organisation of the root at hand whose scorecard the person may see; it may have ended."""
    return from_the_top(user, Organization.objects.visible_to(user, Permission.VIEW_SCORECARDS)).first()


def newest_term(user: User, organization: Organization) -> Term | None:
    """Of the root at hand the newest of whose years something is entered; before anything is, the newest of all."""
    years = set(Sheet.objects.below(organization).order_by().values_list("rating_year__year", flat=True).distinct())
    terms = list(Term.objects.filter(of_root(user)).select_related("root").order_by("-first_year"))
    return next((term for term in terms if years & set(term.years)), terms[0] if terms else None)
