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
    found = [one.code for one in Member.objects.nearest(text)]

    expected = [f"DV{number:06}" for number in numbers]
    assert found == expected if text else sorted(found) == expected


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ("hoà", "hòa", ["Ngọc Hoà", "Ngọc Hòa", "Hoàng An", "Thị Hoa"]),
        ("HÒA", "hoÀ", ["Ngọc Hoà", "Ngọc Hòa", "Hoàng An", "Thị Hoa"]),
        ("thuý", "thúy", ["Nhật Thuý", "Nhật Thúy", "Thùy An"]),
        ("quý", "quí", ["Đức Quý", "Văn Quí", "Ngọc Quyên"]),
        ("mỹ", "mĩ", ["Thị Mĩ", "Thị Mỹ"]),
        ("h'hen", "h’hen", ["H'Hen Niê", "H’Hen Siu"]),
    ],
)
def test_ways_of_writing_one_word_find_the_same_in_the_same_order(one, other, first):
    names = "Hoàng An|Ngọc Hòa|Thị Hoa|Ngọc Hoà|Nhật Thúy|Thùy An|Nhật Thuý|Đức Quý|Văn Quí|Ngọc Quyên"
    for name in [*names.split("|"), "Thị Mĩ", "Thị Minh", "Thị Mỹ", "Thị Bình", "H'Hen Niê", "H’Hen Siu"]:
        factories.MemberFactory(full_name=name)

    found, same = (_names(typed) for typed in (one, other))

    assert found[: len(first)] == same[: len(first)]
    assert sorted(found[:2]) == sorted(first[:2])
    assert found[2 : len(first)] == first[2:]


def _names(typed: str) -> list[str]:
    return [one.full_name for one in Member.objects.nearest(typed)]
