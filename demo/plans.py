"""What was planned for each year, and the province's figures that shares are taken of."""

from collections.abc import Iterator
from datetime import date

from demo.chance import apportion
from demo.history.figures import YEARS
from demo.tree import Tree
from reports.models import Plan, ProvincialFigure

# Below what was reached in each year that is over, and over the term of 2015-2020.
ADMISSIONS = (195, 205, 210, 200, 190, 150, 160, 160, 160, 150)
# Of the agencies and of the enterprises.
OF_A_HUNDRED = (70, 30)
# Million đồng; invented like everything here. The year still open has none yet.
DOMESTIC_REVENUE = (
    1_850_000, 2_010_000, 2_170_000, 2_390_000, 2_600_000,
    2_710_000, 2_790_000, 3_010_000, 3_190_000,
)  # fmt: skip
SOURCE = "Số liệu mô phỏng"


def plans(tree: Tree) -> list[Plan]:
    planned = [each for year, value in zip(YEARS, ADMISSIONS, strict=True) for each in _planned(tree, year, value)]
    for number, plan in enumerate(planned, start=1):
        plan.pk = number
    return planned


def _planned(tree: Tree, year: int, value: int) -> Iterator[Plan]:
    """While there were two Blocs, so much together."""
    roots = tree.roots_on(date(year, 12, 31))
    values = (value,) if len(roots) == 1 else apportion(value, OF_A_HUNDRED)
    for root, share in zip(roots, values, strict=True):
        yield Plan(root=root, year=year, indicator="admissions", value=share)


def provincial_figures(tree: Tree) -> list[ProvincialFigure]:
    """Entered by who has enterprises."""
    code = ProvincialFigure.Code.DOMESTIC_REVENUE
    return [
        ProvincialFigure(
            pk=number,
            root=tree.roots_on(date(year, 12, 31))[-1],
            year=year,
            code=code,
            value=value,
            source=SOURCE,
        )
        for number, (year, value) in enumerate(zip(YEARS, DOMESTIC_REVENUE, strict=False), start=1)
    ]
