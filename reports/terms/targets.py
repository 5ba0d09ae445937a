"""A target of a term is added, changed, removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from reports.indicators.catalogue import BY_CODE
from reports.indicators.limits import refuse_above_whole
from reports.models import Target, Term
from ui.refusals import Refused, Stale, at
from ui.seen import changes, plain, seen

FIELDS = ("indicator", "part", "comparison", "low", "high", "period")
_ONE_BOUND = ("ge", "gt", "le", "eq")


def seen_of(target: Target) -> str:
    return seen(target, FIELDS) if target.pk else ""


@transaction.atomic
def add_target(*, term: Term, values: Mapping[str, Any], by: User) -> Target:
    """Beside the other parts of its indicator, otherwise last."""
    held = _hold(term)
    added = Target(term=held, position=_position(held, values["indicator"]), **values)
    _save(added)
    _record(added, "target.add", by)
    return added


@transaction.atomic
def change_target(*, target: Target, values: Mapping[str, Any], seen: str, by: User) -> Target:
    """Raises Stale where it is no longer what the person had before them; the trail hears of a change only."""
    current = _known(target)
    if seen_of(current) != seen:
        raise Stale(current)
    if changed := changes(current, dict(values)):
        if current.indicator != values["indicator"]:
            current.position = _position(current.term, values["indicator"])
        for name, value in values.items():
            setattr(current, name, value)
        _save(current)
        _record(current, "target.change", by, changes=changed)
    return current


@transaction.atomic
def remove_target(*, target: Target, by: User) -> None:
    current = _known(target)
    _record(current, "target.remove", by)
    current.delete()


def _hold(term: Term) -> Term:
    return Term.objects.select_for_update(no_key=True).get(pk=term.pk)


def _known(target: Target) -> Target:
    held = _hold(target.term)
    found = Target.objects.filter(pk=target.pk, term=held).select_related("term").first()
    if found is None:
        raise Refused(gettext("This target is removed already. If it still holds, add it again."))
    return found


def _position(term: Term, indicator: str) -> int:
    """Targets under one code make one line, so they stand together."""
    beside = term.targets.filter(indicator=indicator).first()
    return beside.position if beside else (term.targets.aggregate(last=Max("position"))["last"] or 0) + 1


def _save(target: Target) -> None:
    _refuse_bounds(target)
    target.full_clean()
    target.save()


def _refuse_bounds(target: Target) -> None:
    """As the database does, at the field that is wrong."""
    needs_low, needs_high = target.comparison in (*_ONE_BOUND, "between"), target.comparison == "between"
    if needs_low and target.low is None:
        raise Refused(low=gettext("Write the number that the resolution names."))
    if needs_high and target.high is None:
        raise Refused(high=gettext("Write up to which number it is."))
    if needs_high and target.low is not None and target.high is not None and target.high < target.low:
        raise Refused(high=gettext("The second number is smaller than the first. Exchange them."))
    for name, needed in (("low", needs_low), ("high", needs_high)):
        if not needed and getattr(target, name) is not None:
            raise Refused(**{name: gettext("This way of comparing has no such number. Leave it empty.")})
        with at(name):
            refuse_above_whole(BY_CODE[target.indicator], getattr(target, name))


def _record(target: Target, verb: str, by: User, **more: Any) -> None:
    told = {name: plain(getattr(target, name)) for name in FIELDS}
    record(by=by, verb=verb, target=target.term, aim=told, **more)
