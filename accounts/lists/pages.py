"""A list with the ways of looking at it that a person saved, or that others share with their role."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Case, When
from django.http import Http404, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext

from accounts.lists.order import in_order
from accounts.models import SavedView, SavedViewQuerySet, User
from accounts.policy import Request, View
from ui.lists import ways
from ui.lists.asked import EVERYTHING
from ui.lists.pages import ListPage, with_named
from ui.lists.spec import ListSpec
from ui.root_addresses import page_of

Drawn = TypeVar("Drawn", bound=ListPage)
MOST_OWN = 30
MOST_SHOWN = 20


def a_list(name: str, title: str | Promise, named: tuple[str, ...] = ()) -> Callable[[View], View]:
    """A page that is a list. Its bare address opens the view that the person made the usual one.

    `named`: what stands in the bare address, too, because it says which list it is.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def listed(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            is_read = request.method != "POST" and request.user.is_authenticated
            if is_read and set(request.GET) <= {*named} and (query := _usual(request, name.format(**kwargs))):
                return redirect(f"{request.path}?{with_named(request.GET.urlencode(), query)}")
            return view(request, *args, **kwargs)

        return ways.place(name, title, named)(listed)

    return decorate


def list_page(
    request: Request,
    name: str,
    spec: ListSpec,
    find: Callable[[dict[str, Any]], Any],
    *,
    path: str = "",
    drawn: Callable[..., Drawn] = ListPage,  # type: ignore[assignment]
    in_order: Callable[..., Any] = in_order,
) -> Drawn:
    """`path`: where the list is, for a deed that shows it again from an address of its own."""
    page = drawn(spec, request.GET, path or request.path, find, in_order)
    request.__dict__["list_page"] = page
    views = _views(request, name)
    page.views = [page.tab(saved.name, saved.query) for saved in views]
    if any(saved.user_id == request.user.pk for saved in views):
        page.views_url = reverse("accounts:saved_views")
    page.save_url = f"{reverse('accounts:save_view')}?{urlencode({'address': page.here})}"
    return page


def _usual(request: Request, name: str) -> str:
    mine = (saved for saved in _views(request, name) if saved.user_id == request.user.pk)
    return next((saved.query for saved in mine if saved.is_usual), "")


def _views(request: Request, name: str) -> list[SavedView]:
    """Read once for each request."""
    read: dict[str, list[SavedView]] = request.__dict__.setdefault("saved_views", {})
    if name not in read:
        read[name] = _shown(request.user, SavedView.objects.visible_to(request.user).filter(place=name))
    return read[name]


def _shown(user: User, views: SavedViewQuerySet) -> list[SavedView]:
    """One's own, then the newest of what others share."""
    mine_first = Case(When(user=user, then=0), default=1)
    read = views.order_by(mine_first, "-pk")[: MOST_OWN + MOST_SHOWN]
    mine = [view for view in read if view.user_id == user.pk]
    return mine[::-1] + [view for view in read if view.user_id != user.pk][:MOST_SHOWN]


def wrong_in_view(request: Request, address: str) -> list[str]:
    """What the list at this address does not understand: it is opened as the person would open it."""
    path, _, query = address.partition("?")
    asked = copy(request)
    asked.__dict__.pop("list_page", None)
    asked.method, asked.path, asked.path_info = "GET", path, page_of(path)
    asked.GET = QueryDict(query or EVERYTHING)
    asked.resolver_match = found = resolve(asked.path_info)
    try:
        found.func(asked, *found.args, **found.kwargs)
    except (Http404, PermissionDenied):
        return [gettext("This list is not open to you.")]
    listed = asked.__dict__.get("list_page")
    return [wrong.sentence for wrong in listed.wrong] if listed else []
