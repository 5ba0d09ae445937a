"""What people are told of. Each app names its kinds when it starts; the words are made when a notice is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """`title` and `text` make sentences of a notice's data, in the reader's language."""

    code: str
    label: str | Promise
    title: Callable[[Data], str]
    text: Callable[[Data], str]
    action: str | Promise
    mark: str = "info"
    """Of templates/ui/_mark.html."""
    can_be_off: bool = True


_kinds: dict[str, Kind] = {}


def name_kinds(kinds: Iterable[Kind]) -> None:
    _kinds.update({kind.code: kind for kind in kinds})


def kinds() -> Mapping[str, Kind]:
    return _kinds
