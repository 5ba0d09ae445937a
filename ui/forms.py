from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseForm, CharField, ChoiceField, Form, HiddenInput, ModelChoiceField
from django.utils.translation import gettext_lazy as _

from ui.characters import printable

T = TypeVar("T")


def accepted(form: BaseForm, deed: Callable[..., T], **arguments: Any) -> T | None:
    """The deed's answer, or None with its refusal told at the fields it names, or above them all."""
    try:
        return deed(**arguments)
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
        for field, sentences in told.items():
            form.add_error(field if field in form.fields else None, sentences)
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
    """Carries what the person had before them when the form was opened (ui.seen)."""

    seen = CharField(widget=HiddenInput, required=False, max_length=6000, strip=False)

    def see_again(self, seen_now: str) -> None:
        """What was typed stays; saving it once more now means it."""
        self.data = self.data.copy()
        self.data["seen"] = seen_now  # type: ignore[index]


def long_text(label: Any, *, rows: int = 3, **kwargs: Any) -> PlainTextField:
    return PlainTextField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
