"""What the frame of a page asks for and no page itself."""

from typing import Any

from django import template
from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def preferred(context: Context) -> Any:
    """How the person wants pages to look; the page of a failure knows nobody and is as the system is."""
    return context.get("preferences") or {"letters": "100", "scheme": "system"}
