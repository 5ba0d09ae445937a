"""The part of the tree that a deed touches, drawn as it was and as it will be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

MANY = 12


@dataclass
class Branch:
    """`mark`: what becomes of it. `more`: how many stand below it beside those that are drawn."""

    name: str
    mark: str = ""
    below: list[Branch] = field(default_factory=list)
    more: int = 0


class Standing(NamedTuple):
    pk: int
    name: str
    above: int
    above_name: str
    mark: str


def branches(standing: Iterable[Standing]) -> list[Branch]:
    """What stands above nothing drawn is a top; so is what is above others and not touched itself."""
    rows = list(standing)
    drawn = {row.pk: Branch(row.name, row.mark) for row in rows}
    tops = {row.pk: drawn[row.pk] for row in rows if not row.above}
    for row in rows:
        if row.above and row.above not in drawn:
            drawn[row.above] = tops[row.above] = Branch(row.above_name)
        if row.above:
            drawn[row.above].below.append(drawn[row.pk])
    return list(_cut(tops.values()))


def _cut(found: Iterable[Branch]) -> Iterator[Branch]:
    for each in found:
        each.more = max(len(each.below) - MANY, 0)
        each.below = list(_cut(sorted(each.below, key=lambda one: not one.mark)[:MANY]))
        yield each
