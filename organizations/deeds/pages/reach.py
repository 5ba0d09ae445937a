"""What a person may reorganise: at every root where they act, since a deed may reach from one to another."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import Organization, OrganizationQuerySet
from organizations.tree import below


def changeable_by(user: User) -> OrganizationQuerySet:
    held = [grant.path for grant in user.held if Permission.MANAGE_ORGANIZATIONS in grant.role.permissions]
    return Organization.objects.filter(reduce(or_, map(below, held), Q(pk__in=[])))


def ended_within(user: User) -> OrganizationQuerySet:
    """What ended before it came here, with what merged into a root where the person acts."""
    held = [
        path
        for grant in user.held
        if Permission.MANAGE_ORGANIZATIONS in grant.role.permissions
        for path in grant.earlier_paths
    ]
    return Organization.objects.filter(reduce(or_, map(below, held), Q(pk__in=[])), closed_on__isnull=False)
