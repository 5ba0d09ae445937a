"""Whose scorecard is meant where nobody said, and which term."""

from __future__ import annotations

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import Organization
from organizations.tree import STEP
from ratings.models import Sheet
from reports.models import Term


def highest_seen(user: User) -> Organization | None:
    """The highest organisation of the root at hand whose scorecard the person may see; it may have ended."""
    return Organization.objects.visible_to(user, Permission.VIEW_SCORECARDS).order_by("path").first()


def newest_term(organization: Organization) -> Term | None:
    """The newest of whose years something is entered; before anything is, the newest of all."""
    years = set(Sheet.objects.below(organization).order_by().values_list("rating_year__year", flat=True).distinct())
    terms = list(Term.objects.filter(root__path=organization.path[:STEP]).order_by("-first_year"))
    return next((term for term in terms if years & set(term.years)), terms[0] if terms else None)
