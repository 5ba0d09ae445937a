"""Of which organisation a summary form is: the one asked for, or the topmost that the person may see."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request
from organizations.models import Organization, OrganizationQuerySet
from organizations.roots import from_the_top
from ui.queries import pk_of


def visible_places(by: User) -> OrganizationQuerySet:
    return Organization.objects.visible_to(by, Permission.VIEW_SHEETS)


def scope_of(request: Request) -> Organization:
    """404 for what is not there for this person."""
    visible = visible_places(request.user).select_related("parent")
    if len(request.GET.getlist("organization")) > 1:
        raise Http404
    if chosen := request.GET.get("organization", ""):
        return get_object_or_404(visible, pk=pk_of(chosen))
    return topmost(request.user)


def topmost(by: User) -> Organization:
    found = from_the_top(by, visible_places(by).select_related("parent")).first()
    if found is None:
        raise Http404
    return found
