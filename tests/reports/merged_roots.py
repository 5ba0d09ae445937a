"""Two roots, each with a committee, its cell and years of its own, that became one on 1 July 2019."""

from dataclasses import dataclass
from datetime import date

from members.models import LifeEvent
from organizations.models import Change, Lineage, Organization
from organizations.places import settle
from ratings.levels import Level
from ratings.models import Edition, RatingYear
from ratings.register import freezing
from reports.models import Plan, Term
from reports.scorecard.build import scorecard
from tests import factories
from tests.reports import worlds

MERGED_ON = date(2019, 7, 1)
YEARS_OF_TWO, YEAR_OF_ONE = (2017, 2018), 2019


@dataclass
class Merged:
    first: Organization
    second: Organization
    whole: Organization
    committees: list[Organization]
    cells: list[Organization]

    def term(self, root: Organization | None = None) -> Term:
        return (root or self.whole).terms.get(code="2015-2020")

    def card(self, root: Organization | None = None, organization: Organization | None = None):
        return scorecard(self.term(root), organization or root or self.whole, date(2021, 1, 1))

    def year(self, root: Organization, year: int) -> RatingYear:
        return RatingYear.objects.get(root=root, year=year)


def merged() -> Merged:
    """The first committee admits one a year and has a cell of 4, the second two and a cell of 3."""
    first, second = (factories.OrganizationFactory(name=f"Đảng bộ Khối {name}") for name in ("Sông", "Núi"))
    committees = [factories.committee(first, name="Đảng bộ Sở Bến"), factories.committee(second, name="Đảng bộ Sở Đèo")]
    cells = [factories.cell(each) for each in committees]
    whole = factories.OrganizationFactory(name="Đảng bộ Khối Sông và Núi", opened_on=MERGED_ON)
    _merge(first, second, whole, committees)
    found = Merged(first, second, whole, committees, cells)
    for each in (first, second, whole, *committees, *cells):
        each.refresh_from_db()
    _fill(found)
    return found


def _merge(first: Organization, second: Organization, whole: Organization, committees: list[Organization]) -> None:
    for each in committees:
        Change.objects.create(organization=each, on=MERGED_ON, parent=whole, decision_number="9-QĐ")
    for root in (first, second):
        Lineage.objects.create(predecessor=root, successor=whole, kind=Lineage.Kind.MERGE, happened_on=MERGED_ON)
        Change.objects.create(organization=root, on=MERGED_ON, ends=True)
    settle(each.pk for each in (first, second, *committees))


def _fill(found: Merged) -> None:
    for root in (found.first, found.second, found.whole):
        factories.terms(root)
    roots = [(year, root) for year in YEARS_OF_TWO for root in (found.first, found.second)]
    for year, root in [*roots, (YEAR_OF_ONE, found.whole)]:
        factories.RatingYearFactory(root=root, year=year, state=RatingYear.State.CLOSED, rule_set="qd124")
        Plan.objects.create(root=root, year=year, indicator="admissions", value=1)
    approver = factories.UserFactory()
    for number, each in enumerate(found.cells):
        people = [factories.member_of(each) for _each in range(4 - number)]
        for year in (*YEARS_OF_TWO, YEAR_OF_ONE):
            _rate(found, number, people, year, approver)
            for _each in range(1 + number):
                admit(each, date(year, 3, 3))
    for rating_year in RatingYear.objects.order_by("year", "pk"):
        freezing.make(rating_year, Edition.Origin.CLOSING, by=None)


def _rate(found: Merged, number: int, people: list, year: int, approver) -> None:
    root = found.whole if year == YEAR_OF_ONE else (found.first, found.second)[number]
    rating_year = found.year(root, year)
    of_cell = factories.SheetFactory(rating_year=rating_year, organization=found.cells[number])
    for at, member in enumerate(people):
        factories.MemberRatingFactory(sheet=of_cell, member=member, level=Level.GOOD if at else Level.EXCELLENT)
    of_committee = factories.SheetFactory(rating_year=rating_year, organization=found.committees[number])
    factories.OrganizationRatingFactory(sheet=of_committee, level=Level.GOOD)
    for sheet in (of_cell, of_committee):
        worlds.approve(sheet, approver)


def admit(organization: Organization, day: date) -> LifeEvent:
    """Of somebody who is not there any more."""
    return LifeEvent.objects.create(
        member=factories.MemberFactory(), organization=organization, kind=LifeEvent.Kind.ADMITTED, happened_on=day
    )
