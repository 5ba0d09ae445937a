from datetime import date

import pytest

from members.models import Member
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    make = factories.MemberFactory
    make(code="DV004408", full_name="Hoàng Văn Trần", birth_date=date(1975, 2, 1))
    make(code="DV000001", full_name="Lê Thị An", birth_date=date(1990, 5, 17))
    make(code="DV000002", full_name="Lê Thanh Ân", birth_date=date(1960, 5, 17))
    make(code="DV000003", full_name="Lê Thị Anh", birth_date=date(1991, 5, 17))
    make(code="DV001990", full_name="Y-Bhăm Đỗ", birth_date=date(1980, 5, 17))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("an", [1, 3, 2]),
        ("ân", [2, 1, 3]),
        ("AN", [1, 3, 2]),
        ("le 1990", [1]),
        ("1990 lê", [1]),
        ("1990", [1990, 1]),
        ("DV004408", [4408]),
        ("dv4408", [4408]),
        ("DV 004408", [4408]),
        ("4408", [4408]),
        ("004408", [4408]),
        ("440", []),
        ("thi le", [1, 3]),
        ("bham", [1990]),
        ("y-bhăm", [1990]),
        ("ham", []),
        ("oang", []),
        ("---", []),
        ("%", []),
        ("_", []),
        ("", [1, 2, 3, 1990, 4408]),
    ],
)
def test_words_begin_words_of_the_name_or_are_number_or_year_of_birth_the_nearest_first(people, text, numbers):
    found = list(Member.objects.matching(text).nearest_first(text).values_list("code", flat=True))

    expected = [f"DV{number:06}" for number in numbers]
    assert found == expected if text else sorted(found) == expected
