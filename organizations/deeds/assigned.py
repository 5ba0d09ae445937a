"""Who acts where goes along: whoever acted for what has ended acts for its successor from today on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from organizations.deeds.keepers import Carrying, set_each
from organizations.models import Assignment, Organization


def carry(carrying: Carrying, alike: Iterable[tuple[Organization, Organization]] = ()) -> dict[str, list[Any]]:
    ended = {each.pk for each in carrying.ended}
    along = [way for way in carrying.ways if way.source.pk in ended and way.part is None]
    to: list[tuple[int, Organization]] = [(way.source.pk, way.target) for way in along]
    to += [(one.pk, root) for one, root in alike]
    acting = _acting([source for source, _target in to])
    begun = _begin([(each, target) for source, target in to for each in acting[source]])
    gone = [each for way in along for each in acting[way.source.pk]]
    kept: dict[str, list[Any]] = {
        "begun": begun,
        "ended": [[each.pk, each.until and each.until.isoformat()] for each in gone],
    }
    yesterday = timezone.localdate() - timedelta(days=1)
    set_each(Assignment, "until", {each.pk: max(each.since, yesterday) for each in gone})
    return kept


def _acting(organizations: Iterable[int]) -> defaultdict[int, list[Assignment]]:
    found: defaultdict[int, list[Assignment]] = defaultdict(list)
    for each in Assignment.objects.on(timezone.localdate()).filter(organization__in=set(organizations)):
        found[each.organization_id].append(each)
    return found


def _begin(asked: Sequence[tuple[Assignment, Organization]]) -> list[int]:
    """The role of each there, from today on, where it is not held there already."""
    today = timezone.localdate()
    there = Assignment.objects.filter(
        Q(until=None) | Q(until__gte=today), organization__in={target.pk for _assignment, target in asked}
    )
    known = set(there.values_list("user", "role", "organization"))
    made = []
    for each, target in asked:
        if (key := (each.user_id, each.role, target.pk)) not in known:
            known.add(key)
            held = {"user_id": each.user_id, "role": each.role, "organization": target}
            made.append(Assignment(since=today, until=each.until, **held))
    return [each.pk for each in Assignment.objects.bulk_create(made)]


def restore(kept: Mapping[str, list[Any]]) -> None:
    Assignment.objects.filter(pk__in=kept["begun"]).delete()
    set_each(Assignment, "until", {pk: until and date.fromisoformat(until) for pk, until in kept["ended"]})
