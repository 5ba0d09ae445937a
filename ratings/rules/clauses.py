"""A document, and the place in it that a number or a text comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext


@dataclass(frozen=True)
class Document:
    number: str
    issued_on: date

    def __str__(self) -> str:
        return self.number


@dataclass(frozen=True)
class Clause:
    document: Document
    text: str | Promise
    place: str | Promise = ""
    assumed: bool = False

    def __str__(self) -> str:
        named = f"{self.document}, {self.place}" if self.place else str(self.document)
        return gettext("%(clause)s (see the document itself)") % {"clause": named} if self.assumed else named
