"""The way from a list to one of its records and back to where one was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme

from ui.characters import is_storable
from ui.crumbs import Crumb, crumbs
from ui.root_addresses import page_of

BACK = "list"
LONGEST = 2000
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Place:
    """A page that is a list: the name its saved views are kept under, and what it is called.

    `named`: parts of its address that say which list it is, and go along unseen; a view doesn't keep them.
    """

    name: str
    title: str | Promise
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class WayBack:
    place: Place
    url: str


def place(name: str, title: str | Promise, named: tuple[str, ...] = ()) -> Callable[[View], View]:
    """`name` may hold a part of the address, for lists of one page that differ: "figure_{indicator}"."""

    def mark(view: View) -> View:
        view.list_place = Place(name, title, named)  # type: ignore[attr-defined]
        return view

    return mark


def place_of(url: str) -> Place | None:
    """The list at an address of this portal; None for every other address, here or elsewhere."""
    if len(url) > LONGEST or not url.startswith("/") or not is_storable(url):
        return None
    if not url_has_allowed_host_and_scheme(url, allowed_hosts=None):
        return None
    try:
        match = resolve(page_of(urlsplit(url).path))
    except (Resolver404, ValueError):
        return None
    found: Place | None = getattr(match.func, "list_place", None)
    return replace(found, name=found.name.format(**match.kwargs)) if found else None


def with_way_back(url: str, list_url: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}{BACK}={quote(list_url, safe='')}"


def way_back(request: HttpRequest) -> WayBack | None:
    url = request.GET.get(BACK, "")
    found = place_of(url)
    return WayBack(found, url) if found else None


def kept(request: HttpRequest, url: str) -> str:
    """The address, with the way back that the present page has."""
    back = way_back(request)
    return with_way_back(url, back.url) if back else url


def on_the_way(request: HttpRequest, listed: Sequence[Crumb]) -> list[Crumb]:
    """The crumb of the list that one came from leads to it as it was then; those below it keep the way back."""
    back, found, passed = way_back(request), [], False
    for crumb in listed:
        is_list = back is not None and crumb.url == urlsplit(back.url).path
        url = with_way_back(crumb.url, back.url) if back and passed and crumb.url else crumb.url
        found.append(crumb._replace(url=back.url if back and is_list else url))
        passed = passed or is_list
    return found


def record_crumbs(request: HttpRequest, title: str | Promise, list_name: str, *below: Crumb) -> tuple[Crumb, ...]:
    """From the list, as it was when the record was opened, down to the record."""
    url = reverse(list_name)
    back = way_back(request)
    came_from = back is not None and urlsplit(back.url).path == url
    return crumbs(Crumb(str(title), back.url if back and came_from else url), *below)
