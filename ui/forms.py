from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.forms import (
    BaseForm,
    CharField,
    ChoiceField,
    EmailField,
    Field,
    Form,
    HiddenInput,
    ModelChoiceField,
    Textarea,
)
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ui.characters import REPLACEMENT
from ui.names import refuse_mixed_scripts, refuse_no_name_of_a_person
from ui.old_encodings import old_encoding, sentence_about
from ui.refusals import Stale
from ui.vietnamese import nfc, nfc_lines, person_name

T = TypeVar("T")
CHOOSE = _("Choose")
# As Django draws the empty line of a list.
DASHES = "---------"


_races: tuple[type[Exception], ...] = ()


def name_races(*errors: type[Exception]) -> None:
    """What is raised when somebody was quicker with what is given once only; told by who knows the database."""
    global _races
    _races = errors


def accepted(form: BaseForm, action: Callable[..., T], **arguments: Any) -> T | None:
    """The action's answer, or None with its refusal told at the fields it names, or above them all.

    What changed meanwhile is told by a SeenForm itself; any other form leaves that to its page. Where somebody was
    quicker with what is given once only, form and action are asked anew: now they see theirs, and say so.
    """
    try:
        return _tried(form, action, arguments)
    except _races:
        form.full_clean()
    try:
        return _tried(form, action, arguments) if form.is_valid() else None
    except _races:
        sentence = gettext("Somebody else saved something at this moment that stands against it. Send it once more.")
        form.add_error(None, sentence)
    return None


def _tried(form: BaseForm, action: Callable[..., T], arguments: dict[str, Any]) -> T | None:
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
                field.empty_label = CHOOSE
        elif isinstance(field, ChoiceField):
            field.choices = [(value, label if value else CHOOSE) for value, label in field.choices]  # type: ignore[union-attr]


def says_nothing_is_chosen(field: Field) -> bool:
    """Whether a list of choices has a line that asks to choose, and so may stay as it is."""
    if isinstance(field, ModelChoiceField):
        return field.empty_label is not None and str(field.empty_label) in (str(CHOOSE), DASHES)
    choices = list(field.choices) if isinstance(field, ChoiceField) else []  # type: ignore[arg-type]
    return any(not value and str(label) in (str(CHOOSE), DASHES) for value, label in choices)


class Plain:
    """Before a field of Django's for text: what it gives is clean, and text in which nothing can be seen is empty.

    Text in an old encoding, or broken on its way, is refused: nobody could read it later.
    """

    default_error_messages = {
        "max_length": _("This has %(show_value)s signs. Shorten it to at most %(limit_value)s."),
    }
    cleaned = staticmethod(nfc)

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return super().to_python(value)
        ProhibitNullCharactersValidator()(value)
        clean = self.cleaned(value)
        for text in dict.fromkeys((value, clean)):
            refuse_unreadable(text)
        return super().to_python(clean)


class PlainLineField(Plain, CharField):
    """One line."""


class PlainNameField(PlainLineField):
    """Of an organisation, or of an account."""

    default_validators = [refuse_mixed_scripts]


class PersonNameField(PlainLineField):
    default_validators = [refuse_no_name_of_a_person]
    cleaned = staticmethod(person_name)


class PlainEmailField(Plain, EmailField):
    """An address has no letters that look like others."""


class PlainTextField(Plain, CharField):
    """Text of several lines; they stay, and end alike whatever the browser sends."""

    cleaned = staticmethod(nfc_lines)
    widget = Textarea


def refuse_unreadable(text: str) -> None:
    if REPLACEMENT in text:
        raise ValidationError(
            gettext("Some letters arrived broken (%(sign)s). Type them again, or copy the text from its source anew.")
            % {"sign": REPLACEMENT},
            code="broken",
        )
    if encoding := old_encoding(text):
        raise ValidationError(sentence_about(encoding), code="old_encoding")


class SeenForm(Form):
    """Carries what the person had before them when the form was opened: what `seen_of` makes of it (ui.seen)."""

    seen = PlainLineField(widget=HiddenInput, required=False, max_length=64)
    seen_of: Callable[[Any], str]
    stale: Any = None
    """The record as it is now, where somebody else saved it meanwhile."""

    def see_again(self, current: Any) -> None:
        """What was typed stays; saving it once more now means it."""
        self.stale = current
        self.data = self.data.copy()
        self.data["seen"] = self.seen_of(current)  # type: ignore[index]


def long_text(label: Any, *, rows: int = 3, max_length: int = 4000, **kwargs: Any) -> PlainTextField:
    return PlainTextField(label=label, max_length=max_length, widget=Textarea(attrs={"rows": rows}), **kwargs)
