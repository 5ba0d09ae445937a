"""What stands in every form that posts."""

from django import template
from django.template import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ui.typed import WHOSE

register = template.Library()


@register.simple_tag(takes_context=True)
def csrf_token(context: Context) -> SafeString:
    """Django's own, and beside it whose page the form stands on, so that no form can be written without."""
    token = CsrfTokenNode().render(context)
    whose = context.get("whose")
    mark = format_html('<input type="hidden" name="{}" value="{}">', WHOSE, whose) if whose else ""
    return SafeString(token + mark)
