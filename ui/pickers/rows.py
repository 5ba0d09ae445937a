"""What a picker searches, and how one record stands in it: who may choose what, the queryset knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ui.numbers import format_integer
from ui.searching import begins_with, search_key, typed_words

SHOWN = 10
# Letters of a name or a number that are looked at.
LONGEST = 200
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Row:
    """`value` is posted; `text` stands in the box and finds this record alone."""

    value: str
    name: str
    number: str
    detail: str
    marked: str = ""

    @property
    def text(self) -> str:
        return f"{self.name} ({self.number})"


class Finder:
    """Over the records that a person may choose here. A subclass says how they are named and told apart."""

    most_counted: int | None = None
    narrowing: str | Promise = _("Type more to find them.")

    hint: str | Promise
    outside: str | Promise
    """What is said of a record that is not among them."""
    nothing: str | Promise
    """What is said where nothing matches `text`."""

    def __init__(self, records: Any) -> None:
        self.records = records

    def row(self, record: Any) -> Row:
        raise NotImplementedError

    def detailed(self, records: Any) -> Any:
        """With what row() reads."""
        raise NotImplementedError

    def by_value(self, value: str) -> Any | None:
        raise NotImplementedError

    def by_values(self, values: Iterable[str]) -> Any:
        raise NotImplementedError

    def meant(self, text: str) -> Sequence[Any]:
        """Whose number or whole name this is: one of them is taken, of several a person chooses."""
        raise NotImplementedError

    def alike(self, text: str) -> Sequence[Any]:
        """Where nothing matches: what may have been meant."""
        raise NotImplementedError

    def count(self, text: str) -> int:
        """How many match; one more than `most_counted` stands for more."""
        raise NotImplementedError

    def counted(self, text: str, found: int) -> str:
        """How many match, in a sentence."""
        raise NotImplementedError

    def left(self, found: int, shown: int) -> str:
        """How many more match than are shown, and how to come to them."""
        if found <= shown:
            return ""
        most = self.most_counted
        count = {"count": format_integer(min(found, most or found) - shown)}
        said = ngettext("%(count)s other.", "%(count)s others.", found - shown)
        if most and found > most:
            said = gettext("More than %(count)s others.")
        return f"{said % count} {self.narrowing}"

    def matching(self, text: str) -> Any:
        return self.records.matching(text).nearest_first(text) if text else self.records

    def first(self, text: str, most: int = SHOWN) -> list[Any]:
        return list(self.detailed(self.matching(text))[:most])

    def rows(self, records: Iterable[Any], text: str = "") -> list[Row]:
        found = [self.row(record) for record in records]
        return [Row(row.value, row.name, row.number, row.detail, marked(row.name, text)) for row in found]


def marked(name: str, text: str) -> SafeString:
    """The name, with <mark> around what was typed."""
    words = [piece for word in typed_words(text) for piece in word.split()]
    parts, at = [], 0
    for start, end in _joined(_hits(name, words), name):
        parts.append(format_html("{}<mark>{}</mark>", name[at:start], name[start:end]))
        at = end
    return format_html("{}{}", format_html_join("", "{}", ((part,) for part in parts)), name[at:])


def _hits(name: str, words: Sequence[str]) -> Iterable[tuple[int, int]]:
    for found in _WORD.finditer(name):
        lengths = [len(word) for word in words if begins_with(search_key(found[0]), word)]
        if lengths:
            yield found.start(), min(found.start() + max(lengths), found.end())


def _joined(hits: Iterable[tuple[int, int]], name: str) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in hits:
        if joined and name[joined[-1][1] : start] == " ":
            start = joined.pop()[0]
        joined.append((start, end))
    return joined
