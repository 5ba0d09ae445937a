"""Before the term of a committee is over, and after it, whoever runs the organisation is told, a few times."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from accounts.models import User
from accounts.permissions import Permission
from committees.due import words
from committees.models import Committee
from notices.telling import News, tell
from organizations.models import Organization
from organizations.recipients import nearest

VIEW, EDIT = Permission.VIEW_MEMBERS, Permission.EDIT_MEMBERS
DAYS_BEFORE, DAYS_AFTER = (180, 90, 30), (1, 90)


@transaction.atomic
def remind(today: date) -> int:
    """How many committees were told of."""
    days = [*(today + timedelta(each) for each in DAYS_BEFORE), *(today - timedelta(each) for each in DAYS_AFTER)]
    due = Committee.objects.standing().filter(due_on__in=days, organization__closed_on=None)
    committees = list(due.select_related("organization").order_by("pk"))
    for committee in committees:
        tell(_news(committee, today), _people(committee.organization))
    return len(committees)


def _people(place: Organization) -> Iterable[User]:
    """Who acts there, and who enters its committee, which for a cell is the committee above."""
    return dict.fromkeys([*nearest(VIEW, place), *nearest(EDIT, place)])


def _news(committee: Committee, today: date) -> News:
    place, left = committee.organization, (committee.due_on - today).days
    data = {"place": place.name, "due_on": committee.due_on.isoformat(), "left": left}
    key = f"{words.DUE}:{committee.pk}:{committee.due_on.isoformat()}:{left}"
    return News(words.DUE, key, committee.get_absolute_url(), data, VIEW, place.path)
