"""What stands in every form that posts."""

from django import template
from django.template import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from ui.typed import FORM_KEY, WHOSE

register = template.Library()


@register.simple_tag(takes_context=True)
def csrf_token(context: Context) -> SafeString:
    """Django's own, beside it whose page the form stands on and by which key it is done once: no form is without."""
    key = context["form_key"]() if "form_key" in context else ""
    marks = [(WHOSE, context.get("whose")), (FORM_KEY, key)]
    drawn = format_html_join("", '<input type="hidden" name="{}" value="{}">', (mark for mark in marks if mark[1]))
    return SafeString(CsrfTokenNode().render(context) + drawn)
