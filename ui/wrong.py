"""What is wrong in a form: a sentence for each field, and all of them for the summary above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField, Field, FileField
from django.utils.functional import Promise
from django.utils.translation import gettext

ASKED = "asked"
CHOSEN = ("select", "radio", "checkbox", "picker", "file")


@dataclass(frozen=True)
class Wrong:
    """`place`: the id of the input, empty where the sentence is about the form as a whole.

    `is_asked`: nothing is to be corrected, only a box to be ticked by who knows what stands beside it.
    """

    place: str
    sentence: str
    is_asked: bool = False


class WrongAt(ValidationError):
    """What is wrong with an input that is no field of its form, as those of the rows of a table; `place`: its id."""

    def __init__(self, sentence: str, place: str):
        super().__init__(sentence)
        self.place = place


def asked(sentences: Iterable[str | Promise]) -> list[ValidationError]:
    """For a box: what there is to know before it is ticked."""
    return [ValidationError(str(sentence), code=ASKED) for sentence in sentences]


def sentences_of(bound: BoundField) -> list[str]:
    """As the form says them; where it only says that something is missing, by the name of the field."""
    return [_sentence(bound, error) for error in bound.form.errors.get(bound.name, _NONE).as_data()]


def summary_of(form: BaseForm) -> list[Wrong]:
    return [*_of_the_whole(form), *_of_fields(form)]


def place_of(bound: BoundField) -> str:
    """The first input, where a field has several."""
    return bound.id_for_label or (f"{bound.auto_id}_0" if bound.auto_id else "")


class _Nothing:
    def as_data(self) -> list[ValidationError]:
        return []


_NONE = _Nothing()


def _of_the_whole(form: BaseForm) -> Iterator[Wrong]:
    for error in form.non_field_errors().as_data():
        yield Wrong(getattr(error, "place", ""), " ".join(error.messages))
    yield from (Wrong("", sentence) for bound in form.hidden_fields() for sentence in sentences_of(bound))


def _of_fields(form: BaseForm) -> Iterator[Wrong]:
    for bound in form.visible_fields():
        if _is_asked(bound):
            yield Wrong(place_of(bound), str(bound.label), is_asked=True)
            continue
        for sentence in sentences_of(bound):
            yield Wrong(place_of(bound), _named(bound, sentence))


def _is_asked(bound: BoundField) -> bool:
    errors = bound.form.errors.get(bound.name, _NONE).as_data()
    return bool(errors) and all(error.code == ASKED for error in errors)


def _named(bound: BoundField, sentence: str) -> str:
    """Away from its field a sentence says which one it is about."""
    label = str(bound.label)
    return sentence if _inside(label).lower() in sentence.lower() else f"{label}: {sentence}"


def _sentence(bound: BoundField, error: ValidationError) -> str:
    [written] = error.messages
    if written != str(Field.default_error_messages["required"]):
        return written
    if bound.is_hidden:
        return gettext("A part of this form did not arrive. Open the page anew and send it once more.")
    label = {"label": _inside(str(bound.label))}
    if _is_chosen(bound):
        return gettext("Choose: %(label)s.") % label
    return gettext("Fill in: %(label)s.") % label


def _is_chosen(bound: BoundField) -> bool:
    return isinstance(bound.field, FileField) or any(kind in bound.widget_type for kind in CHOSEN)


def _inside(label: str) -> str:
    """As it stands inside a sentence: an abbreviation keeps its capitals."""
    first = label.split(" ", 1)[0]
    return label if len(first) > 1 and first.isupper() else label[:1].lower() + label[1:]
