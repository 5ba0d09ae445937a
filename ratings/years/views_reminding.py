"""Who has not submitted is reminded: everybody from the page of the close, those listed from the board."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext

from accounts.lists.handing_out import back_to_list
from accounts.permissions import Permission
from accounts.policy import Request, policy
from ratings.asked_year import year_of
from ratings.years.lists import board_listed
from ratings.years.reminding import remind, remind_listed
from ui.numbers import format_integer


@policy(Permission.MANAGE_RATING_YEARS, methods=("POST",))
def remind_year(request: Request, year: int) -> HttpResponse:
    rating_year = year_of(request, year)
    told = remind(rating_year=rating_year, by=request.user)
    if told is None:
        messages.info(request, gettext("Nobody was reminded now: that goes once a day, while the year is open."))
    else:
        _say(request, told)
    return redirect("ratings:close_year" if rating_year.is_open else "ratings:settings", year)


@policy(Permission.DECIDE_SHEETS, methods=("POST",))
def remind_filtered(request: Request, year: int) -> HttpResponse:
    """Those that the board's filter, in the query string, shows; who manages the year any, a committee those below."""
    rating_year = year_of(request, year)
    listed = board_listed(request, rating_year)
    if not listed.wrong:
        told = remind_listed(rating_year=rating_year, listed=listed.rows.organizations, by=request.user)
        if told is None:
            messages.info(request, gettext("Nobody was reminded: the year is not open."))
        else:
            _say(request, told)
    return back_to_list(request, rating_year.get_absolute_url(), request.GET if listed.wrong else listed.kept)


def _say(request: Request, told: int) -> None:
    if not told:
        words = gettext("Nobody was left to remind: who has not submitted heard of it today, or nobody enters there.")
        messages.info(request, words)
        return
    words = ngettext("%(count)s person is reminded.", "%(count)s people are reminded.", told)
    messages.success(request, words % {"count": format_integer(told)})
