"""How far a portal is on its way from the first administrator to the first year: a few queries, whatever it holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Exists, QuerySet
from django.utils import timezone

from accounts.actions import LINK
from accounts.models import AuditEvent, User
from accounts.permissions import Permission
from accounts.roles import Role
from members.models import Membership
from organizations.models import Assignment, AssignmentQuerySet, Organization
from organizations.tree import STEP, below
from ratings.models import RatingYear

# Who sees the steps: whoever keeps accounts, and whoever does the rest.
SETTING_UP = (Permission.MANAGE_USERS, Permission.MANAGE_RATING_YEARS)


class Covered(NamedTuple):
    """How many organisations somebody acts for, of how many."""

    there: int
    of: int

    @property
    def is_whole(self) -> bool:
        return self.there == self.of > 0


@dataclass(frozen=True)
class Facts:
    root: Organization
    administrators: Sequence[User]
    linked: Collection[int]
    office: Sequence[User]
    has_term: bool
    has_organizations: bool
    has_members: bool
    entering: Covered
    deciding: Covered
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
    entering, deciding = _covered(root, acting)
    return Facts(
        root,
        administrators=_who(at_root, Permission.MANAGE_USERS),
        linked=_linked(each.user for each in at_root),
        office=_who(at_root, Permission.MANAGE_RATING_YEARS),
        entering=entering,
        deciding=deciding,
        **_there_is(
            has_term=root.terms.all(),
            has_organizations=Organization.objects.below(root).filter(parent__isnull=False),
            has_members=Membership.objects.filter(inside),
            has_planned_year=root.rating_years.filter(state=RatingYear.State.PLANNED),
            has_year=root.rating_years.filter(brought_in=False).exclude(state=RatingYear.State.PLANNED),
        ),
    )


def _covered(root: Organization, acting: AssignmentQuerySet) -> tuple[Covered, Covered]:
    """Who enters for a committee may enter for all its cells; who decides on them acts at the committee itself."""
    here = Organization.objects.below(root).open_on(timezone.localdate()).exclude(pk=root.pk)
    paths = list(here.order_by().values_list("path", flat=True))
    ways = [[path[:end] for end in range(2 * STEP, len(path) + 1, STEP)] for path in paths]
    committees = {way[0] for way in ways if len(way) > 1}
    entering, deciding = _places(root, acting, Permission.EDIT_SHEETS, Permission.DECIDE_SHEETS)
    entered = sum(not entering.isdisjoint(way) for way in ways)
    return Covered(entered, len(ways)), Covered(len(committees & deciding), len(committees))


def _places(root: Organization, acting: AssignmentQuerySet, *permissions: Permission) -> list[set[str]]:
    """By permission, where somebody acts with it."""
    held = acting.filter(below(root.path, "organization__path")).order_by().values_list("organization__path", "role")
    by_role = list(held.distinct())
    return [{path for path, role in by_role if role in _with(permission)} for permission in permissions]


def _linked(people: Iterable[User]) -> set[int]:
    """Of those without a password, for whom a link was made that still opens."""
    waiting = {user.pk for user in people if not user.has_usable_password()}
    if not waiting:
        return set()
    opens = timezone.now() - timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    made = AuditEvent.objects.filter(verb=LINK, at__gt=opens, target_type=User._meta.label_lower)
    found = made.filter(target_id__in=map(str, waiting)).order_by().values_list("target_id", flat=True)
    return set(map(int, found))


def _with(permission: Permission) -> list[Role]:
    return [role for role in Role if permission in role.permissions]


def _who(acting: Sequence[Assignment], permission: Permission) -> list[User]:
    """Each once, whatever roles they hold."""
    return list(dict.fromkeys(each.user for each in acting if each.role in _with(permission)))


def _there_is(**rows: QuerySet[Any]) -> dict[str, bool]:
    """All asked in one statement."""
    asked = Organization.objects.order_by().values_list(*(Exists(each) for each in rows.values()))
    return dict(zip(rows, asked[:1].get(), strict=True))
