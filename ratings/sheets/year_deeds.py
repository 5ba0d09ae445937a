"""What was done to a rating year, in words, from a line of its trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Field
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext

from accounts.models import AuditEvent
from ratings.models import RatingYear
from ratings.verbs import VERBS
from ui.moments import day
from ui.numbers import format_integer

SETTINGS, PLAN = "year.settings", "year.plan"


def what(event: AuditEvent) -> str | Promise:
    """A year was once planned under the name of a change: there all was nothing before."""
    changed = event.data.get("changes", {})
    is_planning = event.verb == SETTINGS and changed.get("year", [True])[0] is None
    return VERBS.get(PLAN if is_planning else event.verb, event.verb)


def detail(event: AuditEvent) -> str:
    """Empty for a deed that is no year's."""
    data, parts = event.data, []
    if event.verb == SETTINGS:
        parts = _changed(data.get("changes", {}))
    elif sheets := data.get("sheets"):
        parts = [_counted(ngettext("%(count)s sheet", "%(count)s sheets", sheets), sheets)]
    elif people := data.get("people"):
        parts = [_counted(ngettext("%(count)s person", "%(count)s people", people), people)]
    elif pending := data.get("pending"):
        words = ngettext("%(count)s sheet not approved", "%(count)s sheets not approved", pending)
        parts = [_counted(words, pending)]
    return "; ".join(parts)


def _counted(words: str, count: int) -> str:
    return words % {"count": format_integer(count)}


def _changed(changes: Mapping[str, list[Any]]) -> list[str]:
    return [
        gettext("%(name)s: %(before)s → %(now)s")
        % {"name": label_of(name), "before": written(name, before), "now": written(name, now)}
        for name, (before, now) in changes.items()
        if before is not None and hasattr(RatingYear, name)
    ]


def label_of(name: str) -> str:
    return str(_field(name).verbose_name)


def _field(name: str) -> Field:
    return next(field for field in RatingYear._meta.fields if field.name == name)


def written(name: str, value: Any) -> str:
    """A setting as a page says it, from the plain value that the trail keeps."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if name.endswith("_on"):
        return day(date.fromisoformat(str(value)))
    choices = dict(_field(name).flatchoices)
    return str(choices.get(value, value))
