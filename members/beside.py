"""The member before and the one after in the list that a page was opened from."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from accounts.lists.nearest import keys_of
from accounts.lists.order import in_order
from accounts.models import User
from members.asked import found
from members.lists import spec_of
from ui.lists.asked import PAGE
from ui.lists.listing import Listing
from ui.lists.ways import WayBack, with_way_back

PLACE = "members"


class Beside(NamedTuple):
    """`number`: which one this is, counted from the first; the addresses are empty at either end."""

    number: int
    before: str
    after: str


def beside(back: WayBack | None, user: User, pk: int) -> Beside | None:
    """Reads the page of the list and one row at either side; nothing where the member is no longer on it."""
    if back is None or back.place.name != PLACE:
        return None
    listing = _listing(back.url, user)
    if listing.wrong or not listing.asked.page.isdecimal():
        return None
    size, page = listing.asked.size, max(int(listing.asked.page), 1)
    start = (page - 1) * size
    first = max(start - 1, 0)
    pks = keys_of(listing.rows, slice(first, start + size + 1))
    if pk not in pks[start - first : start - first + size]:
        return None
    at = pks.index(pk)

    def address(index: int) -> str:
        on_page = (first + index) // size + 1
        return with_way_back(reverse("members:detail", args=[pks[index]]), _of_page(listing, on_page))

    before = address(at - 1) if at else ""
    after = address(at + 1) if at + 1 < len(pks) else ""
    return Beside(first + at + 1, before, after)


def _listing(url: str, user: User) -> Listing:
    parts, today = urlsplit(url), timezone.localdate()
    query = QueryDict(parts.query)
    return Listing(spec_of(user, query), query, parts.path, lambda chosen: found(user, chosen, today), in_order)


def _of_page(listing: Listing, number: int) -> str:
    query = listing.kept.copy()
    if number > 1:
        query[PAGE] = str(number)
    return f"{listing.path}?{query.urlencode()}" if query else listing.path
