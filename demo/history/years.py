"""Year after year: cells divide, members leave, others come, a few are exempt or suspended."""

from __future__ import annotations

from datetime import date

from demo.chance import apportion, chance, day_between
from demo.history import since
from demo.history.farewells import Farewells, fit_for_a_case, is_settled
from demo.history.figures import ADMITTED, CLOSING, EXEMPTED, START, SUSPENDED_IN, YEARS
from demo.history.lives import Lives
from demo.history.register import MemberTables
from demo.people import elect
from demo.tree import CellPlan, Tree
from members.models import LifeEvent

Kind = LifeEvent.Kind


def build(tree: Tree, today: date) -> MemberTables:
    return History(tree).write(today)


class History:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.lives = Lives(tree, chance("history"))
        self.random, self.current = self.lives.random, self.lives.current
        self.farewells = Farewells(self.lives)

    def write(self, today: date) -> MemberTables:
        self._found()
        for year in YEARS:
            self._pass(year)
        for cell in self.current:
            for person in self.current[cell]:
                self.lives.close(person, None)
        rosters = self.lives.register.rosters[YEARS[-1]]
        for each in self.tree.grassroots:
            elect(each, rosters)
        self.lives.recognize(today)
        since.tell(self.lives, today)
        return self.lives.register.numbered()

    def sizes(self, year: int) -> dict[CellPlan, int]:
        """How many belong to each cell at the end of the year, in the proportions of today."""
        grassroots = self.tree.grassroots
        totals = apportion(CLOSING[year], [each.size for each in grassroots])
        sizes: dict[CellPlan, int] = {}
        for each, total in zip(grassroots, totals, strict=True):
            weights = [cell.size if cell.opened_on.year <= year else 0 for cell in each.cells]
            sizes |= dict(zip(each.cells, apportion(total, weights), strict=True))
        return sizes

    def _found(self) -> None:
        for cell, size in self.sizes(START).items():
            for _ in range(size):
                person = self.lives.newcomers.founding(cell, date(START, 12, 31))
                self.lives.enter(person, person.since)
        self._close_year(START)

    def _pass(self, year: int) -> None:
        sizes = self.sizes(year)
        self._divide(year, sizes)
        leaving = self.farewells.leavers(year, sizes)
        staying = {cell: len(people) for cell, people in self.current.items()}
        for person in leaving:
            staying[person.cell] -= 1
        places = [cell for cell, size in sizes.items() for _ in range(size - staying[cell])]
        self.random.shuffle(places)
        self.farewells.say_farewell(year, leaving, places)
        for number, cell in enumerate(places):
            self.lives.admit(year, cell) if number < ADMITTED[year] else self.lives.receive(year, cell)
        self._exempt(year)
        self._suspend(year)
        self._close_year(year)

    def _close_year(self, year: int) -> None:
        self.lives.register.rosters[year] = {
            cell.organization.pk: list(people) for cell, people in self.current.items()
        }

    def _divide(self, year: int, sizes: dict[CellPlan, int]) -> None:
        """A new cell takes its members over from those beside it."""
        for cell in self.current:
            if cell.opened_on.year != year:
                continue
            for sibling in self.lives.home[cell].cells:
                surplus = max(0, len(self.current[sibling]) - sizes[sibling])
                room = sizes[cell] - len(self.current[cell])
                settled = [person for person in self.current[sibling] if is_settled(person, year)]
                for person in settled[: min(surplus, room)]:
                    self.lives.move(person, cell, cell.opened_on)

    def _exempt(self, year: int) -> None:
        able = [
            person
            for cell, people in self.current.items()
            for person in people
            if person.age(year) >= 54 and person.since.year < year and not person.exempt_since and len(people) > 6
        ]
        for person in self.random.sample(able, EXEMPTED[year % len(EXEMPTED)]):
            person.exempt_since = day_between(self.random, date(year, 3, 1), date(year, 11, 15))
            self.lives.event(
                person, Kind.EXEMPTED, person.exempt_since, person.cell, note="Sức khỏe yếu, có đơn đề nghị"
            )

    def _suspend(self, year: int) -> None:
        """During an inspection that begins in autumn and whose outcome comes in spring."""
        able = [
            person
            for people in self.current.values()
            for person in people
            if person.since.year < year
            and 30 <= person.age(year) <= 50
            and fit_for_a_case(self.lives, person)
            and person.member.official_on
            and not person.exempt_since
            and person.member.admitted_on.year < year - 1
        ]
        for person in self.random.sample(able, SUSPENDED_IN.get(year, 0)):
            start = day_between(self.random, date(year, 10, 1), date(year, 11, 10))
            end = day_between(self.random, date(year + 1, 2, 1), date(year + 1, 3, 31))
            person.suspended, person.stays_through = (start, end), year + 1
            self.lives.event(person, Kind.SUSPENDED, start, person.cell, until=end)
            self.lives.event(person, Kind.RESUMED, end, person.cell)
            self.lives.register.suspended.append((person, start))
