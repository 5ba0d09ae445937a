"""How an action says no: one exception for what is refused, one for what changed meanwhile."""

from __future__ import annotations

from ui.vietnamese import nfc


class Stale(Exception):
    """Somebody saved or moved the sheet after it was read."""


class Refused(Exception):
    def __init__(self, *sentences: str):
        super().__init__(*sentences)
        self.sentences = sentences


def need(value: object, sentence: str) -> None:
    if not value or (isinstance(value, str) and not nfc(value)):
        raise Refused(sentence)
