"""Every form takes text by one field, and says in a sentence what it does not take."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.conf import settings

from ui.files import FileChoice
from ui.forms import Plain

ROOT = Path(settings.BASE_DIR)
PACKAGES = (
    "ui",
    "accounts",
    "exchange",
    "organizations",
    "members",
    "committees",
    "inspections",
    "ratings",
    "reports",
    "portal",
)


# A module that makes a form, or a filter, which is one.
FORMS_WITHIN = re.compile(r"^from django import forms|^class \w+\(.*(?:Form|Filter)", re.MULTILINE)


def form_classes() -> Iterator[type[forms.BaseForm]]:
    paths = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    for path in paths:
        if FORMS_WITHIN.search(path.read_text(encoding="utf-8")):
            module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
            yield from (each for each in vars(module).values() if is_form(each) and each.__module__ == module.__name__)


def is_form(value: object) -> bool:
    """A base that brings no field is judged in the forms made of it."""
    return isinstance(value, type) and issubclass(value, forms.BaseForm) and hasattr(value, "base_fields")


FORMS = sorted(set(form_classes()), key=lambda each: (each.__module__, each.__name__))


def test_the_forms_are_found():
    assert len(FORMS) > 20


@pytest.mark.parametrize("form", FORMS, ids=lambda each: f"{each.__module__}.{each.__name__}")
def test_every_field_for_text_is_the_one_that_cleans(form):
    bypass = [
        name
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField)
        and not isinstance(field, Plain)
        and not isinstance(field.widget, forms.PasswordInput)
    ]
    assert bypass == []


@pytest.mark.parametrize("form", FORMS, ids=lambda each: f"{each.__module__}.{each.__name__}")
def test_every_box_for_a_file_speaks_the_language_of_the_page(form):
    files = {name: field for name, field in form.base_fields.items() if isinstance(field, forms.FileField)}
    assert all(isinstance(field.widget, FileChoice) and field.required for field in files.values()), list(files)
