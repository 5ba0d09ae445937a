"""Who bears a name of the file, was born on that day and belongs elsewhere, as far as the person may look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from accounts.models import User
from exchange.kinds import Scope
from members.models import Member, Membership
from organizations.tree import below

Key = tuple[str, date]
FIELDS = ("full_name", "code", "search_key", "birth_date")


def namesakes(days: Collection[date], scope: Scope, by: User) -> dict[Key, str]:
    """A sentence for each who was born on one of these days. All that the person sees outside is gone through once."""
    if not days:
        return {}
    here = Membership.objects.filter(below(scope.path, "organization__path"), member=OuterRef("pk"))
    seen = Member.objects.visible_to(by).filter(~Exists(here), birth_date__range=(min(days), max(days)))
    found: defaultdict[Key, list[str]] = defaultdict(list)
    for name, code, key, born in seen.order_by("pk").values_list(*FIELDS).iterator():
        if born in days:
            found[key, born].append(f"{name} ({code})")
    sentence = gettext("elsewhere there is %(people)s of this name and day of birth")
    return {key: sentence % {"people": ", ".join(people[:3])} for key, people in found.items()}
