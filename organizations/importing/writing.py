"""Organisations written from a file in bulk, and taken back as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, ForeignObjectRel, Max, Model
from django.urls import reverse
from django.utils.translation import gettext

from exchange.kinds import Change, Outcome, Touched, Written
from organizations.importing.stored import Known, known
from organizations.models import Change as Decided
from organizations.models import Organization, Place, Seat, Sector
from organizations.places import lay, settle
from organizations.tree import child_path
from stored.past import forget, holding

LAID: tuple[type[Model], ...] = (Place, Decided, Seat)
"""What a founding lays beside the organisation itself."""
NAMES = {"sector": "sector", "unit": "unit_type", "decision": "decision_number"}


def write(changes: Iterable[Change]) -> Iterator[Written]:
    listed = list(changes)
    yield from _found([each for each in listed if each.outcome == Outcome.NEW])
    yield from _fill_in([each for each in listed if each.outcome == Outcome.CHANGED])


def _found(changes: list[Change]) -> Iterator[Written]:
    """Level by level, because what stands below needs the key and the path of what stands above."""
    waiting = {each.data["code"]: each for each in changes}
    while waiting:
        level = [each for each in waiting.values() if each.data["parent"] not in waiting]
        if not level:
            raise ValueError("rows belong to each other in a circle")
        yield from _found_level(level)
        for each in level:
            del waiting[each.data["code"]]


def _found_level(level: list[Change]) -> Iterator[Written]:
    above = Organization.objects.in_bulk({each.data["parent"] for each in level}, field_name="code")
    sectors = {each.code: each for each in Sector.objects.all()}
    numbers = _Numbers(above.values())
    rows = [_organization(each.data, above[each.data["parent"]], sectors, numbers) for each in level]
    lay(Organization.objects.bulk_create(rows))
    for change, row in zip(level, rows, strict=True):
        yield Written(change.number, f"{row.code} {row.name}", {"pk": row.pk, "new": _values(change.data)})


class _Numbers:
    """The next number below each parent, after every one that was ever given there."""

    def __init__(self, parents: Iterable[Organization]):
        seats = Seat.objects.filter(parent__in=parents).order_by().values_list("parent")
        self.last = dict(seats.annotate(last=Max("number")))

    def path(self, parent: Organization) -> str:
        self.last[parent.pk] = self.last.get(parent.pk, 0) + 1
        return child_path(parent.path, self.last[parent.pk])


def _organization(
    data: dict[str, str], parent: Organization, sectors: dict[str, Sector], numbers: _Numbers
) -> Organization:
    row = Organization(
        code=data["code"],
        name=data["name"],
        kind=data["kind"],
        parent=parent,
        path=numbers.path(parent),
        sector=sectors.get(data["sector"]),
        unit_type=data["unit"],
        opened_on=date.fromisoformat(data["opened"]),
        decision_number=data["decision"],
        synthetic=parent.synthetic,
    )
    row.set_keys()
    return row


def _values(data: dict[str, str]) -> dict[str, str]:
    return {name: data[name] for name in ("name", "kind", "sector", "unit", "opened", "decision")}


def _fill_in(changes: list[Change]) -> Iterator[Written]:
    before = {each.pk: each for each in known()}
    _set({each.data["pk"]: each.data["changed"] for each in changes})
    for each in changes:
        was, new = before[each.data["pk"]], each.data["changed"]
        old = {name: getattr(was, name) for name in new}
        yield Written(each.number, f"{was.code} {was.name}", {"pk": was.pk, "old": old, "new": new})


def _set(values: Mapping[int, Mapping[str, str]]) -> None:
    """Of what was not told when it was founded, as if it had been: everything since then is worked out anew."""
    sectors = {each.code: each for each in Sector.objects.all()}
    foundings: dict[int, Decided] = {}
    for each in Decided.objects.filter(organization__in=values).order_by("on", "pk"):
        foundings.setdefault(each.organization_id, each)
    rows = Organization.objects.in_bulk(list(values))
    for pk, changed in values.items():
        for name, value in changed.items():
            setattr(foundings[pk], NAMES[name], sectors.get(value) if name == "sector" else value)
        rows[pk].decision_number = changed.get("decision", rows[pk].decision_number)
    Decided.objects.bulk_update(foundings.values(), NAMES.values(), batch_size=500)
    Organization.objects.bulk_update(rows.values(), ["decision_number"], batch_size=500)
    settle(values)


def touched(written: Iterable[Written]) -> Iterator[Touched]:
    """Changed since, gone, or with something that refers to it."""
    rows = list(written)
    stands = {each.pk: each for each in known()}
    founded = {each.data["pk"] for each in rows if "old" not in each.data}
    used = _used(founded)
    for each in rows:
        pk = each.data["pk"]
        sentence = _later(stands.get(pk), each.data["new"]) or used.get(pk, "")
        if sentence:
            yield Touched(each.label, sentence, reverse("organizations:detail", args=[pk]) if pk in stands else "")


def _later(now: Known | None, new: dict[str, Any]) -> str:
    if now is None:
        return gettext("is no longer there")
    seen = {name: getattr(now, name) for name in new}
    if now.closed is not None:
        return gettext("has ended since")
    if {name: str(value) for name, value in seen.items()} != new:
        return gettext("was changed since")
    return ""


def _used(founded: set[int]) -> dict[int, str]:
    """{key: what refers to it}, over every table of the apps above, beside what the founding itself laid."""
    found: dict[int, str] = {}
    for model, name in _references():
        rows = holding(model._default_manager.filter(**{f"{name}__in": founded}))
        if model is Organization:
            rows = rows.exclude(pk__in=founded)
        elif model in LAID:
            rows = rows.exclude(organization__in=founded)
        for pk in rows.order_by().values_list(name, flat=True).distinct():
            found.setdefault(pk, gettext("is used: %(what)s") % {"what": _named(model)})
    decided = Decided.objects.filter(organization__in=founded).order_by().values_list("organization")
    more = decided.annotate(count=Count("pk")).filter(count__gt=1)
    return found | {pk: gettext("was changed since") for pk, _count in more}


def _named(model: type[Model]) -> str:
    return gettext("organisations that belong to it") if model is Organization else str(model._meta.verbose_name_plural)


def _references() -> Iterator[tuple[type[Model], str]]:
    for field in Organization._meta.get_fields(include_hidden=True):
        if isinstance(field, ForeignObjectRel) and isinstance(field.related_model, type):
            yield field.related_model, field.field.name


def undo(written: Iterable[Written]) -> None:
    rows = list(written)
    _set({each.data["pk"]: each.data["old"] for each in rows if "old" in each.data})
    _take_away({each.data["pk"] for each in rows if "old" not in each.data})


def _take_away(founded: set[int]) -> None:
    """From the lowest up: what stands below keeps what is above it. Its number among its siblings stays given."""
    Seat.objects.filter(organization__in=founded).exclude(parent__in=founded).update(organization=None)
    for model in LAID:
        model._default_manager.filter(organization__in=founded).delete()
    forget(_references(), founded)
    paths = dict(Organization.objects.filter(pk__in=founded).values_list("pk", "path"))
    for depth in sorted({len(path) for path in paths.values()}, reverse=True):
        Organization.objects.filter(pk__in=[pk for pk, path in paths.items() if len(path) == depth]).delete()
