"""The tree of the demo: the Bloc with what it came from, grassroots organisations, their sections and cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from organizations.models import Letterhead, Lineage, Organization

Kind = Organization.Kind

BLOC_FOUNDED = date(2019, 7, 1)
BLOC_DECISION = "1405-QĐ/TU"


@dataclass(eq=False)
class CellPlan:
    """A cell with the number of members that it has today; a grassroots cell is its own only cell."""

    organization: Organization
    size: int

    @property
    def opened_on(self) -> date:
        return self.organization.opened_on


@dataclass(eq=False)
class Grassroots:
    organization: Organization
    is_enterprise: bool
    body: str
    cells: list[CellPlan] = field(default_factory=list)
    sections: list[Organization] = field(default_factory=list)

    @property
    def is_committee(self) -> bool:
        return self.organization.kind == Kind.GRASSROOTS_COMMITTEE

    @property
    def size(self) -> int:
        return sum(cell.size for cell in self.cells)

    def below(self) -> Iterator[Organization]:
        yield from self.sections
        yield from (cell.organization for cell in self.cells if cell.organization is not self.organization)

    def children_of(self, parent: Organization) -> list[CellPlan]:
        return [cell for cell in self.cells if cell.organization.parent_id == parent.pk]


@dataclass(frozen=True)
class Tree:
    bloc: Organization
    agencies_bloc: Organization
    enterprises_bloc: Organization
    grassroots: list[Grassroots]

    def organizations(self) -> Iterator[Organization]:
        """All of them, parents first, in the order of their numbers."""
        yield from self.roots()
        for each in self.grassroots:
            yield each.organization
            yield from each.below()

    def roots(self) -> tuple[Organization, ...]:
        return self.bloc, *self.predecessors()

    def predecessors(self) -> tuple[Organization, ...]:
        return self.agencies_bloc, self.enterprises_bloc

    def cells(self) -> Iterator[CellPlan]:
        for each in self.grassroots:
            yield from each.cells

    def lineage(self) -> list[Lineage]:
        return [
            Lineage(
                pk=number,
                predecessor=predecessor,
                successor=self.bloc,
                kind=Lineage.Kind.MERGE,
                happened_on=BLOC_FOUNDED,
                decision_number=BLOC_DECISION,
            )
            for number, predecessor in enumerate(self.predecessors(), start=1)
        ]

    def letterheads(self) -> list[Letterhead]:
        committees = ("Khối Cơ quan và Doanh nghiệp", "Khối các Cơ quan", "Khối Doanh nghiệp")
        return [
            Letterhead(
                pk=number,
                organization=root,
                committee=f"Đảng ủy {committee}",
                committee_in_text="Đảng ủy Khối",
                superior="Đảng bộ tỉnh Quảng Trị",
                reports_to="Ban Thường vụ Tỉnh ủy",
                abbreviation="ĐUK",
                place="Quảng Trị",
            )
            for number, (root, committee) in enumerate(zip(self.roots(), committees, strict=True), start=1)
        ]

    def roots_on(self, day: date) -> tuple[Organization, ...]:
        return (self.bloc,) if day >= BLOC_FOUNDED else self.predecessors()

    def bloc_on(self, day: date, grassroots: Grassroots) -> Organization:
        """Which Bloc led the organisation on a day."""
        if day >= BLOC_FOUNDED:
            return self.bloc
        return self.enterprises_bloc if grassroots.is_enterprise else self.agencies_bloc
