"""Organisations by name or code and users by theirs, wherever the person may look."""

from __future__ import annotations

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from organizations.matching import each_word, nearness, spaced
from organizations.models import Assignment, Organization, users_managed_by
from organizations.namesakes import named_apart, under
from stored.matching import begins
from ui.hits import Hit, Hits, is_number, list_url
from ui.moments import day
from ui.vietnamese import number_key


def organizations_found(user: User, text: str, most: int) -> Hits | None:
    if not user.holds(Permission.VIEW_ORGANIZATIONS):
        return None
    found = Organization.objects.visible_to(user).matching(text)
    hits = [_hit(one, text) for one in found.nearest_first(text).select_related("parent")[:most]]
    url = list_url(reverse("organizations:list"), text, state="any")
    return Hits("organization", gettext("Party organisations"), hits, found.count(), url)


def _hit(organization: Organization, text: str) -> Hit:
    facts = [organization.code, organization.get_kind_display()]
    if organization.parent and organization.kind == Organization.Kind.SUBORDINATE_CELL:
        facts.append(organization.parent.name)
    if names := organization.formerly(text):
        facts.append(gettext("formerly %(names)s") % {"names": names})
    if organization.closed_on:
        facts.append(gettext("ended on %(day)s") % {"day": day(organization.closed_on)})
    exact = is_number(text, organization.code)
    return Hit(organization.name, organization.get_absolute_url(), " · ".join(map(str, facts)), exact)


def users_found(user: User, text: str, most: int) -> Hits | None:
    if not user.holds(Permission.MANAGE_USERS):
        return None
    found = users_managed_by(user).filter(each_word(text, begins))
    near = nearness(text, "spaced_name", Q(username_key=number_key(text)))
    ordered = found.alias(spaced_name=spaced("full_name"), near=near).order_by("near", "sort_key", "pk")
    today = Assignment.objects.on(timezone.localdate()).select_related("organization")
    today = today.annotate(under=under("organization__"))
    nearest = ordered.prefetch_related(Prefetch("assignments", today, to_attr="current"))[:most]
    url = list_url(reverse("organizations:users"), text)
    return Hits("person", gettext("Users"), [_user_hit(one, text) for one in nearest], found.count(), url)


def _user_hit(user: User, text: str) -> Hit:
    roles = [f"{each.get_role_display()}, {named_apart(each)}" for each in user.current]  # type: ignore[attr-defined]
    facts = [user.username, "; ".join(roles) or gettext("No role today")]
    if not user.is_active:
        facts.append(gettext("disabled"))
    exact = number_key(text) == user.username_key
    return Hit(user.full_name, reverse("organizations:user", args=[user.pk]), " · ".join(facts), exact)
