"""Model fields for text: whatever writes a row (save, bulk_create, update), what is stored is clean (ui.vietnamese).

No control signs, nothing that cannot be seen, precomposed letters. The columns are those of Django's own fields, which
is what a migration sees; tests/test_stored_text.py finds a model that takes another field for text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from ui import forms
from ui.forms import PlainEmailField, PlainLineField, PlainNameField, PlainTextField
from ui.names import refuse_mixed_scripts, refuse_no_name_of_a_person
from ui.vietnamese import nfc, nfc_lines, number_key, person_name


class Clean:
    """Before each field of this module: `cleaned` is what becomes of a text, `typed_as` the field of a form for it,
    `stands_for` what a migration is told."""

    cleaned = staticmethod(nfc)
    typed_as: type = PlainLineField
    stands_for: type[models.Field[Any, Any]] = models.CharField

    def to_python(self, value: Any) -> Any:
        """Django asks it for each value on its way to the database too, of update() and of filter() alike."""
        text = super().to_python(value)  # type: ignore[misc]
        return self.cleaned(text) if isinstance(text, str) else text

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        value = super().pre_save(instance, add)  # type: ignore[misc]
        if isinstance(value, str):
            value = self.cleaned(value)
            setattr(instance, self.attname, value)  # type: ignore[attr-defined]
        return value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": self.typed_as, **kwargs})  # type: ignore[misc]

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()  # type: ignore[misc]
        return name, f"django.db.models.{self.stands_for.__name__}", args, kwargs


class LineField(Clean, models.CharField):
    """One line: a name, a number, a code."""


class NameField(LineField):
    """Of an organisation, or of an account."""

    default_validators = [refuse_mixed_scripts]
    typed_as = PlainNameField


class PersonNameField(LineField):
    """Whatever way a person was typed, with capitals."""

    cleaned = staticmethod(person_name)
    default_validators = [refuse_no_name_of_a_person]
    typed_as = forms.PersonNameField


class ShortTextField(Clean, models.CharField):
    """Of limited length, in one line or several."""

    cleaned = staticmethod(nfc_lines)
    typed_as = PlainTextField


class LongTextField(Clean, models.TextField):
    cleaned = staticmethod(nfc_lines)
    typed_as = PlainTextField
    stands_for = models.TextField


class EmailField(Clean, models.EmailField):
    typed_as = PlainEmailField
    stands_for = models.EmailField


class JsonField(Clean, models.JSONField):
    """Every text in it is clean, names of keys too."""

    cleaned = staticmethod(nfc_lines)
    stands_for = models.JSONField

    def get_prep_value(self, value: Any) -> Any:
        return models.JSONField.get_prep_value(self, _each_clean(value))

    def formfield(self, **kwargs: Any) -> Any:
        return models.JSONField.formfield(self, **kwargs)


class KeptField(models.JSONField):
    """What the portal made itself of clean text: lists of thousands of rows, none of which refers to itself."""

    def __init__(self, **options: Any):
        super().__init__(**{"encoder": PlainEncoder, **options})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, {key: kwargs[key] for key in kwargs if key != "encoder"}


class PlainEncoder(json.JSONEncoder):
    """Does not look for what refers to itself, which takes a quarter of the time; letters stand as they are."""

    def __init__(self, **options: Any):
        super().__init__(**{**options, "check_circular": False, "ensure_ascii": False})


class KeyField(Clean, models.CharField):
    """What `source` is compared by (`number_key`), reckoned whenever the row is written."""

    # No key holds a space before a sign: behind it, a migration tells apart twins that were stored before.
    TWIN = " #"

    def __init__(self, *, source: str = "", **kwargs: Any):
        self.source = source
        super().__init__(**{"editable": False, **kwargs})

    def clean(self, value: Any, instance: models.Model | None) -> Any:
        return super().clean(self._key(instance), instance)

    def pre_save(self, instance: models.Model, add: bool) -> Any:
        setattr(instance, self.attname, self._key(instance))
        return getattr(instance, self.attname)

    def _key(self, instance: models.Model | None) -> str:
        key, now = number_key(getattr(instance, self.source)), getattr(instance, self.attname) or ""
        return now if now.startswith(f"{key}{self.TWIN}") else key


@contextmanager
def told_at(**fields: str) -> Iterator[None]:
    """What is wrong with a key is wrong with what was typed: told_at(number_key="number")."""
    try:
        yield
    except ValidationError as error:
        told: dict[str, list[str]] = {}
        for name, sentences in error.message_dict.items():
            told.setdefault(fields.get(name, name), []).extend(sentences)
        raise ValidationError({name: list(dict.fromkeys(sentences)) for name, sentences in told.items()}) from error


def _each_clean(value: Any) -> Any:
    if isinstance(value, str):
        return nfc_lines(value)
    if isinstance(value, dict):
        return {_each_clean(key): _each_clean(one) for key, one in value.items()}
    return [_each_clean(one) for one in value] if isinstance(value, list | tuple) else value
