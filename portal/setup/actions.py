"""Setting up an empty portal: its root, who keeps it, and the tries at the code that opens this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.actions import add_user
from accounts.models import SignInAttempt, User
from accounts.roles import Role
from accounts.trail.record import record
from organizations.actions import found
from organizations.holding import alone_where_none_is
from organizations.letterheads import set_letterhead
from organizations.models import Assignment, Organization
from portal.setup.emptiness import is_empty
from ui.refusals import Refused


@dataclass(frozen=True)
class Root:
    name: str
    kind: str
    code: str
    opened_on: date
    decision_number: str = ""
    superior: str = ""


@dataclass(frozen=True)
class Administrator:
    """Without a password the person sets one through a link. `is_office`: also enters what the portal is about."""

    username: str
    full_name: str
    password: str = ""
    is_office: bool = False


class SetUp(NamedTuple):
    root: Organization
    administrators: list[User]


@transaction.atomic
def set_up(*, root: Root, administrators: Sequence[Administrator], by_command: bool = False) -> SetUp:
    """Raises Refused where somebody or something is there already; of two at once the second waits, and is refused."""
    alone_where_none_is()
    if not is_empty():
        raise Refused(gettext("The portal is set up already."))
    users = [add_user(username=each.username, full_name=each.full_name, by=None) for each in administrators]
    by = None if by_command else users[0]
    organization = _found(root, by)
    for user, each in zip(users, administrators, strict=True):
        _let_in(user, each, organization)
    record(by=by, verb="portal.set_up", target=organization, administrators=[user.username for user in users])
    return SetUp(organization, users)


def _found(root: Root, by: User | None) -> Organization:
    organization = found(
        code=root.code,
        name=root.name,
        kind=Organization.Kind(root.kind),
        parent=None,
        opened_on=root.opened_on,
        decision_number=root.decision_number,
        by=by,
    )
    if root.superior:
        set_letterhead(organization=organization, by=by, superior=root.superior)
    return organization


def _let_in(user: User, administrator: Administrator, root: Organization) -> None:
    if administrator.password:
        user.set_password(administrator.password)
        user.save(update_fields=["password"])
    today = timezone.localdate()
    for role in (Role.ADMINISTRATOR, Role.OFFICE)[: 1 + administrator.is_office]:
        assignment = Assignment.objects.create(user=user, role=role, organization=root, since=today)
        record(by=None, verb="assignment.add", target=assignment, role=role, organization=root.code)


def note_wrong_code(attempt: SignInAttempt) -> None:
    record(by=None, verb="portal.code_refused", target=_tried(attempt), address=attempt.address)


def note_throttled(attempt: SignInAttempt) -> None:
    """One line for all tries that are stopped together."""
    record(by=None, verb="portal.code_throttled", target=_tried(attempt), address=attempt.address)


def _tried(attempt: SignInAttempt) -> SignInAttempt:
    return SignInAttempt(pk=attempt.pk, username=gettext("One-time code of the set-up"))
