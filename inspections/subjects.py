"""The member whom a person means, by number or by name: a case must never fall on somebody of a similar name."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from members.models import Member, Membership
from ui.searching import search_key
from ui.vietnamese import compare_key, number_key

OFFERED = 5


def member_meant(text: str, by: User) -> Member:
    """By number, or by the whole name (as it is written, or without any marks) where only one member has it."""
    visible = Member.objects.visible_to(by, Permission.EDIT_CASES)
    if found := visible.filter(code__iexact=number_key(text)).first():
        return found
    whole = list(visible.filter(search_key=search_key(text)).nearest_first(text)[: OFFERED + 1])
    if len(whole) == 1 and compare_key(text) in (compare_key(whole[0].full_name), whole[0].search_key):
        return whole[0]
    similar = whole or list(visible.matching(text).nearest_first(text)[: OFFERED + 1])
    if not similar:
        raise ValidationError(
            gettext("There is no member with this number or name. Look it up on the list of members.")
        )
    more = [gettext("and others")] if len(similar) > OFFERED else []
    names = "; ".join([*_offered(similar[:OFFERED], by), *more])
    raise ValidationError(gettext("Write the number of the member you mean: %(names)s.") % {"names": names})


def _offered(members: Iterable[Member], by: User) -> Iterable[str]:
    newest = Membership.objects.visible_to(by, Permission.EDIT_CASES).select_related("organization").order_by("-since")
    for member in Member.objects.filter(pk__in=[each.pk for each in members]).prefetch_related(
        Prefetch("memberships", newest, to_attr="seen")
    ):
        yield f"{member.code} {member.full_name}, {member.seen[0].organization}"
