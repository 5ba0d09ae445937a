"""The columns that a kind of import knows, as people head them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass(frozen=True)
class Column:
    """`title` heads it in the template and in the exports; `names` are what offices write there instead.

    `choices`: {what a cell comes to: the words that say it}, for a column of few values; a column of crosses for each
    of them is put together into one. `left_out`: known, but never brought in, and why;
    `forgotten`: not kept either. `offers`: the words to choose from, where the database has them.
    """

    code: str
    title: str | Promise
    names: tuple[str, ...] = ()
    required: bool = False
    hint: str | Promise = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    left_out: str | Promise = ""
    forgotten: bool = False
    offers: Callable[[], Sequence[str]] | None = None

    @property
    def offered(self) -> list[str]:
        """The first word for each value."""
        return [words[0] for words in self.choices.values()] if self.offers is None else list(self.offers())
