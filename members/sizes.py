"""How many members organisations have on a day, with all below them, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import ngettext

from members.models import Membership
from organizations.models import Organization, Place
from ui.numbers import format_integer


def told(organizations: Collection[Organization], on: date) -> Mapping[int, str]:
    sizes = _sizes(on)
    places = Place.objects.on(on).filter(organization__in=organizations)
    counted = {
        place.organization_id: sum(size for path, size in sizes.items() if path.startswith(place.path))
        for place in places
    }
    return {pk: _members(count) for pk, count in counted.items()}


def _members(count: int) -> str:
    return ngettext("%(count)s member", "%(count)s members", count) % {"count": format_integer(count)}


def _sizes(on: date) -> Counter[str]:
    """By the path of the cell on that day."""
    at = Q(organization__places__until=None) | Q(organization__places__until__gt=on)
    held = Membership.objects.on(on).filter(at, organization__places__since__lte=on).order_by()
    return Counter(dict(held.values_list("organization__places__path").annotate(total=Count("pk"))))
