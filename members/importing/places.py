"""Which cell a file means: by its code, or by its name within the scope, as the tree stands today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.translation import gettext

from exchange.kinds import Problem, Scope
from organizations.models import Organization
from organizations.tree import STEP, below
from ui.days import written
from ui.searching import search_key
from ui.vietnamese import compare_key, number_key

FIELDS = ("pk", "code", "name", "kind", "path", "opened_on", "closed_on")
NAMED = 4
NEAR = 0.55
# So many names that are not known are compared letter by letter; a file with more of them has another mistake.
COMPARED = 200


@dataclass(frozen=True, slots=True)
class Place:
    pk: int
    code: str
    name: str
    kind: str
    path: str
    opened: date
    closed: date | None

    @property
    def is_cell(self) -> bool:
        return self.kind in Organization.Kind.cells()

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Meant(NamedTuple):
    """The cell, or what is wrong at which column."""

    place: Place | None
    problem: Problem | None = None


def stored_places(scope: Scope) -> Iterator[Place]:
    rows = Organization.objects.filter(below(scope.path)).order_by("path").values_list(*FIELDS)
    return (Place(*row) for row in rows.iterator())


class Places:
    def __init__(self, scope: Scope):
        self.scope = scope
        self.by_pk = {each.pk: each for each in stored_places(scope)}
        self.by_path = {each.path: each for each in self.by_pk.values()}
        self.founded = top.opened if (top := self.by_path.get(scope.path)) else None
        self.by_code = {number_key(each.code): each for each in self.by_pk.values()}
        self.by_name: defaultdict[str, list[Place]] = defaultdict(list)
        for each in self.by_pk.values():
            for key in {compare_key(each.name), search_key(each.name)}:
                self.by_name[key].append(each)
        self._meant: dict[tuple[str, str, str], Meant] = {}
        self._compared = 0

    def meant(self, code: str, name: str, committee: str) -> Meant:
        """A file names few cells, each many times."""
        asked = (code, name, committee)
        if asked not in self._meant:
            self._meant[asked] = self._find(*asked)
        return self._meant[asked]

    def _find(self, code: str, name: str, committee: str) -> Meant:
        if code:
            return self._of_code(code, name)
        if not name:
            mend = gettext("Write the name or the code of the cell")
            return Meant(None, Problem("organization", gettext("It does not say where the member belongs"), mend))
        if found := self.by_code.get(number_key(name)):
            return self._open_cell(found, "organization")
        return self._of_name(name, committee)

    def _of_code(self, code: str, name: str) -> Meant:
        column = "organization_code"
        found = self.by_code.get(number_key(code))
        if found is None:
            sentence = gettext("There is no organisation with the code “%(code)s” in %(scope)s")
            words = {"code": code[:60], "scope": self.scope.name}
            return Meant(None, Problem(column, sentence % words, gettext("Correct the code, or write the name alone")))
        if name and search_key(name) not in (search_key(found.name), search_key(found.code)):
            sentence = gettext("The code is of %(place)s, another name stands beside it") % {"place": found}
            return Meant(None, Problem(column, sentence, gettext("Correct one of the two")))
        return self._open_cell(found, column)

    def _of_name(self, name: str, committee: str) -> Meant:
        found = self.by_name.get(compare_key(name), [])
        cells = [each for each in found if each.is_cell]
        if (within := self._within(cells, committee)) is None:
            return Meant(None, Problem("organization", *self._not_there(name, committee)))
        cells = within or cells
        standing = [each for each in cells if each.closed is None] or cells
        if len(standing) > 1:
            sentence = gettext("Several cells bear this name: %(cells)s")
            words = {"cells": "; ".join(self._told_apart(each) for each in standing[:NAMED])}
            return Meant(None, Problem("organization", sentence % words, self._how_to_tell(committee)))
        if standing or found:
            return self._open_cell((standing or found)[0], "organization")
        return Meant(None, Problem("organization", *self._unknown(name)))

    def _within(self, cells: list[Place], committee: str) -> list[Place] | None:
        """None where the committee is known and has no such cell."""
        key = search_key(committee)
        within = [each for each in cells if key and any(search_key(one.name) == key for one in self._above(each))]
        is_known = any(not each.is_cell for each in self.by_name.get(key, ())) if key else False
        return within if within or not is_known else None

    def _how_to_tell(self, committee: str) -> str:
        if committee:
            return gettext("Write the code of the one meant")
        return gettext("Write also the Party committee above, or the code of the one meant")

    def _not_there(self, name: str, committee: str) -> tuple[str, str]:
        key = search_key(committee)
        above = next(each for each in self.by_name[key] if not each.is_cell)
        near = self._nearest(name, above.path) or self._cells_below(above.path)[:NAMED]
        sentence = gettext("%(above)s has no cell “%(name)s”") % {"above": above.name, "name": name[:80]}
        return sentence, self._one_of(near)

    def _above(self, place: Place) -> Iterator[Place]:
        ends = range(len(self.scope.path), len(place.path), STEP)
        return (self.by_path[place.path[:end]] for end in ends if place.path[:end] in self.by_path)

    def _told_apart(self, place: Place) -> str:
        above = [each.name for each in self._above(place)][-1:]
        return ", ".join([str(place.code), *above])

    def _open_cell(self, place: Place, column: str) -> Meant:
        if not place.is_cell:
            sentence = gettext("%(place)s is no cell; members belong to a cell")
            return Meant(None, Problem(column, sentence % {"place": place}, gettext("Write the cell")))
        if place.closed is not None:
            sentence = gettext("%(place)s ended on %(day)s") % {"place": place, "day": written(place.closed)}
            return Meant(None, Problem(column, sentence, gettext("Write the cell where the member belongs today")))
        return Meant(place)

    def _unknown(self, name: str) -> tuple[str, str]:
        sentence = gettext("There is no cell “%(name)s” in %(scope)s")
        return sentence % {"name": name[:80], "scope": self.scope.name}, self._one_of(self._nearest(name))

    def _one_of(self, near: Sequence[Place]) -> str:
        if not near:
            return gettext("Correct the name, or found the cell first")
        return gettext("Write one of these: %(cells)s") % {"cells": "; ".join(map(str, near))}

    def _cells_below(self, path: str) -> list[Place]:
        cells = (each for each in self.by_pk.values() if each.is_cell and each.closed is None)
        return [each for each in cells if each.path.startswith(path)]

    def _nearest(self, name: str, path: str = "") -> Sequence[Place]:
        self._compared += 1
        if self._compared > COMPARED:
            return []
        key = search_key(name)
        matcher = SequenceMatcher(b=key, autojunk=False)
        rated = []
        for each in self._cells_below(path):
            matcher.set_seq1(search_key(each.name))
            if matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR:
                rated.append((matcher.ratio(), each))
        rated.sort(key=lambda pair: (-pair[0], pair[1].path))
        return [each for ratio, each in rated if ratio >= NEAR][:3]
