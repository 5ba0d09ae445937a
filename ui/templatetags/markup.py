"""Markup that depends on what is there: an input that is wrong, a shape that leads somewhere."""

from collections.abc import Mapping
from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def input_state(css: str, prefix: str, name: str, errors: Mapping[str, str]) -> SafeString:
    """The class of an input laid by hand and, where it is wrong, the place of its error as `input_error` names it."""
    if name not in errors:
        return _right(css)
    return format_html('class="{} is-invalid" aria-describedby="{}-{}-error"', css, prefix, name)


@cache
def _right(css: str) -> SafeString:
    return format_html('class="{}"', css)


@register.simple_tag
def input_error(prefix: str, name: str, errors: Mapping[str, str]) -> SafeString:
    if name not in errors:
        return SafeString("")
    return format_html('<span class="row-error" id="{}-{}-error">{}</span>', prefix, name, errors[name])


@register.simple_block_tag
def svg_link(content: str, href: str, label: str, *, links: bool = True) -> SafeString:
    """Shapes of a drawing that belong together: a link where they lead somewhere, otherwise a group; both have a title.

    The title names the link. A label beside it would have to repeat it and all the writing within.
    """
    titled = format_html("<title>{}</title>{}", label, SafeString(content))
    if not (links and href):
        return format_html("<g>{}</g>", titled)
    return format_html('<a href="{}">{}</a>', href, titled)
