"""Who acts where goes along: whoever acted for what has ended acts for its successor from today on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from organizations.deeds.keepers import Carrying
from organizations.models import Assignment, Organization


def carry(carrying: Carrying, alike: Iterable[tuple[Organization, Organization]] = ()) -> dict[str, list[Any]]:
    ended = {each.pk for each in carrying.ended}
    kept: dict[str, list[Any]] = {"begun": [], "ended": []}
    for way in carrying.ways:
        if way.source.pk in ended and way.part is None:
            for assignment in Assignment.objects.on(timezone.localdate()).filter(organization=way.source):
                _go_along(assignment, way.target, kept)
    for one, root in alike:
        for assignment in Assignment.objects.on(timezone.localdate()).filter(organization=one):
            _begin(assignment, root, kept)
    return kept


def _go_along(assignment: Assignment, target: Organization, kept: dict[str, list[Any]]) -> None:
    _begin(assignment, target, kept)
    kept["ended"].append([assignment.pk, assignment.until.isoformat() if assignment.until else None])
    assignment.until = max(assignment.since, timezone.localdate() - timedelta(days=1))
    assignment.save(update_fields=["until"])


def _begin(assignment: Assignment, target: Organization, kept: dict[str, list[Any]]) -> None:
    today = timezone.localdate()
    there = Assignment.objects.filter(Q(until=None) | Q(until__gte=today), user=assignment.user, role=assignment.role)
    if not there.filter(organization=target).exists():
        made = Assignment.objects.create(
            user=assignment.user, role=assignment.role, organization=target, since=today, until=assignment.until
        )
        kept["begun"].append(made.pk)


def restore(kept: Mapping[str, list[Any]]) -> None:
    Assignment.objects.filter(pk__in=kept["begun"]).delete()
    for pk, until in kept["ended"]:
        Assignment.objects.filter(pk=pk).update(until=date.fromisoformat(until) if until else None)
