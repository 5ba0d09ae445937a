"""Organisations by name or code, wherever the person may look."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import Organization
from ui.hits import Hit, Hits, is_number, list_url


def organizations_found(user: User, text: str, most: int) -> Hits | None:
    if not user.holds(Permission.VIEW_ORGANIZATIONS):
        return None
    found = Organization.objects.visible_to(user).matching(text)
    hits = [_hit(one, text) for one in found.nearest_first(text).select_related("parent")[:most]]
    url = list_url(reverse("organizations:list"), text)
    return Hits("organization", gettext("Party organisations"), hits, found.count(), url)


def _hit(organization: Organization, text: str) -> Hit:
    facts = [organization.code, organization.get_kind_display()]
    if organization.parent and organization.kind == Organization.Kind.SUBORDINATE_CELL:
        facts.append(organization.parent.name)
    exact = is_number(text, organization.code)
    return Hit(organization.name, organization.get_absolute_url(), " · ".join(map(str, facts)), exact)
