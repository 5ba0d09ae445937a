"""The decision that a deed carries out, and what it may be about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext

from organizations.models import Organization
from ui.days import written
from ui.refusals import Refused


@dataclass(frozen=True)
class Decision:
    on: date
    number: str = ""
    decided_on: date | None = None
    note: str = ""


def hold(organizations: Iterable[Organization]) -> list[Organization]:
    """Read anew, after all roots: deeds follow each other, so that none sees half of another's tree."""
    asked = [each.pk for each in organizations]
    list(Organization.objects.select_for_update().filter(parent=None).order_by("pk").values_list("pk"))
    rows = Organization.objects.select_for_update(of=("self",)).select_related("parent").order_by("pk")
    found = rows.in_bulk(asked)
    return [found[pk] for pk in asked]


def check_day(on: date, organizations: Iterable[Organization]) -> None:
    """Of organisations that a deed changes: they stand before the day, and have not ended."""
    if on > timezone.localdate():
        raise Refused(on=gettext("This day has not come yet. Enter the decision on the day it takes effect."))
    for each in organizations:
        if each.closed_on is not None:
            sentence = gettext("%(name)s ended on %(day)s. Choose one that still exists.")
            raise Refused(sentence % {"name": each.name, "day": written(each.closed_on)})
        if on <= each.opened_on:
            sentence = gettext("%(name)s was founded on %(day)s only. Choose a later day.")
            raise Refused(on=sentence % {"name": each.name, "day": written(each.opened_on)})
