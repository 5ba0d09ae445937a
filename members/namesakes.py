"""Who of this name and birth date is known already, as far as the person may look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from accounts.models import User
from members.deeds import WAY_BACK, ending_of
from members.models import LifeEvent, Member, Membership
from organizations.models import Organization
from organizations.namesakes import named_apart, under
from ui.days import written
from ui.searching import search_key

MOST = 3
# The page of each.
COMES_BY = {LifeEvent.Kind.RETURNED: "return", LifeEvent.Kind.RESTORED: "restore"}


def namesakes(user: User, full_name: str, born: date, organization: Organization | None = None) -> Iterator[SafeString]:
    """A sentence for each, with the way to their page. Marks do not count: they are forgotten when typing.

    Of who left: with the way back onto the list under the old number, to the `organization` that was chosen.
    """
    current = Membership.objects.visible_to(user).filter(until=None).select_related("organization")
    current = current.annotate(under=under("organization__"))
    found = Member.objects.visible_to(user).filter(search_key=search_key(full_name)[:120], birth_date=born)
    for member in found.prefetch_related(Prefetch("memberships", current, to_attr="current"))[:MOST]:
        ending = None if member.current else ending_of(member)
        yield _who_left(member, ending, organization) if ending else _sentence(member)


def _sentence(member: Member) -> SafeString:
    places = [named_apart(one) for one in member.current]  # type: ignore[attr-defined]
    return format_html(
        gettext("There is {name} already, born on {day}, {place}."),
        name=_named(member),
        day=written(member.birth_date),
        place=places[0] if places else gettext("no longer in your organisations"),
    )


def _who_left(member: Member, ending: LifeEvent, organization: Organization | None) -> SafeString:
    told = format_html(
        gettext("There is {name} already, born on {day}: {ending} on {left}."),
        name=_named(member),
        day=written(member.birth_date),
        ending=ending.get_kind_display(),
        left=written(ending.happened_on),
    )
    if not (kind := WAY_BACK.get(LifeEvent.Kind(ending.kind))):
        return told
    kept = {"organization": organization.pk} if organization else None
    url = reverse("members:do", args=[member.pk, COMES_BY[kind]], query=kept)
    way = format_html('<a href="{}">{}</a>', url, gettext("Enter the return under the old number"))
    return format_html("{} {}.", told, way)


def _named(member: Member) -> SafeString:
    return format_html('<a href="{}">{}</a>', member.get_absolute_url(), member.full_name)
