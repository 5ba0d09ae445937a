"""What was planned for each year, and the province's figures that shares are taken of."""

from demo.history.figures import YEARS
from organizations.models import Organization
from reports.models import Plan, ProvincialFigure

# Below what was reached in each year that is over, and over the term of 2015-2020.
ADMISSIONS = (195, 205, 210, 200, 190, 150, 160, 160, 160, 150)
# Million đồng; invented like everything here. The year still open has none yet.
DOMESTIC_REVENUE = (
    1_850_000, 2_010_000, 2_170_000, 2_390_000, 2_600_000,
    2_710_000, 2_790_000, 3_010_000, 3_190_000,
)  # fmt: skip
SOURCE = "Số liệu mô phỏng"


def plans(root: Organization) -> list[Plan]:
    return [
        Plan(pk=number, root=root, year=year, indicator="admissions", value=value)
        for number, (year, value) in enumerate(zip(YEARS, ADMISSIONS, strict=True), start=1)
    ]


def provincial_figures(root: Organization) -> list[ProvincialFigure]:
    code = ProvincialFigure.Code.DOMESTIC_REVENUE
    return [
        ProvincialFigure(pk=number, root=root, year=year, code=code, value=value, source=SOURCE)
        for number, (year, value) in enumerate(zip(YEARS, DOMESTIC_REVENUE, strict=False), start=1)
    ]
