"""Who was admitted before the cell was founded: no year counts it, and the page of the file says so with what to do."""

from datetime import date

import pytest

from exchange.models import Import
from members.importing.notes import NOT_COUNTED, NOT_DECIDED
from members.models import LifeEvent, Member
from reports.scorecard.load import sources
from tests import factories
from tests.exchange.test_pages import send, write
from tests.members.importing.made import GOOD, csv_file, judged

pytestmark = pytest.mark.django_db
YOUNG = "Chi bộ Mới Lập"
HEADINGS = ("Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ", "Ngày kết nạp")
ROWS = [
    ("Hoàng Thị Một", "17/05/1985", "Nữ", YOUNG, "05/02/2020"),
    ("Hoàng Thị Hai", "17/05/1986", "Nữ", YOUNG, "29/02/2020"),
    ("Hoàng Thị Ba", "17/05/1987", "Nữ", YOUNG, "02/03/2020"),
    ("Hoàng Thị Tư", "17/05/1970", "Nữ", YOUNG, "05/02/2001"),
]


@pytest.fixture
def young(world):
    return factories.cell(world.own, name=YOUNG, opened_on=date(2020, 3, 1))


@pytest.fixture
def office(client, world):
    client.force_login(world.users["bloc_office"])
    return client


def admissions(world, year: int) -> int:
    found = sources(world.bloc.terms.get(code="2020-2025"), world.bloc, date(2024, 1, 1))
    return found.admissions.counts.get((year,), 0)


def test_the_page_says_how_many_and_which_and_the_figure_leaves_them_out(office, world, young):
    page = send(office, csv_file(HEADINGS, *ROWS), kind="members").text
    upload = Import.objects.get()
    assert upload.new_count == 4, page
    assert "2 đảng viên kết nạp khi chi bộ chưa thành lập" in page
    assert "Các dòng 2, 3 của tệp" in page or "Dòng 2, 3 của tệp" in page
    before = admissions(world, 2020)
    assert "2 đảng viên kết nạp khi chi bộ chưa thành lập" in write(office, upload).text
    assert Member.objects.filter(full_name__startswith="Hoàng Thị").count() == 4
    assert admissions(world, 2020) == before + 1
    counted = LifeEvent.objects.admissions().get(happened_on__year=2020)
    assert counted.member.full_name == "Hoàng Thị Ba"


def test_only_admissions_of_the_time_of_the_root_are_noted(world, young):
    for admitted, is_noted in (
        ("31/12/2009", False),
        ("01/01/2010", True),
        ("29/02/2020", True),
        ("01/03/2020", False),
    ):
        row = GOOD | {"birth_date": "1/1/1970", "organization": YOUNG, "admitted_on": admitted, "official_on": ""}
        [found] = judged(world, row)
        assert (NOT_COUNTED in found.notes) is is_noted, admitted
        assert ("admitted_on" in [each.column for each in found.differences]) is is_noted


def test_a_page_without_such_rows_says_nothing(office, young):
    assert "chưa thành lập" not in send(office, csv_file(HEADINGS, ROWS[2]), kind="members").text
    assert NOT_COUNTED not in Import.objects.get().notes


DAYS = {"decided_on": "01/02/2015"}
CAME = {"entry": "Chuyển đến", "since": "01/02/2018"}


@pytest.mark.parametrize(("more", "is_noted"), [({}, True), (DAYS, False), (CAME, False)], ids=["none", "day", "came"])
def test_a_day_of_decision_that_the_file_does_not_say_is_told(world, more, is_noted):
    [found] = judged(world, GOOD | more)
    assert (NOT_DECIDED in found.notes) is is_noted


def test_the_page_says_which_day_is_taken_for_it(office, young):
    page = send(office, csv_file(HEADINGS, ROWS[2]), kind="members").text
    assert "1 đảng viên kết nạp tại đây mà tệp không ghi ngày quyết định kết nạp" in page
    assert "Dòng 2 của tệp" in page
