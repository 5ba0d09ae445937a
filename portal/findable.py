"""What the search box finds for whom, said in the box and where nothing was found."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from accounts.models import User
from accounts.permissions import Permission


@dataclass(frozen=True)
class Findable:
    permission: Permission | None
    noun: str
    advice: str


FINDABLE = (
    Findable(
        Permission.VIEW_MEMBERS,
        gettext_noop("member"),
        gettext_noop("A member: name, number or year of birth, for example: le minh an 1990"),
    ),
    Findable(
        Permission.VIEW_ORGANIZATIONS,
        gettext_noop("organisation"),
        gettext_noop("An organisation: words of its name, or its code"),
    ),
    Findable(
        Permission.VIEW_CASES,
        gettext_noop("case file"),
        gettext_noop("A case: its number, or whom it is about"),
    ),
    Findable(
        Permission.MANAGE_USERS,
        gettext_noop("user"),
        gettext_noop("A user: full name or user name"),
    ),
    Findable(
        None,
        gettext_noop("page"),
        gettext_noop("A page or advice: what you want to do, for example: change the password"),
    ),
)


def findable_by(user: User) -> list[Findable]:
    return [each for each in FINDABLE if each.permission is None or user.holds(each.permission)]


def hint_for(user: User) -> str:
    return gettext("Find: %(kinds)s") % {"kinds": ", ".join(gettext(each.noun) for each in findable_by(user))}


def advice_for(user: User) -> list[str]:
    return [gettext(each.advice) for each in findable_by(user)]
