"""Whom a deed concerns, by the assignments of today."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, Reach
from accounts.roles import Role
from organizations.models import Assignment, AssignmentQuerySet, Organization
from organizations.tree import ancestor_paths, below


def who_may(permission: Permission, organization: Organization | None = None) -> list[User]:
    """Everyone who may do it there, or anywhere; deciding on sheets, only the committee directly above."""
    acting = _acting(permission)
    if organization is not None:
        acting = acting.filter(organization__path__in=_from(permission, organization))
    return _distinct(acting)


def who_may_below(permission: Permission, organization: Organization) -> list[User]:
    """Everyone who may do it at the organisation or somewhere below it."""
    return _distinct(_acting(permission).filter(below(organization.path, "organization__path")))


def how_many_may(*permissions: Permission, under: Organization, but: User) -> int:
    """People who may do one of these somewhere there, without being read one by one."""
    held = _held(*permissions).filter(below(under.path, "organization__path"))
    return held.exclude(user=but).order_by().values("user").distinct().count()


def nearest(permission: Permission, organization: Organization) -> list[User]:
    """Of those who may do it there, those who act nearest: above a cell with people of its own nobody else."""
    acting = list(_acting(permission).filter(organization__path__in=_from(permission, organization)))
    depth = max((len(each.organization.path) for each in acting), default=0)
    return _distinct(each for each in acting if len(each.organization.path) == depth)


def _acting(permission: Permission) -> AssignmentQuerySet:
    return _held(permission).select_related("user", "organization").order_by("pk")


def _held(*permissions: Permission) -> AssignmentQuerySet:
    roles = [role for role in Role if role.permissions.intersection(permissions)]
    return Assignment.objects.on(timezone.localdate()).filter(role__in=roles, user__is_active=True)


def _from(permission: Permission, organization: Organization) -> list[str]:
    if permission.reach is Reach.CHILDREN:
        return [organization.decider.path] if organization.decider else []
    return [*ancestor_paths(organization.path), organization.path]


def _distinct(acting: Iterable[Assignment]) -> list[User]:
    return list({each.user_id: each.user for each in acting}.values())
