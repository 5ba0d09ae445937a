"""Once a day: transfers that are near their limits or past them, told at both ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.urls import reverse

from accounts.permissions import Permission
from members.models import Deed
from members.offers import filters, words
from members.offers.limits import limits_of
from notices.rhythm import FIRST_AFTER, is_day
from notices.telling import News, tell
from organizations.models import Organization
from organizations.recipients import nearest

EDIT = Permission.EDIT_MEMBERS


@transaction.atomic
def remind(today: date) -> int:
    """How many transfers were told of."""
    due = [deed for deed in _waiting() if _is_its_day(deed, today)]
    for place, which, deeds in _by_place(due):
        key = f"{words.DUE}:{today.isoformat()}:{which}:{place.pk}"
        url = f"{reverse('members:deeds')}?which={which}"
        data = {"names": [deed.member.full_name for deed in deeds]}
        tell(News(words.DUE, key, url, data, EDIT, place.path), nearest(EDIT, place))
    return len(due)


def _waiting() -> Iterator[Deed]:
    waiting = Deed.objects.waiting().select_related("member", "source", "target")
    return waiting.order_by("on", "pk").iterator(chunk_size=500)


def _is_its_day(deed: Deed, today: date) -> bool:
    """Of the first limit also the day after it; what follows is counted from the second."""
    limits = limits_of(deed)
    passed = (today - limits.presented_by).days
    return is_day(limits.presented_by, today) if passed <= FIRST_AFTER else is_day(limits.done_by, today)


def _by_place(deeds: list[Deed]) -> Iterator[tuple[Organization, str, list[Deed]]]:
    found: defaultdict[tuple[Organization, str], list[Deed]] = defaultdict(list)
    for deed in deeds:
        if deed.source and deed.target:
            found[deed.target, filters.TO_US].append(deed)
            found[deed.source, filters.FROM_US].append(deed)
    for (place, which), listed in found.items():
        yield place, which, listed
