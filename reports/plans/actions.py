"""What is planned of an indicator for a year is entered, or removed: of a closed year by a decision."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from organizations.models import Organization
from ratings.models import RatingYear
from ratings.years.corrections import decided
from reports.models import LatePlan, Plan
from reports.scorecard.replanned import closed_years
from ui.refusals import Refused
from ui.seen import plain


@transaction.atomic
def set_plan(
    *,
    root: Organization,
    indicator: str,
    year: int,
    value: Decimal,
    by: User,
    decision_number: str = "",
    decided_on: date | None = None,
    reason: str = "",
) -> Plan:
    """In place of what was planned before; where that is the same, the trail hears nothing."""
    closed = _closed(root, year)
    found = Plan.objects.select_for_update(of=("self",)).filter(root=root, indicator=indicator, year=year).first()
    plan = found or Plan(root=root, indicator=indicator, year=year)
    before = plan.value if found else None
    if before != value:
        said = _decided(closed, decision_number, decided_on, reason)
        plan.value = value
        plan.full_clean()
        plan.save()
        _keep(plan, before, value, said, by)
        record(by=by, verb="plan.set", target=plan, before=plain(before), **_told(plan), **_plainly(said))
    return plan


@transaction.atomic
def remove_plan(
    *, plan: Plan, by: User, decision_number: str = "", decided_on: date | None = None, reason: str = ""
) -> None:
    closed = _closed(plan.root, plan.year)
    current = Plan.objects.select_for_update(of=("self",)).filter(pk=plan.pk).first()
    if current is None:
        raise Refused(gettext("This plan is removed already. If it still holds, enter it again."))
    said = _decided(closed, decision_number, decided_on, reason)
    _keep(current, current.value, None, said, by)
    record(by=by, verb="plan.remove", target=current, **_told(current), **_plainly(said))
    current.delete()


def _closed(root: Organization, year: int) -> RatingYear | None:
    """Held, as are those that are open: none is closed between the question and the deed."""
    held = RatingYear.objects.select_for_update(of=("self",)).filter(root__path__in=root.paths, year=year)
    list(held.order_by("pk"))
    return closed_years(root).filter(year=year).first()


def _decided(closed: RatingYear | None, number: str, day: date | None, reason: str) -> dict[str, Any]:
    why = gettext("Write why the plan of a closed year is changed.")
    return decided(closed, number, day, reason, why) if closed else {}


def _keep(plan: Plan, before: Decimal | None, after: Decimal | None, said: dict[str, Any], by: User) -> None:
    if said:
        of = {"root": plan.root, "indicator": plan.indicator, "year": plan.year}
        LatePlan.objects.create(**of, before=before, after=after, made_by=by, **said)


def _plainly(said: dict[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in said.items()}


def _told(plan: Plan) -> dict[str, Any]:
    return {"indicator": plan.indicator, "year": plan.year, "value": plain(plan.value)}
