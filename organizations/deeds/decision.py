"""The decision that a deed carries out, and what it may be about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext

from organizations.deeds.keepers import keepers
from organizations.holding import alone, need_founded, need_standing
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
    """Read anew under the lock of the tree: deeds follow each other, so that none sees half of another's tree."""
    asked = [each.pk for each in organizations]
    hold_tree()
    found = Organization.objects.select_related("parent").in_bulk(asked)
    if len(found) < len(set(asked)):
        raise Refused(gettext("An organisation was taken back by somebody else meanwhile. Load the page again."))
    return [found[pk] for pk in asked]


def hold_tree() -> None:
    """What floors above need of it comes first: who holds that may wait for the tree."""
    for keeper in keepers():
        keeper.hold()
    alone()


def check_day(on: date, organizations: Iterable[Organization], receiving: Iterable[Organization] = ()) -> None:
    """Of organisations that a deed changes: they stand before the day, and have not ended.

    What receives others may be founded on the day itself.
    """
    if on > timezone.localdate():
        raise Refused(on=gettext("This day has not come yet. Enter the decision on the day it takes effect."))
    for each in receiving:
        need_standing(each)
        need_founded(each, on, "on")
    for each in organizations:
        need_standing(each)
        if on <= each.opened_on:
            sentence = gettext("%(name)s was founded on %(day)s only. Choose a later day.")
            raise Refused(on=sentence % {"name": each.name, "day": written(each.opened_on)})
