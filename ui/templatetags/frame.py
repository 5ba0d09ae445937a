"""What the frame of a page asks for and no page itself."""

from typing import Any

from django import template
from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def preferred(context: Context) -> Any:
    """How the person wants pages to look; the page of a failure knows nobody and is as the system is."""
    return context.get("preferences") or {"letters": "100", "scheme": "system"}


@register.simple_tag(takes_context=True)
def place_of_portal(context: Context) -> str:
    """Whose portal it is; nothing where a page is drawn without a request."""
    heading = context.get("heading")
    return heading.place if heading else ""
