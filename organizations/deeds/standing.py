"""What a deed makes of those it moves, in sentences: cells of another type, and others of the same name beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.utils.translation import gettext, ngettext

from organizations.models import Kind, Place, Reorganization
from ui.days import written
from ui.numbers import format_integer

NAMED = 5


def told(row: Reorganization) -> Iterable[str]:
    """After the deed is done."""
    yield from _turned(row)
    yield from _namesakes(row)


def _turned(row: Reorganization) -> Iterable[str]:
    names: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for was, place in _moved(row):
        if was.kind != place.kind:
            names[was.kind, place.kind].append(place.name)
    for (before, after), found in names.items():
        yield _turns(before, after, found) % {
            "day": written(row.on),
            "names": _listed(found),
            "before": _inside(before),
            "after": _inside(after),
        }


def _moved(row: Reorganization) -> Iterable[tuple[Place, Place]]:
    changed = row.changes.filter(on=row.on).exclude(parent=None).values("organization")
    places = Place.objects.filter(organization__in=changed)
    stood = {place.organization_id: place for place in places.filter(until=row.on)}
    for place in places.filter(since=row.on).order_by("path"):
        if place.organization_id in stood:
            yield stood[place.organization_id], place


def _turns(before: str, after: str, found: Collection[str]) -> str:
    if after in Kind.grassroots():
        return ngettext(
            "From %(day)s on %(names)s is a %(after)s, before that a %(before)s. Sector and type of unit stand below.",
            "From %(day)s on %(names)s are each a %(after)s, before that a %(before)s. Sector and type of unit stand "
            "below.",
            len(found),
        )
    return ngettext(
        "From %(day)s on %(names)s is a %(after)s, before that a %(before)s. It has no sector and no type of unit of "
        "its own any more.",
        "From %(day)s on %(names)s are each a %(after)s, before that a %(before)s. They have no sector and no type of "
        "unit of their own any more.",
        len(found),
    )


def _inside(kind: str) -> str:
    """As a word within a sentence."""
    label = str(Kind(kind).label)
    return label[:1].lower() + label[1:]


def _listed(names: list[str]) -> str:
    said = ", ".join(names[:NAMED])
    if not (more := len(names[NAMED:])):
        return said
    return gettext("%(names)s and %(count)s more") % {"names": said, "count": format_integer(more)}


def _namesakes(row: Reorganization) -> Iterable[str]:
    """What came to stand below one where another bears its name."""
    came = Place.objects.filter(since=row.on, organization__in=row.changes.values("organization")).exclude(parent=None)
    beside = Place.objects.on(row.on).exclude(parent=None)
    there: defaultdict[tuple[int | None, str], int] = defaultdict(int)
    parents = beside.filter(parent__in=came.values("parent"), name__in=came.values("name"))
    for key in parents.values_list("parent", "name"):
        there[key] += 1
    seen = {(place.parent_id, place.name): place for place in came.select_related("parent").order_by("path")}
    for key, place in seen.items():
        if there[key] > 1:
            sentence = gettext(
                "From then on %(count)s organisations below %(parent)s are called “%(name)s”. Rename one of them, or "
                "only their codes tell them apart."
            )
            words = {"parent": place.parent, "name": place.name, "count": format_integer(there[key])}
            yield sentence % words
