"""Rows with a day in a closed year: the page says how many and which before they are written, and the year stays."""

from datetime import date

import pytest

from exchange.models import Import
from ratings.models import Edition, RatingYear
from ratings.register import differences, freezing
from tests import factories
from tests.exchange.test_pages import send, write
from tests.members.importing.made import GOOD, csv_file, judged

pytestmark = pytest.mark.django_db
CELL = GOOD["organization"]
HEADINGS = ("Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ", "Ngày kết nạp", "Sinh hoạt từ")
ROWS = [
    ("Hoàng Thị Một", "17/05/1985", "Nữ", CELL, "05/02/2022", ""),
    ("Hoàng Thị Hai", "17/05/1986", "Nữ", CELL, "05/02/2024", ""),
    ("Hoàng Thị Ba", "17/05/1987", "Nữ", CELL, "05/02/2012", "01/03/2023"),
]
NOTE = "2 dòng có ngày thuộc năm đã khóa"


@pytest.fixture
def closed(world):
    """2021 to 2023; 2024 runs."""
    return [close(world.bloc, year) for year in (2021, 2022, 2023)]


def close(root, year: int) -> RatingYear:
    found = factories.RatingYearFactory(root=root, year=year, state=RatingYear.State.CLOSED)
    freezing.make(found, Edition.Origin.CLOSING, by=None)
    return found


@pytest.fixture
def office(client, world):
    client.force_login(world.users["bloc_office"])
    return client


def test_the_page_says_how_many_and_which_and_the_closed_years_show_them_beside(office, world, closed):
    page = send(office, csv_file(HEADINGS, *ROWS), kind="members").text
    assert NOTE in page
    assert "Dòng 2, 4 của tệp" in page or "Các dòng 2, 4 của tệp" in page
    assert "nhập sau khi khóa" in page
    before = [differences.number_below(each, world.bloc) for each in closed]
    write(office, Import.objects.get())
    after = [differences.number_below(each, world.bloc) for each in closed]
    assert [now - then for then, now in zip(before, after, strict=True)] == [0, 2, 3]


@pytest.mark.parametrize(
    ("cells", "years"),
    [
        ({"admitted_on": "05/02/2021"}, "2021, 2022, 2023"),
        ({"admitted_on": "31/12/2023"}, "2023"),
        ({"admitted_on": "01/01/2024"}, ""),
        ({"admitted_on": "05/02/2012", "since": "01/06/2022"}, "2022, 2023"),
        ({"admitted_on": "01/01/2024", "decided_on": "20/12/2023"}, "2023"),
    ],
)
def test_each_row_names_the_years_that_it_reaches(world, closed, cells, years):
    [found] = judged(world, GOOD | {"official_on": ""} | cells)
    told = [each.after for each in found.differences if "năm đã khóa" in each.after]
    assert told == ([f"năm đã khóa {years}: ghi bên cạnh số liệu"] if years else []), found.problems
    assert ("late" in found.notes) is bool(years)


def test_an_exemption_of_a_closed_year_is_told_and_a_corrected_fact_is_not(world, closed):
    known = {"number": world.members["own"].code}
    rows = [known | {"exempted_on": "01/06/2022", "status": "Miễn sinh hoạt"}, known | {"position": "Bí thư"}]
    assert [judged(world, each)[0].notes for each in rows] == [("late",), ()]


def test_years_of_another_root_and_years_that_run_are_not_meant(world):
    close(world.foreign_bloc, 2022)
    factories.RatingYearFactory(root=world.bloc, year=2022, state=RatingYear.State.OPEN)
    [found] = judged(world, GOOD)
    assert "late" not in found.notes


def test_both_notes_of_a_row_are_counted(office, world, closed):
    young = factories.cell(world.own, name="Chi bộ Mới Lập", opened_on=date(2022, 3, 1))
    row = ("Hoàng Thị Một", "17/05/1985", "Nữ", young.name, "05/02/2022", "")
    send(office, csv_file(HEADINGS, row), kind="members")
    assert {code: each["rows"] for code, each in Import.objects.get().notes.items()} == {
        "not_counted": ["2"],
        "late": ["2"],
    }
