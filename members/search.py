"""Members by name, number or year of birth, wherever the person may look."""

from __future__ import annotations

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from members.models import Member, Membership
from members.numbers import codes_meant
from organizations.namesakes import named_apart, under
from stored.matching import begins
from ui.hits import Hit, Hits, is_number, list_url


def members_found(user: User, text: str, most: int) -> Hits | None:
    if not user.holds(Permission.VIEW_MEMBERS):
        return None
    current = Membership.objects.visible_to(user).filter(until=None).select_related("organization")
    current = current.annotate(under=under("organization__"))
    places = Prefetch("memberships", current, to_attr="current")
    found = Member.objects.visible_to(user).nearest(text, lambda rows: rows.prefetch_related(places))
    hits = [_hit(member, text) for member in found[:most]]
    url = list_url(reverse("members:list"), text, status="any")
    return Hits("person", gettext("Party members"), hits, found.count(), url, found.is_cut)


def meant_by(word: str, place: str) -> Q:
    """Of rows that are of a member: the name, the number, or the organisation that `place` leads to."""
    member = begins(word, "member__search_key") | Q(member__code__in=codes_meant(word))
    return member | begins(word, f"{place}__search_key")


def _hit(member: Member, text: str) -> Hit:
    places = [named_apart(one) for one in member.current]  # type: ignore[attr-defined]
    place = places[0] if places else gettext("no longer on the list")
    note = f"{member.code} · {member.birth_date.year} · {place}"
    return Hit(member.full_name, member.get_absolute_url(), note, is_number(text, member.code))
