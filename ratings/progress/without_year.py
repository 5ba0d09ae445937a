"""Sheets whose organisation went to a root that has no such year yet: they stand in no list, so they are led to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import reach_of
from ratings.models import Sheet
from ui.components import Link
from ui.numbers import format_integer
from ui.waiting import SHOWN, Group, Task


def sheets_without_year(user: User) -> Iterator[Group]:
    """Of the person's own and of all below, as far as they may be read; the newest year first."""
    here = Sheet.objects.filter(reach_of(user, Permission.VIEW_SHEETS)).without_year()
    found = here.select_related("rating_year").order_by("-rating_year__year", "path")
    for year, sheets in groupby(found, key=lambda sheet: sheet.rating_year.year):
        yield _group(user, year, list(sheets))


def _group(user: User, year: int, sheets: Sequence[Sheet]) -> Group:
    sentence = ngettext(
        "%(count)s sheet came along with its organisation. Here the year %(year)s is not opened yet: the sheet stays "
        "as it is and goes on in that year once it is.",
        "%(count)s sheets came along with their organisations. Here the year %(year)s is not opened yet: the sheets "
        "stay as they are and go on in that year once it is.",
        len(sheets),
    )
    links = [Link(gettext("Plan the year %(year)s") % {"year": year}, reverse("ratings:settings", args=[year]))]
    return Group(
        gettext("Sheets of %(year)s that wait for their year") % {"year": year},
        [Task(each.name, each.get_absolute_url(), each.get_state_display()) for each in sheets[:SHOWN]],
        note=sentence % {"count": format_integer(len(sheets)), "year": year},
        links=links if user.holds(Permission.MANAGE_RATING_YEARS) else (),
    )
