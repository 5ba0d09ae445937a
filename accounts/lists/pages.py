"""A list with the ways of looking at it that a person saved, or that others share with their role."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode

from accounts.lists.order import in_order
from accounts.models import SavedView
from accounts.policy import Request, View
from ui.lists import ways
from ui.lists.pages import ListPage, with_named
from ui.lists.spec import ListSpec


def a_list(name: str, title: str | Promise, named: tuple[str, ...] = ()) -> Callable[[View], View]:
    """A page that is a list. Its bare address opens the view that the person made the usual one.

    `named`: what stands in the bare address, too, because it says which list it is.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def listed(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            is_bare = request.user.is_authenticated and set(request.GET) <= {*named}
            if is_bare and (query := _usual(request, name.format(**kwargs))):
                return redirect(f"{request.path}?{with_named(request.GET.urlencode(), query)}")
            return view(request, *args, **kwargs)

        return ways.place(name, title, named)(listed)

    return decorate


def list_page(
    request: Request, name: str, spec: ListSpec, find: Callable[[dict[str, Any]], Any], *, path: str = ""
) -> ListPage:
    """`path`: where the list is, for a deed that shows it again from an address of its own."""
    page = ListPage(spec, request.GET, path or request.path, find, in_order)
    page.views = [page.tab(saved.name, saved.query) for saved in _views(request, name)]
    page.save_url = f"{reverse('accounts:save_view')}?{urlencode({'address': page.here})}"
    return page


def _usual(request: Request, name: str) -> str:
    mine = (saved for saved in _views(request, name) if saved.user_id == request.user.pk)
    return next((saved.query for saved in mine if saved.is_usual), "")


def _views(request: Request, name: str) -> list[SavedView]:
    """Read once for each request."""
    read: dict[str, list[SavedView]] = request.__dict__.setdefault("saved_views", {})
    if name not in read:
        read[name] = list(SavedView.objects.visible_to(request.user).filter(place=name))
    return read[name]
