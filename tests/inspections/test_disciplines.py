from datetime import date

import pytest

from inspections.models import Discipline
from tests import factories

DECIDED = date(2020, 12, 30)


@pytest.fixture
def decided(db):
    def decide(**given) -> Discipline:
        return Discipline.objects.create(
            organization=factories.OrganizationFactory(),
            form=Discipline.Form.REPRIMAND,
            decision_number="1-QĐ",
            **({"decided_on": DECIDED, "announced_on": date(2021, 1, 5)} | given),
        )

    return decide


@pytest.mark.parametrize(
    ("counted_in_year", "counts"),
    [(None, 2020), (2021, 2021), (2020, 2020)],
    ids=["in that of the decision", "unless another has been set", "or the same"],
)
def test_a_discipline_counts_in_one_year_the_row_and_the_database_alike(decided, counted_in_year, counts):
    row = decided(counted_in_year=counted_in_year)
    years = range(2018, 2024)
    assert [year for year in years if row.counts_in(year)] == [counts]
    assert [year for year in years if Discipline.objects.counted_in(year).filter(pk=row.pk).exists()] == [counts]


def test_announced_ones(decided):
    announced, _kept_back = decided(), decided(announced_on=None)
    assert list(Discipline.objects.announced()) == [announced]
