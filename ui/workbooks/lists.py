"""A list as a workbook: what its filter shows, and on top which filter that was, who took it and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.forms import BaseForm, ChoiceField, ModelChoiceField
from django.utils import timezone
from django.utils.translation import gettext

from ui.moments import moment
from ui.workbooks.writing import Column, Page, Value, workbook


def list_workbook(
    *,
    name: str,
    title: str,
    chosen: Mapping[str, str],
    by: object,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    frozen_columns: int = 1,
) -> bytes:
    """`chosen`: the filter in words, {label: value}."""
    shown = "; ".join(f"{label}: {value}" for label, value in chosen.items())
    lines = [
        title,
        gettext("Shown: %(filter)s") % {"filter": shown or gettext("all")},
        gettext("Taken from the portal at %(moment)s by %(who)s.") % {"moment": moment(timezone.now()), "who": by},
    ]
    page = Page(name, lines, columns, list(rows), frozen_columns=frozen_columns)
    return workbook([page], lists=gettext("Lists"))


def filter_words(form: BaseForm) -> dict[str, str]:
    """What a filter form narrows by, in the words of its fields; nothing where it is not bound or not valid."""
    if not form.is_bound or not form.is_valid():
        return {}
    asked = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
    return {str(form.fields[name].label): _said(form.fields[name], value) for name, value in asked.items()}


def _said(field: Any, value: Any) -> str:
    is_listed = isinstance(field, ChoiceField) and not isinstance(field, ModelChoiceField)
    words: dict[Any, Any] = dict(field.choices) if is_listed else {}
    return str(words.get(value, value))
