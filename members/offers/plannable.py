"""Which deeds can wait for their day. Each floor that has a deed of its own names it once, when it starts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from members.models import Deed


@dataclass(frozen=True)
class Plannable:
    """`carry_out` does it on its day, with all its checks, in the name of who planned it.

    `words` says what is planned, where the kind alone says too little.
    """

    kind: Deed.Kind
    carry_out: Callable[[Deed], Any]
    words: Callable[[Mapping[str, Any]], str] | None = None


_plannable: dict[str, Plannable] = {}


def name_plannable(each: Iterable[Plannable]) -> None:
    _plannable.update({one.kind.value: one for one in each})


def plannable(kind: str) -> Plannable:
    return _plannable[kind]


def words_of(deed: Deed) -> str:
    found = _plannable.get(deed.kind)
    return found.words(deed.facts) if found and found.words else deed.get_kind_display()
