"""How far a portal is on its way from the first administrator to the first year: a few queries, whatever it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from accounts.roles import Role
from members.models import Membership
from organizations.models import Assignment, Organization
from organizations.tree import below
from ratings.models import RatingYear

# Who sees the steps: whoever keeps accounts, and whoever does the rest.
SETTING_UP = (Permission.MANAGE_USERS, Permission.MANAGE_RATING_YEARS)


@dataclass(frozen=True)
class Facts:
    root: Organization
    administrators: Sequence[User]
    office: Sequence[User]
    has_term: bool
    has_organizations: bool
    has_members: bool
    has_clerks: bool
    has_planned_year: bool
    has_year: bool


def root_of(user: User) -> Organization | None:
    """The root that the person sets up; one of invented data has nothing to be set up."""
    if not any(map(user.holds, SETTING_UP)):
        return None
    seen = Organization.objects.none()
    for permission in SETTING_UP:
        seen = seen | Organization.objects.visible_to(user, permission)
    return seen.filter(parent=None, synthetic=False).open_on(timezone.localdate()).first()


def facts_of(root: Organization) -> Facts:
    inside = below(root.path, "organization__path")
    acting = Assignment.objects.on(timezone.localdate()).filter(user__is_active=True)
    at_root = list(acting.filter(organization=root).select_related("user").order_by("user__sort_key", "user__pk"))
    return Facts(
        root,
        administrators=_who(at_root, Permission.MANAGE_USERS),
        office=_who(at_root, Permission.MANAGE_RATING_YEARS),
        **_there_is(
            has_term=root.terms.all(),
            has_organizations=Organization.objects.below(root).filter(parent__isnull=False),
            has_members=Membership.objects.filter(inside),
            has_clerks=acting.filter(
                inside, organization__parent__isnull=False, role__in=_with(Permission.EDIT_SHEETS)
            ),
            has_planned_year=root.rating_years.filter(state=RatingYear.State.PLANNED),
            has_year=root.rating_years.filter(brought_in=False).exclude(state=RatingYear.State.PLANNED),
        ),
    )


def _with(permission: Permission) -> list[Role]:
    return [role for role in Role if permission in role.permissions]


def _who(acting: Sequence[Assignment], permission: Permission) -> list[User]:
    """Each once, whatever roles they hold."""
    return list(dict.fromkeys(each.user for each in acting if each.role in _with(permission)))


def _there_is(**rows: QuerySet[Any]) -> dict[str, bool]:
    """All asked in one statement."""
    asked = Organization.objects.order_by().values_list(*(Exists(each) for each in rows.values()))
    return dict(zip(rows, asked[:1].get(), strict=True))
