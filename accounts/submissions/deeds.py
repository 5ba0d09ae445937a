"""Whether a request has done anything: each line of the trail is noted while somebody asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_verbs: ContextVar[list[str] | None] = ContextVar("verbs", default=None)


@contextmanager
def noted() -> Iterator[list[str]]:
    """The verbs of the deeds done within."""
    verbs: list[str] = []
    token = _verbs.set(verbs)
    try:
        yield verbs
    finally:
        _verbs.reset(token)


def note(verb: str) -> None:
    if (verbs := _verbs.get()) is not None:
        verbs.append(verb)
