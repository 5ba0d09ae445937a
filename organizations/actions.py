from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import WITHOUT_PLACE
from accounts.roles import Role
from accounts.trail.record import record
from organizations import notices
from organizations.holding import alone, still
from organizations.models import Assignment, Kind, Organization, Seat, Sector
from organizations.tree import child_path
from ui.days import written
from ui.refusals import Refused


def next_path(parent: Organization | None) -> str:
    """After every seat that was ever given there."""
    last = Seat.objects.filter(parent=parent).aggregate(last=Max("number"))["last"] or 0
    return child_path(parent.path if parent else "", last + 1)


def need_free_code(code: str, by: User | None) -> None:
    """Whose it is, is said where the person may see it."""
    holder = Organization.objects.filter(code=code).first()
    if holder is None:
        return
    words = {"code": code, "name": holder.name}
    if by is not None and Organization.objects.visible_to(by).filter(pk=holder.pk).exists():
        raise Refused(code=gettext("The code %(code)s is that of %(name)s already. Write another code.") % words)
    sentence = gettext("The code %(code)s is taken by an organisation that is not shown here. Write another code.")
    raise Refused(code=sentence % words)


@transaction.atomic
def found(*, by: User | None, **facts: Any) -> Organization:
    """Add an organisation at the end of its siblings. Raises ValidationError where the tree does not allow it."""
    alone()
    need_free_code(facts["code"], by)
    organization = lay_down(**facts)
    record(by=by, verb="organization.found", target=organization)
    return organization


def lay_down(
    *,
    code: str,
    name: str,
    kind: Kind,
    parent: Organization | None,
    opened_on: date,
    sector: Sector | None = None,
    unit_type: str = "",
    decision_number: str = "",
) -> Organization:
    """As part of a deed that says so in the trail."""
    organization = Organization(
        code=code,
        name=name,
        kind=kind,
        parent=parent,
        path=next_path(parent),
        sector=sector,
        unit_type=unit_type,
        opened_on=opened_on,
        decision_number=decision_number,
        synthetic=parent is not None and parent.synthetic,
    )
    organization.full_clean()
    organization.save()
    return organization


@transaction.atomic
def assign(
    *, user: User, role: Role, organization: Organization, since: date, until: date | None, by: User
) -> Assignment:
    """Raises Refused: for oneself, where the role has no place, and where it is held in that time already."""
    _not_oneself(user, by)
    organization = still(organization, "organization")
    _at_its_place(role, organization)
    if since < organization.opened_on:
        sentence = gettext("This organisation was founded on %(day)s only. Choose a later day.")
        raise Refused(since=sentence % {"day": written(organization.opened_on)})
    # Two clicks at once: the second waits here and then sees the first.
    User.objects.select_for_update().get(pk=user.pk)
    assignment = Assignment(user=user, role=role, organization=organization, since=since, until=until)
    assignment.full_clean()
    held = Assignment.objects.filter(
        Q(until=None) | Q(until__gte=since), user=user, role=role, organization=organization
    )
    if until is not None:
        held = held.filter(since__lte=until)
    if held.exists():
        raise Refused(gettext("This person holds this role there in that time already. Choose other dates."))
    assignment.save()
    line = record(
        by=by,
        verb="assignment.add",
        target=assignment,
        role=role,
        organization=organization.code,
        since=since.isoformat(),
        until=until.isoformat() if until else None,
    )
    notices.given(assignment, line)
    return assignment


@transaction.atomic
def end_assignment(*, assignment: Assignment, by: User) -> None:
    """From now on: the last day is yesterday, and one that never held a whole day leaves only its line in the trail."""
    _not_oneself(assignment.user, by)
    yesterday = timezone.localdate() - timedelta(days=1)
    notices.ended(assignment, record(by=by, verb="assignment.end", target=assignment))
    if assignment.since > yesterday:
        assignment.delete()
    elif assignment.until is None or assignment.until > yesterday:
        assignment.until = yesterday
        assignment.save(update_fields=["until"])


def _not_oneself(user: User, by: User) -> None:
    if user == by:
        raise Refused(gettext("You cannot change your own roles. Ask another administrator."))


def _at_its_place(role: Role, organization: Organization) -> None:
    if role.permissions & WITHOUT_PLACE and organization.kind != Organization.Kind.ROOT:
        sentence = gettext("“%(role)s” acts for the whole: choose the Party organisation at the top.")
        raise Refused(organization=sentence % {"role": role.label})
