from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import BaseForm, CharField, ChoiceField, Form, HiddenInput, ModelChoiceField
from django.utils.translation import gettext_lazy as _

from ui.characters import printable
from ui.refusals import Stale

T = TypeVar("T")


def accepted(form: BaseForm, action: Callable[..., T], **arguments: Any) -> T | None:
    """The action's answer, or None with its refusal told at the fields it names, or above them all.

    What changed meanwhile is told by a SeenForm itself; any other form leaves that to its page.
    """
    try:
        return action(**arguments)
    except ValidationError as refused:
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {NON_FIELD_ERRORS: refused.messages}
        for field, sentences in by_field.items():
            form.add_error(field if field in form.fields else None, sentences)
    except Stale as stale:
        if not isinstance(form, SeenForm):
            raise
        form.see_again(stale.current)
    return None


def ask_to_choose(form: BaseForm) -> None:
    """A word in the empty line of a list, where Django draws dashes."""
    for field in form.fields.values():
        if isinstance(field, ModelChoiceField):
            if field.required:
                field.empty_label = _("Choose")
        elif isinstance(field, ChoiceField):
            field.choices = [(value, label if value else _("Choose")) for value, label in field.choices]  # type: ignore[union-attr]


class PlainTextField(CharField):
    """Text in which nothing can be seen is as if nothing was typed; a line ends alike whatever the browser sends."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value)
        return text if text and printable(text).strip() else self.empty_value


class SeenForm(Form):
    """Carries what the person had before them when the form was opened: what `seen_of` makes of it (ui.seen)."""

    seen = CharField(widget=HiddenInput, required=False, max_length=64)
    seen_of: Callable[[Any], str]
    stale: Any = None
    """The record as it is now, where somebody else saved it meanwhile."""

    def see_again(self, current: Any) -> None:
        """What was typed stays; saving it once more now means it."""
        self.stale = current
        self.data = self.data.copy()
        self.data["seen"] = self.seen_of(current)  # type: ignore[index]


def long_text(label: Any, *, rows: int = 3, **kwargs: Any) -> PlainTextField:
    return PlainTextField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
