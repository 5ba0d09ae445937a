"""Whose reach a deed changes: who acts above what came or went, and whose role went along."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from accounts.models import User
from organizations.models import Assignment, Place, Reorganization
from organizations.tree import ancestor_paths
from ui.numbers import format_integer

NAMED = 5


def told(row: Reorganization) -> Iterable[str]:
    """After the deed is done."""
    people = _people(row)
    if count := people.count():
        sentence = ngettext(
            "What %(count)s person may see and do changes: %(names)s.",
            "What %(count)s people may see and do changes: %(names)s.",
            count,
        )
        names = ", ".join(each.full_name for each in people.order_by("sort_key", "pk")[:NAMED])
        named = gettext("%(names)s and others") % {"names": names} if count > NAMED else names
        yield sentence % {"count": format_integer(count), "names": named}


def _people(row: Reorganization) -> QuerySet[User]:
    above = Place.objects.filter(path__in=_gained_or_lost(row)).values("organization")
    assigned = row.kept["assigned"]
    mine = Q(pk__in=[*assigned["begun"], *(pk for pk, _until in assigned["ended"])])
    held = Assignment.objects.on(timezone.localdate()).filter(organization__in=above) | Assignment.objects.filter(mine)
    return User.objects.filter(is_active=True, pk__in=held.order_by().values("user"))


def _gained_or_lost(row: Reorganization) -> set[str]:
    """The paths of those above what goes on, on one side of the day only."""
    changed = row.changes.values("organization")
    before, after = (
        {pk: set(ancestor_paths(path)) for pk, path in places.values_list("organization", "path")}
        for places in (
            Place.objects.filter(organization__in=changed, until=row.on),
            Place.objects.filter(organization__in=changed, since=row.on),
        )
    )
    return set().union(*(before[pk] ^ after[pk] for pk in before.keys() & after.keys()))
