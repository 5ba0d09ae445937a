"""What the preview of a deed says of closed years that its day reaches: they stay, and how to take it over."""

from datetime import date

import pytest

from organizations.deeds.preview import foresee
from organizations.models import Organization
from ratings.models import RatingYear
from tests.organizations.deeds import entries
from tests.organizations.deeds.small import Small, build

pytestmark = pytest.mark.django_db
STAY = "Số liệu các năm đã khóa giữ nguyên: 2023."
BESIDE = (
    "Thay đổi này được nêu bên cạnh số liệu năm đã khóa 2023 là “nhập sau khi khóa”; "
    "muốn tính vào số liệu phải đính chính."
)


@pytest.fixture
def small() -> Small:
    """2023 below `one` is closed."""
    small = build(size=1)
    entries.open_years(small, [2023])
    entries.close(small, RatingYear.objects.get(root=small.one, year=2023))
    return small


def said(small: Small, organization: Organization, on: date) -> list[str]:
    again = Organization.objects.get(pk=organization.pk)
    return [note for note in foresee(lambda: small.rename(again, "Tên mới", on)).notes if "khóa" in note]


DAYS = {
    date(2022, 5, 1): [STAY, BESIDE],
    date(2023, 5, 1): [STAY, BESIDE],
    date(2023, 12, 31): [STAY, BESIDE],
    date(2024, 1, 1): [STAY],
}


@pytest.mark.parametrize(("on", "sentences"), DAYS.items(), ids=str)
def test_a_change_that_a_closed_year_would_show_stands_beside_its_figures(small, on, sentences):
    assert said(small, small.first, on) == sentences


def test_where_the_root_of_that_time_was_merged_since_its_closed_year_is_named(small):
    small.merge(small.one, into=small.two, on=date(2024, 7, 1))
    assert said(small, small.first, date(2023, 5, 1)) == [STAY, BESIDE]
    assert said(small, small.first, date(2025, 5, 1)) == []


def test_what_went_to_another_root_before_touches_no_year_of_the_one_it_left(small):
    small.move(small.own, to=small.two, on=date(2022, 7, 1))
    assert said(small, small.first, date(2022, 5, 1)) == [STAY]
    assert said(small, small.first, date(2023, 5, 1)) == []


def test_the_very_move_out_of_a_root_stands_beside_its_closed_years(small):
    own = Organization.objects.get(pk=small.own.pk)
    notes = foresee(lambda: small.move(own, to=small.two, on=date(2023, 5, 1))).notes
    assert [note for note in notes if "khóa" in note] == [STAY, BESIDE]
