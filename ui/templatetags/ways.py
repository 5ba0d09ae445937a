"""Addresses that keep the way back to a list."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from ui.lists.pages import ListPage
from ui.lists.ways import kept, with_way_back
from ui.lists.ways import way_back as way_back_of

register = template.Library()


@register.simple_tag(takes_context=True)
def way(context: template.Context, name: str, *args: Any, **asked: Any) -> str:
    """The address of a page, keeping the present way back to a list: {% way "members:correct" member.pk %}."""
    return kept(context["request"], reverse(name, args=args, query=asked or None))


@register.simple_tag(takes_context=True)
def way_to(context: template.Context, record: Any) -> str:
    """As `way`, of a record: {% way_to page.sheet %}."""
    return kept(context["request"], record.get_absolute_url())


@register.simple_tag(takes_context=True)
def way_on(context: template.Context, url: str) -> str:
    """As `way`, of an address that is known already."""
    return kept(context["request"], url)


@register.simple_tag
def way_from(listed: ListPage, name: str, *args: Any) -> str:
    """From a list as it is shown to a page that leads back to it: {% way_from list "members:enter" %}."""
    return with_way_back(reverse(name, args=args), listed.here)


@register.simple_tag(takes_context=True)
def way_out(context: template.Context, name: str, *args: Any) -> str:
    """Back to the list as it was, from a form that was left; where none was come from, to the page named."""
    back = way_back_of(context["request"])
    return back.url if back else reverse(name, args=args)
