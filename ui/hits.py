"""What a search finds: each package says what is found of its own (`search.py`), the site lays it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.translation import gettext

from ui.numbers import format_integer
from ui.searching import begins_with, search_key, typed_words

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Hit:
    """`exact`: what was typed is its very number."""

    title: str
    url: str
    note: str = ""
    exact: bool = False


@dataclass(frozen=True)
class Hits:
    """The nearest of `count`, or of more where `is_cut`. `kind` is a mark of templates/ui/_mark.html; `list_url` shows
    all of them."""

    kind: str
    title: str
    nearest: Sequence[Hit]
    count: int
    list_url: str = ""
    is_cut: bool = False

    @property
    def counted(self) -> str:
        return at_least(self.count, self.is_cut)

    @property
    def left_over(self) -> int:
        return self.count - len(self.nearest)


def at_least(count: int, is_cut: bool) -> str:
    """How many, or than how many more."""
    number = format_integer(count)
    return gettext("more than %(number)s") % {"number": number} if is_cut else number


def list_url(path: str, text: str, **chosen: str) -> str:
    return f"{path}?{urlencode({'q': text, **chosen})}"


def is_number(text: str, number: str) -> bool:
    """Whether the text is this number, whatever case, spaces and signs it was typed with."""
    typed = search_key(text).replace(" ", "")
    return bool(typed) and typed == search_key(number).replace(" ", "")


class Piece(NamedTuple):
    text: str
    found: bool


def pieces(shown: str, text: str) -> Iterator[Piece]:
    """`shown`, cut where a word begins with one that was typed."""
    typed, at = typed_words(text), 0
    for word in _WORD.finditer(shown):
        length = max((len(one) for one in typed if begins_with(search_key(word[0]), one)), default=0)
        if length:
            yield Piece(shown[at : word.start()], False)
            at = word.start() + length
            yield Piece(shown[word.start() : at], True)
    yield Piece(shown[at:], False)
