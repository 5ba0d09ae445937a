"""81 grassroots organisations of the sizes that were published, with sections and cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random

from demo.bodies import BODIES, UNITS
from demo.chance import apportion, chance, day_between
from demo.tree import BLOC_DECISION, BLOC_FOUNDED, CellPlan, Grassroots, Tree
from demo.units import unit_type
from organizations.models import Organization
from organizations.tree import child_path

Kind = Organization.Kind

# Members today: the published 4,989, of whom 1,546 in enterprises.
MEMBERS = {
    (Kind.GRASSROOTS_COMMITTEE, False): 3_023,
    (Kind.GRASSROOTS_CELL, False): 420,
    (Kind.GRASSROOTS_COMMITTEE, True): 1_396,
    (Kind.GRASSROOTS_CELL, True): 150,
}
# (least, most) of one organisation. The Charter draws the line between a cell and a committee at 30 members; the
# margin keeps a committee above it when fewer belonged.
SIZES = {Kind.GRASSROOTS_COMMITTEE: (36, 230), Kind.GRASSROOTS_CELL: (4, 29)}
CELL_SIZES = (7, 29)
MEMBERS_OF_TWO_CELLS = 31
SECTIONS = 3
CELLS_OF_A_SECTION = 4
# Cells founded after the others, each in a committee of its own; the third too late in its year to be rated in it.
LATE_CELLS = (date(2016, 4, 1), date(2018, 3, 1), date(2021, 8, 16), date(2023, 3, 15))


class Numbering:
    """Numbers and places organisations in the order of their making."""

    def __init__(self) -> None:
        self.count = 0
        self.children: dict[int | None, int] = {}

    def add(self, parent: Organization | None, **fields: object) -> Organization:
        self.count += 1
        key = parent.pk if parent else None
        number = self.children[key] = self.children.get(key, 0) + 1
        path = child_path(parent.path if parent else "", number)
        organization = Organization(pk=self.count, parent=parent, path=path, synthetic=True, **fields)
        organization.set_keys()
        return organization


def build(sector_ids: Mapping[str, int]) -> Tree:
    random, numbering = chance("organizations"), Numbering()
    tree = _blocs(numbering)
    sizes = _sizes(random)
    late = _late_cells(sizes)
    large = sorted(sizes, key=lambda name: sizes[name])[-SECTIONS:]
    for sector, bodies in BODIES.items():
        for kind, body, name, units in bodies:
            organization = _grassroots(numbering, tree.bloc, kind, f"{body} {name}", sector_ids[sector], random)
            organization.unit_type = unit_type(sector, body)
            each = Grassroots(organization, is_enterprise=sector == "enterprises", body=f"{body} {name}")
            tree.grassroots.append(each)
            if not each.is_committee:
                each.cells.append(CellPlan(organization, sizes[name]))
                continue
            sections = [_section(numbering, organization, name)] if name in large else []
            each.sections.extend(sections)
            each.cells.extend(_cells(numbering, each, name, UNITS[units], sizes[name], late.get(name), random))
    return tree


def _blocs(numbering: Numbering) -> Tree:
    bloc = numbering.add(
        None,
        code="KHOI",
        name="Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh Quảng Trị",
        kind=Kind.ROOT,
        opened_on=BLOC_FOUNDED,
        decision_number=BLOC_DECISION,
    )
    agencies, enterprises = (
        numbering.add(None, code=code, name=name, kind=Kind.ROOT, opened_on=date(1989, 7, 1), closed_on=BLOC_FOUNDED)
        for code, name in (
            ("KHOI-CQ", "Đảng bộ Khối các Cơ quan tỉnh Quảng Trị"),
            ("KHOI-DN", "Đảng bộ Khối Doanh nghiệp tỉnh Quảng Trị"),
        )
    )
    return Tree(bloc, agencies, enterprises, grassroots=[])


def _sizes(random: Random) -> dict[str, int]:
    """How many members each grassroots organisation has today, by the name of its body."""
    sizes: dict[str, int] = {}
    for (kind, enterprises), total in MEMBERS.items():
        names = [
            name
            for sector, bodies in BODIES.items()
            for each, _body, name, _units in bodies
            if each == kind and (sector == "enterprises") == enterprises
        ]
        least, most = SIZES[kind]
        weights = [random.randint(20, 120) ** 2 for _ in names]
        shares = apportion(total - least * len(names), weights, [most - least] * len(names))
        sizes |= {name: least + share for name, share in zip(names, shares, strict=True)}
    return sizes


def _late_cells(sizes: Mapping[str, int]) -> dict[str, date]:
    """Cells are divided where there are many: in committees next in size to those with sections."""
    by_size = sorted(sizes, key=lambda name: sizes[name], reverse=True)
    return dict(zip(by_size[SECTIONS:], LATE_CELLS, strict=False))


def _grassroots(
    numbering: Numbering, bloc: Organization, kind: Organization.Kind, body: str, sector_id: int, random: Random
) -> Organization:
    form = "Đảng bộ" if kind == Kind.GRASSROOTS_COMMITTEE else "Chi bộ"
    return numbering.add(
        bloc,
        code=f"TC{numbering.children.get(bloc.pk, 0) + 1:02}",
        name=f"{form} {body}",
        kind=kind,
        sector_id=sector_id,
        opened_on=day_between(random, date(1990, 1, 1), date(2009, 12, 31)),
    )


def _section(numbering: Numbering, committee: Organization, name: str) -> Organization:
    return numbering.add(
        committee,
        code=f"{committee.code}-BP",
        name=f"Đảng bộ bộ phận Các đơn vị trực thuộc {name}",
        kind=Kind.SECTION,
        opened_on=date(2012, 3, 1),
    )


def _cells(
    numbering: Numbering,
    each: Grassroots,
    name: str,
    units: tuple[str, ...],
    size: int,
    late: date | None,
    random: Random,
) -> Iterator[CellPlan]:
    count = max(3, (2 * size + 15) // MEMBERS_OF_TWO_CELLS)
    least, most = CELL_SIZES
    weights = [random.randint(40, 140) ** 2 for _ in range(count)]
    shares = apportion(size - least * count, weights, [most - least] * count)
    for number, share in enumerate(shares, start=1):
        in_section = each.sections and number > count - CELLS_OF_A_SECTION
        opened_on = late if late and number == count else day_between(random, date(2010, 1, 1), date(2013, 6, 30))
        yield CellPlan(
            numbering.add(
                each.sections[0] if in_section else each.organization,
                code=f"{each.organization.code}-{number:02}",
                name=f"Chi bộ {units[number - 1]} {name}",
                kind=Kind.SUBORDINATE_CELL,
                opened_on=max(opened_on, date(2012, 3, 1)) if in_section else opened_on,
            ),
            least + share,
        )
