"""Which organisation a row means: by code or name, as it stood at the end of the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from exchange.cells import Cells
from exchange.kinds import Scope
from organizations.models import Kind, Organization, Place
from organizations.tree import STEP, below
from ratings.importing.years import Years
from ratings.models import RatingYear
from ratings.register import live, reading
from ui.days import written
from ui.searching import search_key
from ui.vietnamese import compare_key, number_key

NAMED = 4


@dataclass(frozen=True, slots=True)
class Stood:
    """An organisation at the end of a year. `now`: what it is called today; `above`: what stood over it."""

    pk: int
    code: str
    name: str
    now: str
    path: str
    above: str

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


def stood(rating_year: RatingYear) -> Iterator[Stood]:
    rows = (
        reading.places(rating_year)
        .order_by("path")
        .values_list("organization_id", "organization__code", "name", "organization__name", "path", "parent__name")
    )
    return (Stood(*row) for row in rows)


class Standing:
    """Of one year."""

    def __init__(self, rating_year: RatingYear):
        self.rating_year = rating_year
        self.by_pk = {each.pk: each for each in stood(rating_year)}
        self.by_path = {each.path: each for each in self.by_pk.values()}
        self.by_code = {number_key(each.code): each for each in self.by_pk.values()}
        self.by_name: defaultdict[str, list[Stood]] = defaultdict(list)
        self.by_now: defaultdict[str, list[Stood]] = defaultdict(list)
        for each in self.by_pk.values():
            self.by_name[search_key(each.name)].append(each)
            self.by_now[search_key(each.now)].append(each)

    def called(self, name: str, above: str) -> list[Stood]:
        """By the name of then; where nobody bore it, by that of today."""
        found = self.by_name.get(search_key(name)) or self.by_now.get(search_key(name)) or []
        within = [each for each in found if above and search_key(each.above) == search_key(above)] or found
        exactly = [each for each in within if compare_key(name) in (compare_key(each.name), compare_key(each.now))]
        return exactly or within

    def is_within(self, place: Stood, name: str, code: str) -> bool:
        """Whether it is what a file calls so, or stood below that."""
        ends = range(len(place.path), 0, -STEP)
        over = [self.by_path[place.path[:end]] for end in ends if place.path[:end] in self.by_path]
        if code:
            return any(number_key(each.code) == number_key(code) for each in over)
        said = search_key(name)
        return any(said in (search_key(each.name), search_key(each.now), search_key(each.code)) for each in over)


class Places:
    """Of all years that a file names. What stands elsewhere in time is asked for once, and only to tell why not."""

    def __init__(self, years: Years):
        self.years = years
        self.of_year = {year: Standing(each) for year, each in years.of.items()}
        self.known = {number_key(each.code): each for each in _ever(years.scope)}
        self.known_by_name: defaultdict[str, list[Organization]] = defaultdict(list)
        self._later: dict[int, set[int]] = {}
        for each in self.known.values():
            self.known_by_name[search_key(each.name)].append(each)

    def meant(self, cells: Cells, year: int) -> Stood | None:
        """None where it cannot be told; the cells then say so."""
        code, name = cells.row.get("code"), cells.row.get("name")
        if not code and not name:
            cells.missing("name")
            return None
        standing = self.of_year[year]
        if found := standing.by_code.get(number_key(code or name)):
            if code and name and search_key(name) not in (search_key(found.name), search_key(found.now)):
                sentence = gettext("The code is of %(place)s, another name stands beside it") % {"place": found}
                cells.wrong("code", sentence, gettext("Correct one of the two"))
                return None
            return found
        if not code:
            return self._called(cells, year)
        self._gone(cells, year)
        return None

    def _called(self, cells: Cells, year: int) -> Stood | None:
        found = self.of_year[year].called(cells.row.get("name"), cells.row.get("above"))
        if len(found) == 1:
            return found[0]
        if not found:
            self._gone(cells, year)
            return None
        sentence = gettext("Several organisations bore this name: %(places)s")
        words = {"places": "; ".join(f"{each.code}, {each.above}" for each in found[:NAMED])}
        cells.wrong("name", sentence % words, gettext("Write the code of the one meant"))
        return None

    def _gone(self, cells: Cells, year: int) -> None:
        column = "code" if cells.row.get("code") else "name"
        typed = cells.row.get(column)
        known = self.known.get(number_key(typed))
        named = self.known_by_name.get(search_key(typed), [])
        found = known or (named[0] if column == "name" and named else None)
        if found is None:
            sentence = gettext("“%(typed)s” did not belong to %(root)s at the end of %(year)s")
            words = {"typed": typed[:80], "root": self.years.scope.name, "year": year}
            cells.wrong(column, sentence % words, gettext("Correct the code or the name"))
            return
        cells.wrong(column, *self._why(found, year))

    def _why(self, found: Organization, year: int) -> tuple[str, str, str]:
        day, page = date(year, 12, 31), reverse("organizations:detail", args=[found.pk])
        words = {"name": found.name, "year": year}
        if found.opened_on > day:
            sentence = gettext("%(name)s was founded on %(day)s only") % {**words, "day": written(found.opened_on)}
            return sentence, gettext("Check the year, or correct the day of its founding on its page"), page
        if found.closed_on and found.closed_on <= day:
            sentence = gettext("%(name)s ended on %(day)s") % {**words, "day": written(found.closed_on)}
            return sentence, gettext("Check the year and the organisation"), page
        if found.pk in self._entered_later(year):
            sentence = gettext("%(name)s was entered after the figures of %(year)s were fixed") % words
            return sentence, gettext("Correct the year first"), reverse("ratings:correct_year", args=[year])
        sentence = gettext("%(name)s did not stand here at the end of %(year)s") % words
        return sentence, gettext("Check the year and the organisation"), page

    def _entered_later(self, year: int) -> set[int]:
        if year not in self._later:
            rows = live.places(self.of_year[year].rating_year).order_by()
            self._later[year] = set(rows.values_list("organization_id", flat=True))
        return self._later[year]


def _ever(scope: Scope) -> list[Organization]:
    """What stood below the root on any day."""
    places = Place.objects.filter(below(scope.path)).exclude(kind=Kind.ROOT).order_by().values("organization")
    return list(Organization.objects.filter(pk__in=places).order_by("path"))
