"""What is planned of an indicator for a year is entered, or removed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from organizations.models import Organization
from reports.models import Plan
from ui.refusals import Refused
from ui.seen import plain


@transaction.atomic
def set_plan(*, root: Organization, indicator: str, year: int, value: Decimal, by: User) -> Plan:
    """In place of what was planned before; where that is the same, the trail hears nothing."""
    found = Plan.objects.select_for_update(of=("self",)).filter(root=root, indicator=indicator, year=year).first()
    plan = found or Plan(root=root, indicator=indicator, year=year)
    before = plan.value if found else None
    if before != value:
        plan.value = value
        plan.full_clean()
        plan.save()
        record(by=by, verb="plan.set", target=plan, before=plain(before), **_told(plan))
    return plan


@transaction.atomic
def remove_plan(*, plan: Plan, by: User) -> None:
    current = Plan.objects.select_for_update(of=("self",)).filter(pk=plan.pk).first()
    if current is None:
        raise Refused(gettext("This plan is removed already. If it still holds, enter it again."))
    record(by=by, verb="plan.remove", target=current, **_told(current))
    current.delete()


def _told(plan: Plan) -> dict[str, Any]:
    return {"indicator": plan.indicator, "year": plan.year, "value": plain(plan.value)}
