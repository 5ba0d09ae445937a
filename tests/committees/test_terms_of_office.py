from datetime import date

import pytest

from committees.terms_of_office import due, months_from


@pytest.mark.parametrize(
    ("kind", "since", "expected"),
    [
        ("bloc", date(2020, 8, 20), date(2025, 8, 20)),
        ("grassroots_committee", date(2020, 6, 1), date(2025, 6, 1)),
        ("grassroots_cell", date(2020, 6, 1), date(2025, 6, 1)),
        ("section", date(2020, 6, 1), date(2025, 6, 1)),
        ("subordinate_cell", date(2020, 6, 1), date(2022, 12, 1)),
        ("subordinate_cell", date(2025, 5, 25), date(2027, 11, 25)),
        ("subordinate_cell", date(2025, 5, 26), date(2030, 5, 26)),
    ],
)
def test_how_long_a_committee_is_elected_for(kind, since, expected):
    assert due(kind, since) == expected


def test_a_month_without_that_day_ends_on_its_last():
    assert months_from(date(2020, 8, 31), 30) == date(2023, 2, 28)
    assert months_from(date(2020, 2, 29), 60) == date(2025, 2, 28)
