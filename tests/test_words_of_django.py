"""Django speaks to people too: in Vietnamese, and as the portal addresses them."""

import re
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from babel.messages.pofile import read_po
from django.contrib.auth.password_validation import get_default_password_validators
from django.core import validators
from django.db import models
from django.forms import BaseFormSet, Field
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext

from scripts import catalogues

YOU = re.compile(r"\bbạn\b", re.IGNORECASE)


def kinds_of(base: type) -> Iterator[type]:
    yield base
    for kind in base.__subclasses__():
        yield from kinds_of(kind)


def sentences() -> Iterator[str | Promise]:
    """What a field of a form or of a model says, a validator, or several forms at once."""
    for kind in (*kinds_of(Field), *kinds_of(models.Field), BaseFormSet):
        if kind.__module__.startswith("django."):
            yield from getattr(kind, "default_error_messages", {}).values()
    for kind in vars(validators).values():
        if isinstance(message := getattr(kind, "message", None), Promise):
            yield message
    yield from validators.DecimalValidator.messages.values()
    for checks in get_default_password_validators():
        yield checks.get_help_text()


def said_in(language: str) -> list[str]:
    with translation.override(language):
        return [str(sentence) for sentence in sentences() if isinstance(sentence, Promise)]


def as_the_portal_says(message) -> str:
    if isinstance(message.id, tuple):
        return ngettext(*message.id, 2)
    return pgettext(message.context, message.id) if message.context else gettext(message.id)


def test_what_a_field_or_a_validator_says_is_vietnamese():
    pairs = zip(said_in("en"), said_in("vi"), strict=True)
    english = [there for there, here in pairs if there and there == here]
    assert english == []


@pytest.mark.parametrize("part", ["conf", "contrib/auth"])
def test_no_sentence_of_django_calls_a_comrade_ban(part):
    path = Path(django.__file__).parent / part / "locale/en/LC_MESSAGES/django.po"
    with path.open("rb") as source, translation.override("vi"):
        said = [as_the_portal_says(message) for message in catalogues.messages(read_po(source))]
    assert len(said) > 50
    assert [sentence for sentence in said if YOU.search(sentence)] == []
