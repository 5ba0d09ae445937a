"""Who of this name and birth date is known already, as far as the person may look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts.models import User
from members.models import Member, Membership
from organizations.namesakes import named_apart, under
from ui.days import written
from ui.searching import search_key

MOST = 3


def namesakes(user: User, full_name: str, born: date) -> Iterator[SafeString]:
    """A sentence for each, with the way to their page. Marks do not count: they are forgotten when typing."""
    current = Membership.objects.visible_to(user).filter(until=None).select_related("organization")
    current = current.annotate(under=under("organization__"))
    found = Member.objects.visible_to(user).filter(search_key=search_key(full_name)[:120], birth_date=born)
    for member in found.prefetch_related(Prefetch("memberships", current, to_attr="current"))[:MOST]:
        yield _sentence(member)


def _sentence(member: Member) -> SafeString:
    places = [named_apart(one) for one in member.current]  # type: ignore[attr-defined]
    return format_html(
        gettext("There is {name} already, born on {day}, {place}."),
        name=format_html('<a href="{}">{}</a>', member.get_absolute_url(), member.full_name),
        day=written(member.birth_date),
        place=places[0] if places else gettext("no longer in your organisations"),
    )
