"""Several sessions of a year in one answer, a line each: "12/03/2024; topic; 45"."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ratings.models.answers import TOPIC_LENGTH
from ui.days import DayField, written
from ui.fields import LocalIntegerField
from ui.forms import PlainTextField
from ui.numbers import format_integer

MOST = 200
HINT = _("One session a line: day; topic; number of people. For example 12/03/2024; Resolution of the congress; 45")
Session = list[Any]
"""[day, topic, people], the day as the entry of a sheet keeps it."""


class SessionsField(PlainTextField):
    """`cleaned_data` holds the sessions in the order of their days; None where there are none."""

    def __init__(self, **kwargs: Any):
        widget = forms.Textarea(attrs={"rows": 4})
        longest = MOST * (TOPIC_LENGTH + 30)
        super().__init__(max_length=longest, help_text=HINT, required=False, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return as_text(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[Session] | None:
        text = super().clean(value)
        lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip(" ;")]
        if len(lines) > MOST:
            raise ValidationError(gettext("Write at most %(limit)s sessions.") % {"limit": MOST})
        return sorted((_session(number, line) for number, line in lines), key=lambda each: each[0]) or None


def as_text(sessions: list[Session] | None) -> str:
    return "\n".join(_line(*session) for session in sessions or ())


def in_words(sessions: list[Session]) -> str:
    return "; ".join(", ".join(_line(*session).split("; ")) for session in sessions)


def _line(day: str, topic: str, people: int | None) -> str:
    parts = [written(date.fromisoformat(day)), topic]
    return "; ".join(parts if people is None else [*parts, format_integer(people)])


def _session(number: int, line: str) -> Session:
    day, topic, people = _parts(line)
    try:
        if not topic:
            raise ValidationError(gettext("Write what the session was about, after its day and a semicolon."))
        if len(topic) > TOPIC_LENGTH:
            raise ValidationError(gettext("Shorten the topic to at most %(limit)s signs.") % {"limit": TOPIC_LENGTH})
        when = DayField().clean(day)
        return [when.isoformat(), topic, LocalIntegerField(min_value=0, required=False).clean(people)]
    except ValidationError as error:
        sentence = gettext("Line %(number)s: %(sentence)s")
        raise ValidationError(sentence % {"number": number, "sentence": error.messages[0]}) from error


def _parts(line: str) -> tuple[str, str, str]:
    """A topic may hold semicolons of its own: the number of people is what stands last, where that is a number."""
    day, _mark, rest = (part.strip() for part in line.partition(";"))
    topic, mark, last = (part.strip() for part in rest.rpartition(";"))
    if mark and (not last or last.replace(".", "").replace(",", "").replace("\xa0", "").isdigit()):
        return day, topic, last
    return day, rest.strip(" ;"), ""
