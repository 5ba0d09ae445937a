"""The years of a root that a file names: which may be brought in, and which are the portal's own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from exchange.cells import Cells
from exchange.kinds import Problem, Row, Scope
from organizations.models import Organization
from organizations.tree import STEP
from ratings import rules
from ratings.importing.reading import Reading
from ratings.models import RatingYear

STANDS = "stands:"


def root_of(scope: Scope) -> Organization | None:
    """Years are a root's: below it they are brought in by nobody."""
    return Organization.objects.filter(path=scope.path, parent=None).first() if len(scope.path) == STEP else None


def years_of(root: Organization) -> dict[int, RatingYear]:
    return {each.year: each for each in RatingYear.objects.filter(root=root).order_by("year")}


def to_be(root: Organization, year: int) -> RatingYear:
    """A year as it is made for what was decided on paper. It had no dates here: they are all its last day."""
    day = date(year, 12, 31)
    return RatingYear(
        root=root,
        year=year,
        state=RatingYear.State.CLOSED,
        rule_set=rules.rules_for(year).code,
        opens_on=day,
        cells_due_on=day,
        grassroots_due_on=day,
        closes_on=day,
        brought_in=True,
    )


def stands(year: int) -> str:
    return f"{STANDS}{year}"


def standing(notes: Iterable[str]) -> list[int]:
    """The closed years that rows with these notes change."""
    return sorted(int(each.removeprefix(STANDS)) for each in notes if each.startswith(STANDS))


class Years:
    """`of`: each year that some row is of, made already or as it would be made; without those that are barred."""

    def __init__(self, rows: Iterable[Row], reading: Reading, scope: Scope):
        self.scope, self.root = scope, root_of(scope)
        made = years_of(self.root) if self.root else {}
        named = {year for row in rows if (year := reading.year(Cells(row))) is not None} if self.root else set()
        self.barred = {year: why for year in named if year in made and (why := barred(made[year]))}
        open_to_file = sorted(named - self.barred.keys())
        self.of = {year: made.get(year) or to_be(self.root, year) for year in open_to_file} if self.root else {}

    @property
    def brought_in(self) -> list[int]:
        """Keys of those that were brought in before."""
        return [each.pk for each in self.of.values() if each.pk]

    def notes(self, year: int | None, known: Collection[int]) -> tuple[str, ...]:
        """Of a row that would change a year which stands. `known`: years of which something of its kind stands."""
        return (stands(year),) if year in self.of and year in known else ()

    def refuse(self, cells: Cells, year: int) -> bool:
        """Whether nothing is brought into the year; the cells then say why."""
        if self.root is None:
            sentence = gettext("The years of %(name)s are kept by what stands above it") % {"name": self.scope.name}
            cells.wrong("year", sentence, gettext("Have the file brought in there"))
        elif why := self.barred.get(year):
            cells.problems.append(why)
        return year not in self.of


def barred(rating_year: RatingYear) -> Problem | None:
    """Why nothing is brought into the year from a file, and what is done instead."""
    if rating_year.brought_in:
        return None
    words = {"year": rating_year}
    url = reverse("ratings:year", args=[rating_year.year])
    if rating_year.is_closed:
        sentence = gettext("The portal rated the year %(year)s itself, and closed it") % words
        return Problem("year", sentence, gettext("Reopen the year by a decision and enter it on its sheets"), url)
    sentence = gettext("The portal rates the year %(year)s itself") % words
    return Problem("year", sentence, gettext("Enter it on the sheets of the year"), url)
