"""How an action says no: one exception for what is refused, one for what changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from ui.vietnamese import nfc


class Stale(Exception):
    """Somebody else saved or moved the record after it was read; `current` is the record as it is now, if at hand."""

    def __init__(self, current: Any = None):
        super().__init__(current)
        self.current = current


class Refused(ValidationError):
    """What an action will not do, in sentences: Refused(sentence, …), or at fields of its form: Refused(on=sentence).

    A ValidationError, so that a form is told alike what an action refuses and what a model's own constraints do.
    """

    def __init__(self, *sentences: str, **at_fields: str):
        super().__init__(at_fields or list(sentences))

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(self.messages)


def need(value: object, sentence: str) -> None:
    if not value or (isinstance(value, str) and not nfc(value)):
        raise Refused(sentence)


@contextmanager
def at(field: str) -> Iterator[None]:
    """Whatever is refused within is refused at this field of the form."""
    try:
        yield
    except ValidationError as error:
        raise Refused(**{field: " ".join(error.messages)}) from error


def tell(request: HttpRequest, refused: ValidationError) -> None:
    """Above the next page, where no form stands to be told at; the browser then keeps what was typed."""
    request.refused = True  # type: ignore[attr-defined]
    messages.error(request, " ".join(refused.messages))
