from datetime import date

from django.db import transaction
from django.db.models import Max

from accounts.audit import record
from accounts.models import User
from organizations.models import Organization, Sector
from organizations.tree import STEP, child_path


def next_path(parent: Organization | None) -> str:
    siblings = Organization.objects.filter(parent=parent)
    last = siblings.aggregate(last=Max("path"))["last"]
    return child_path(parent.path if parent else "", int(last[-STEP:]) + 1 if last else 1)


@transaction.atomic
def found(
    *,
    code: str,
    name: str,
    kind: Organization.Kind,
    parent: Organization | None,
    opened_on: date,
    by: User | None,
    sector: Sector | None = None,
    decision_number: str = "",
) -> Organization:
    """Add an organisation at the end of its siblings. Raises ValidationError where the tree does not allow it."""
    organization = Organization(
        code=code,
        name=name,
        kind=kind,
        parent=parent,
        path=next_path(parent),
        sector=sector,
        opened_on=opened_on,
        decision_number=decision_number,
    )
    organization.full_clean()
    organization.save()
    record(by=by, verb="organization.found", target=organization)
    return organization
