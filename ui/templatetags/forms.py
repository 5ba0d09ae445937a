"""What stands in every form that posts."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from ui.forms import says_nothing_is_chosen
from ui.typed import FORM_KEY, WHOSE
from ui.wrong import Wrong, sentences_of, summary_of

register = template.Library()
KINDS: Mapping[str, str] = {"select": "form-select", "checkbox": "form-check-input"}


@register.simple_tag(takes_context=True)
def csrf_token(context: Context) -> SafeString:
    """Django's own, beside it whose page the form stands on and by which key it is done once: no form is without.

    Before them a field that is never sent. After Back a browser fills the form in again that has the same first names
    of fields: on a shared machine that would put one person's words into the next one's form.
    """
    whose, key = context.get("whose"), context["form_key"]() if "form_key" in context else ""
    first = format_html('<input type="hidden" name="of-{}" disabled>', whose) if whose else ""
    marks = [(WHOSE, whose), (FORM_KEY, key)]
    drawn = format_html_join("", '<input type="hidden" name="{}" value="{}">', (mark for mark in marks if mark[1]))
    return SafeString(first + CsrfTokenNode().render(context) + drawn)


@register.inclusion_tag("ui/_error_summary.html")
def error_summary(form: BaseForm | None, *, links: bool = True) -> dict[str, Any]:
    """Above the fields of every form. `links=False`: where the form is told of but no longer drawn."""
    listed = summary_of(form) if form is not None and form.is_bound else []
    wrong = [(each.place if links else "", each.sentence) for each in listed]
    tone = "warning" if listed and all(each.is_asked for each in listed) else "error"
    title = form and _title(form, listed)
    return {"wrong": wrong, "title": title, "tone": tone, "focus": form and not _focuses(form)}


@register.simple_tag(takes_context=True)
def error_mark(context: Context) -> str:
    """Before the title of a page whose form has something to correct."""
    form = context.get("typed") or context.get("form")
    listed = summary_of(form) if isinstance(form, BaseForm) and form.is_bound else []
    return f"{gettext('Error:')} " if any(not each.is_asked for each in listed) else ""


def _title(form: BaseForm, listed: list[Wrong]) -> str:
    if listed and all(each.is_asked for each in listed):
        return gettext("Please confirm before it is saved")
    places = len({each.place for each in listed if each.place and not each.is_asked})
    if not places:
        return str(getattr(form, "refused_title", gettext("That cannot be done now")))
    return ngettext("%(count)s thing to correct", "%(count)s things to correct", places) % {"count": places}


def _focuses(form: BaseForm) -> bool:
    """Where a form names its first field itself, as where one signs in, the person goes on typing there."""
    return any("autofocus" in field.widget.attrs for field in form.fields.values())


@register.inclusion_tag("ui/_field.html")
def field(bound_field: BoundField) -> dict[str, Any]:
    """One field; Django names its help and errors in aria-describedby, and here are their places."""
    css = "" if bound_field.use_fieldset else KINDS.get(bound_field.widget_type, "form-control")
    attrs: dict[str, str | bool] = {"class": f"{css} is-invalid" if bound_field.errors else css} if css else {}
    return {
        "field": bound_field,
        "widget": bound_field.as_widget(attrs=attrs),
        "css": css,
        "sentences": sentences_of(bound_field),
        "may_be_empty": _may_be_empty(bound_field),
    }


def _may_be_empty(bound: BoundField) -> bool:
    """Boxes to mark, a choice that is already made, and what is told to be missing nobody could leave out."""
    is_settled = _is_always_chosen(bound) or (bound.use_fieldset and bool(bound.value()))
    is_missing = bool(bound.errors) and not bound.value()
    is_one_of = bound.name in getattr(bound.form, "one_of", ())
    return not (bound.field.required or is_settled or is_missing or is_one_of)


def _is_always_chosen(bound: BoundField) -> bool:
    """Boxes to mark; and a list of which the line without a value, if there is one, says what it means: "Only me"."""
    if bound.widget_type == "checkboxselectmultiple":
        return True
    return bound.widget_type == "select" and not says_nothing_is_chosen(bound.field)
