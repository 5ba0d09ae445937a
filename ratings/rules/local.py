"""Documents of a province, a root or a committee that govern a year beside those of its rule set."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext

from ui.moments import day


class LocalRule(NamedTuple):
    """As it is printed, and as it is frozen with what was printed. `abstract` is what it is about, in few words."""

    number: str
    issued_on: date
    body: str
    abstract: str

    def __str__(self) -> str:
        words = {"number": self.number, "day": day(self.issued_on), "body": self.body}
        return gettext("%(number)s of %(day)s, %(body)s") % words


def named(rules: str, local: Iterable[LocalRule]) -> str:
    """What a year is rated by, wherever it is said in one line."""
    return "; ".join([rules, *map(str, local)])
