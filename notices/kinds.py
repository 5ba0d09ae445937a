"""What people are told of. Each app names its kinds when it starts; the words are made when a notice is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from accounts.models import User
from accounts.permissions import Permission

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
    told_to: tuple[Permission, ...] = ()
    """Who holds none of these is never told; without any, everybody may be."""
    can_be_off: bool = True
    way: Callable[[Data], str] | None = None
    """Where it leads now, where that changes as a notice grows; empty is to where it led from the first."""

    def concerns(self, user: User) -> bool:
        return not self.told_to or any(map(user.holds, self.told_to))


_kinds: dict[str, Kind] = {}


def name_kinds(kinds: Iterable[Kind]) -> None:
    _kinds.update({kind.code: kind for kind in kinds})


def kinds() -> Mapping[str, Kind]:
    return _kinds


def offered_to(user: User) -> list[Kind]:
    """What the person can turn off: only what the roles of today can be told of."""
    return [kind for kind in _kinds.values() if kind.can_be_off and kind.concerns(user)]
