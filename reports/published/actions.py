"""A published figure is entered, changed, removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.trail.record import record
from organizations.models import Organization
from reports.models import Published
from ui.refusals import Refused, Stale
from ui.seen import changes, plain, seen

FIELDS = (
    "indicator",
    "term_id",
    "year",
    "each_year",
    "qualifier",
    "low",
    "high",
    "document",
    "published_on",
    "words",
)


def seen_of(published: Published) -> str:
    return seen(published, FIELDS) if published.pk else ""


@transaction.atomic
def enter(*, root: Organization, values: Mapping[str, Any], by: User) -> Published:
    """`values`: by the names of its fields."""
    entered = Published(root=root, **values)
    _save(entered)
    record(by=by, verb="published.enter", target=entered, **told(entered))
    return entered


@transaction.atomic
def change(*, published: Published, values: Mapping[str, Any], seen: str, by: User) -> Published:
    """Raises Stale where it is no longer what the person had before them; the trail hears of a change only."""
    current = _known(published)
    if seen_of(current) != seen:
        raise Stale(current)
    if changed := changes(current, dict(values)):
        for name, value in values.items():
            setattr(current, name, value)
        _save(current)
        record(by=by, verb="published.change", target=current, changes=changed)
    return current


@transaction.atomic
def remove(*, published: Published, by: User) -> None:
    current = _known(published)
    record(by=by, verb="published.remove", target=current, **told(current))
    current.delete()


def told(published: Published) -> dict[str, Any]:
    return {name: plain(getattr(published, name)) for name in FIELDS}


def _known(published: Published) -> Published:
    found = Published.objects.select_for_update(of=("self",)).filter(pk=published.pk).first()
    if found is None:
        raise Refused(gettext("This figure is removed already. If it was published all the same, enter it again."))
    return found


def _save(published: Published) -> None:
    if published.each_year and published.year:
        raise Refused(figure=gettext("“Each year” is said of a term. Choose the term, or leave these words out."))
    published.full_clean()
    published.save()
