"""Addresses that keep the way back to a list."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from ui.lists.ways import kept

register = template.Library()


@register.simple_tag(takes_context=True)
def way(context: template.Context, name: str, *args: Any) -> str:
    """The address of a page, keeping the present way back to a list: {% way "members:correct" member.pk %}."""
    return kept(context["request"], reverse(name, args=args))
