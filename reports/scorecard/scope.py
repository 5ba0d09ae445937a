"""Whose scorecard is meant where nobody said, and which term."""

from __future__ import annotations

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import Organization
from ratings.models import Sheet
from reports.models import Term


def current_root() -> Organization:
    """Raises Organization.DoesNotExist where no root is open."""
    return Organization.objects.filter(kind=Organization.Kind.ROOT, closed_on=None).order_by("path")[:1].get()


def highest_seen(user: User) -> Organization | None:
    """The highest organisation still open whose scorecard the person may see."""
    seen = Organization.objects.visible_to(user, Permission.VIEW_SCORECARDS).filter(closed_on=None)
    return seen.order_by("path").first()


def newest_term(organization: Organization) -> Term | None:
    """The newest of whose years something is entered; before anything is, the newest of all."""
    years = set(Sheet.objects.below(organization).order_by().values_list("rating_year__year", flat=True).distinct())
    terms = list(Term.objects.order_by("-first_year"))
    return next((term for term in terms if years & set(term.years)), terms[0] if terms else None)
