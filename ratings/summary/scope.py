"""Of which organisation a summary form is: the one asked for, or the topmost that the person may see."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request
from organizations.models import Organization, OrganizationQuerySet, reach_of
from organizations.roots import from_the_top
from ratings.models import RatingYear
from ratings.register import reading
from ui.queries import pk_of


def visible_places(by: User) -> OrganizationQuerySet:
    return Organization.objects.visible_to(by, Permission.VIEW_SHEETS)


def scope_of(request: Request, rating_year: RatingYear | None = None) -> Organization:
    """404 for what is not there for this person, nor was in the year."""
    visible = _visible(request.user, rating_year).select_related("parent")
    if len(request.GET.getlist("organization")) > 1:
        raise Http404
    if chosen := request.GET.get("organization", ""):
        return get_object_or_404(visible, pk=pk_of(chosen))
    return topmost(request.user)


def _visible(by: User, rating_year: RatingYear | None) -> OrganizationQuerySet:
    if rating_year is None:
        return visible_places(by)
    stood = reading.places(rating_year).filter(reach_of(by, Permission.VIEW_SHEETS)).order_by().values("organization")
    return visible_places(by) | Organization.objects.filter(pk__in=stood)


def topmost(by: User) -> Organization:
    found = from_the_top(by, visible_places(by).select_related("parent")).first()
    if found is None:
        raise Http404
    return found
