"""Which member a row means, among those who belonged at the end of the year, and to which organisation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from exchange.cells import Cells
from members.models import Member, Membership
from members.numbers import codes_meant
from organizations.models import Place
from organizations.tree import below
from ratings.importing.places import Standing
from ratings.importing.years import Years
from ratings.models import RatingYear
from ratings.register import live, reading
from ui.days import written
from ui.searching import search_key

Born = tuple[str, date]
# The columns that say where, what counts most first.
PLACED_BY = "code", "name", "above"


@dataclass(frozen=True, slots=True)
class Belonged:
    """A member and the organisation of the year's last day."""

    pk: int
    code: str
    full_name: str
    birth_date: date
    place: int

    def __str__(self) -> str:
        return f"{self.full_name} ({self.code})"


class OfYear:
    def __init__(self, rating_year: RatingYear):
        self.rating_year, self.standing = rating_year, Standing(rating_year)
        self.by_code: dict[str, Belonged] = {}
        self.by_birth: defaultdict[Born, list[Belonged]] = defaultdict(list)
        rows = reading.memberships(rating_year).order_by("pk")
        names = ("member_id", "member__code", "member__full_name", "member__birth_date", "organization_id")
        for each in (Belonged(*row) for row in rows.values_list(*names).iterator()):
            self.by_code[each.code] = each
            self.by_birth[search_key(each.full_name), each.birth_date].append(each)


class Belonging:
    def __init__(self, years: Years):
        self.years = years
        self.of_year = {year: OfYear(each) for year, each in years.of.items()}
        self._later: dict[int, set[int]] = {}
        self._ever: dict[str, tuple[int, str]] | None = None
        self._born: dict[Born, tuple[int, str]] = {}

    def meant(self, cells: Cells, year: int, born: date | None) -> Belonged | None:
        """None where it cannot be told; the cells then say so."""
        number, name = cells.row.get("number"), cells.row.get("full_name")
        if number:
            found = self._numbered(cells, year, born)
        elif name and born:
            found = self._called(cells, year, (search_key(name), born))
        else:
            self._not_said(cells, name)
            return None
        return found if found and self._stood_there(cells, found, year) else None

    def _not_said(self, cells: Cells, name: str) -> None:
        column = "birth_date" if name else "full_name"
        if not cells.is_wrong(column):
            cells.wrong(column, gettext("Nothing stands here"), gettext("Write the number, or name and date of birth"))

    def _numbered(self, cells: Cells, year: int, born: date | None) -> Belonged | None:
        number, name = cells.row.get("number"), cells.row.get("full_name")
        here = self.of_year[year].by_code
        found = next((here[code] for code in codes_meant(number) if code in here), None)
        if found is None:
            ever = next((self.ever[code] for code in codes_meant(number) if code in self.ever), None)
            self._absent(cells, year, "number", ever)
            return None
        if name and born and search_key(name) != search_key(found.full_name) and born != found.birth_date:
            sentence = gettext("This number is of %(name)s, born on %(day)s")
            words = {"name": found.full_name, "day": written(found.birth_date)}
            cells.wrong("number", sentence % words, gettext("Correct the number, or the name and the day of birth"))
            return None
        return found

    def _called(self, cells: Cells, year: int, key: Born) -> Belonged | None:
        found = self._narrowed(cells, year, self.of_year[year].by_birth.get(key, []))
        if len(found) == 1:
            return found[0]
        if found:
            sentence = gettext("Several members bear this name and were born on this day: %(numbers)s")
            words = {"numbers": ", ".join(each.code for each in found[:5])}
            cells.wrong("full_name", sentence % words, gettext("Write the number of the one meant"))
            return None
        self._absent(cells, year, "full_name", self._born.get(key) if self.ever else None)
        return None

    def _narrowed(self, cells: Cells, year: int, found: list[Belonged]) -> list[Belonged]:
        """By what the file says of the place, then by the committee above it, as far as that leaves anybody."""
        within = [each for each in found if self._says(cells, each, year)] or found
        above = cells.row.get("above")
        return [each for each in within if above and self._is_within(each, year, above)] or within

    def _says(self, cells: Cells, found: Belonged, year: int) -> bool:
        """Whether the organisation of the file is where the member belonged, or stood above that."""
        code, name, above = (cells.row.get(each) for each in PLACED_BY)
        return not (name or code or above) or self._is_within(found, year, name or above, code)

    def _is_within(self, found: Belonged, year: int, name: str, code: str = "") -> bool:
        standing = self.of_year[year].standing
        place = standing.by_pk.get(found.place)
        return place is None or standing.is_within(place, name, code)

    def _stood_there(self, cells: Cells, found: Belonged, year: int) -> bool:
        place = self.of_year[year].standing.by_pk.get(found.place)
        if place is None or not self._says(cells, found, year):
            sentence = gettext("At the end of %(year)s the register has %(member)s in %(place)s")
            words = {"year": year, "member": found, "place": place or "—"}
            mend = gettext("Correct or empty the cell, or correct the place on the member's page")
            url = reverse("members:detail", args=[found.pk])
            column = next((each for each in PLACED_BY if cells.row.get(each)), "name")
            cells.wrong(column, sentence % words, mend, url)
            return False
        return True

    def _absent(self, cells: Cells, year: int, column: str, ever: tuple[int, str] | None) -> None:
        words = {"year": year, "root": self.years.scope.name, "typed": cells.row.get(column)[:80]}
        if ever is None:
            sentence = gettext("“%(typed)s” is in no list of members of %(root)s, of today or before")
            mend = gettext("Correct the cell; who is not in the register has no rating here")
            cells.wrong(column, sentence % words, mend)
            return
        page = reverse("members:detail", args=[ever[0]])
        if ever[0] in self._entered_later(year):
            sentence = gettext("%(name)s was entered after the figures of %(year)s were fixed")
            mend, url = gettext("Correct the year first"), reverse("ratings:correct_year", args=[year])
            cells.wrong(column, sentence % {**words, "name": ever[1]}, mend, url)
            return
        sentence = gettext("%(name)s did not belong here at the end of %(year)s")
        mend = gettext("Check the year, or since when the member belongs here")
        cells.wrong(column, sentence % {**words, "name": ever[1]}, mend, page)

    def _entered_later(self, year: int) -> set[int]:
        if year not in self._later:
            rows = live.memberships(self.of_year[year].rating_year).order_by()
            self._later[year] = set(rows.values_list("member_id", flat=True))
        return self._later[year]

    @property
    def ever(self) -> dict[str, tuple[int, str]]:
        """{number: (member, name)} of all who belong or once belonged here; read where somebody is not found."""
        if self._ever is None:
            here = Place.objects.filter(below(self.years.scope.path)).order_by().values("organization")
            stays = Membership.objects.filter(organization__in=here).order_by().values("member")
            rows = Member.objects.filter(pk__in=stays).order_by("pk")
            self._ever = {}
            for code, pk, name, born in rows.values_list("code", "pk", "full_name", "birth_date").iterator():
                self._ever[code] = self._born[search_key(name), born] = (pk, name)
        return self._ever
