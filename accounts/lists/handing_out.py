"""A list as a workbook: exactly what its page shows, of all its pages."""

from __future__ import annotations

from typing import Protocol

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext

from accounts.lists.nearest import Nearest
from accounts.models import User
from accounts.policy import Request
from ui.lists.listing import Listing
from ui.numbers import format_integer
from ui.workbooks.lists import listed_workbook
from ui.workbooks.writing import attachment

MOST_ROWS = 50_000
# Servers in front of the portal read no longer one.
LONGEST_ADDRESS = 4000


class Noted(Protocol):
    """Writes into the trail who took how many rows, by which filter."""

    def __call__(self, *, rows: int, asked: str, by: User) -> None: ...


def back_to_list(request: Request, page: str, asked: QueryDict) -> HttpResponse:
    """As it was asked for; beyond what can be an address, without its filter and with a sentence."""
    address = f"{page}?{asked.urlencode()}" if asked else page
    if len(address) <= LONGEST_ADDRESS:
        return redirect(address)
    messages.error(request, gettext("The filter is too long to be kept, so the list stands here without it."))
    return redirect(page)


def handed_out(request: Request, listing: Listing, page: str, file_name: str, note: Noted) -> HttpResponse:
    """`page`: the address of the list, which says what was not understood. Nothing leaves the portal then."""
    if listing.wrong:
        return back_to_list(request, page, request.GET)
    if isinstance(listing.rows, Nearest):
        listing.show_instead(listing.rows.whole())
    if listing.count > MOST_ROWS:
        sentence = gettext("A workbook holds at most %(most)s rows. Narrow the list by a filter, then export it.")
        messages.error(request, sentence % {"most": format_integer(MOST_ROWS)})
        return back_to_list(request, page, request.GET)
    content = listed_workbook(listing, by=request.user)
    note(rows=listing.count, asked=listing.kept.urlencode(), by=request.user)
    return attachment(content, file_name)
