"""A file with a table on each of several worksheets: which of them are brought in, the person ticks."""

from functools import partial
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from exchange.models import Import, State
from members.models import Member
from organizations.models import Organization
from tests.exchange.made import xlsx
from tests.exchange.sheets import HEADINGS
from tests.exchange.test_flow import ROWS
from tests.exchange.test_pages import send, write

pytestmark = pytest.mark.django_db
MORE = ("CB03", "Chi bộ Ba", "Chi bộ cơ sở", "", "4/2/2015", "")
STRANGE = (("Mã", "Tên", "Loại", "Ngày thành lập", "Cột lạ"), ("CB09", "Chi bộ Chín", "Chi bộ cơ sở", "1/2/2015", "?"))
OTHER_ORDER = (("Tên", "Mã", "Loại", "Ngày thành lập"), ("Chi bộ Tám", "CB08", "Chi bộ cơ sở", "1/2/2015"))


@pytest.fixture
def office(client, world):
    client.force_login(world.users["bloc_office"])
    return client


def ticked(client, sheets, *names: str, kind: str = "organizations"):
    """The file sent, and these worksheets of it ticked."""
    send(client, xlsx(sheets), "nhieu-trang.xlsx", kind)
    upload = Import.objects.latest("pk")
    tables = [upload.tables.get(name=name).pk for name in names]
    page = client.post(reverse("exchange:take_table", args=[upload.pk]), {"table": tables}, follow=True)
    upload.refresh_from_db()
    return upload, page.content.decode()


def sheets(*more):
    return {"Khối Đảng": [HEADINGS, *ROWS], "Doanh nghiệp": [HEADINGS, MORE, *more]}


def test_the_worksheets_that_are_ticked_are_written_and_taken_back_as_one(office):
    upload, page = ticked(office, sheets(), "Khối Đảng", "Doanh nghiệp")
    assert (upload.state, upload.row_count, upload.new_count) == (State.PREVIEWED, 4, 4), upload.error
    assert "“Khối Đảng”, “Doanh nghiệp”" in page
    write(office, upload)
    assert Organization.objects.filter(code__in=["DU01", "DU01.1", "CB02", "CB03"]).count() == 4
    office.post(reverse("exchange:take_back", args=[upload.pk]))
    assert not Organization.objects.filter(code__in=["DU01", "CB03"]).exists()


def test_what_is_not_ticked_is_told_and_not_written(office):
    upload, page = ticked(office, sheets(), "Doanh nghiệp")
    assert (upload.row_count, upload.new_count) == (1, 1)
    assert "“Khối Đảng”" in page
    write(office, upload)
    assert list(Organization.objects.filter(code__in=["CB02", "CB03"]).values_list("code", flat=True)) == ["CB03"]


def test_errors_are_told_with_the_worksheet_and_across_worksheets(office):
    wrong = ("CB02", "Chi bộ Hội Hai", "Chi bộ cơ sở", "", "31/2/2015", "")
    upload, page = ticked(office, sheets(wrong), "Khối Đảng", "Doanh nghiệp")
    assert upload.error_count == 1, page
    assert "Doanh nghiệp!E3" in page
    rows = office.get(reverse("exchange:rows", args=[upload.pk]), {"outcome": "error"}).content.decode()
    assert "Khối Đảng!4" in rows, rows
    assert "Doanh nghiệp!3" in rows
    marked = office.post(reverse("exchange:marked", args=[upload.pk])).content
    book = CalamineWorkbook.from_filelike(BytesIO(marked))
    assert book.sheet_names[:2] == ["Khối Đảng", "Doanh nghiệp"]
    send(office, marked, "danh-dau.xlsx")
    assert Import.objects.latest("pk").tables.count() == 2


def test_columns_may_stand_in_another_order_where_they_are_clear(office):
    upload, page = ticked(office, sheets() | {"Khác": OTHER_ORDER}, "Khối Đảng", "Khác")
    assert (upload.row_count, upload.new_count, upload.error_count) == (4, 4, 0), page


def test_a_worksheet_with_unclear_columns_is_not_taken_beside_another(office):
    upload, page = ticked(office, sheets() | {"Lạ": STRANGE}, "Khối Đảng", "Lạ")
    assert "“Lạ”" in page
    assert upload.row_count == 3, "as it was"


def test_a_choice_of_columns_is_of_all_worksheets_with_these_headings(office):
    headings = (*HEADINGS, "Cột lạ")
    both = {"Một": [headings, (*ROWS[0], "a")], "Hai": [headings, (*MORE, "b")]}
    upload, _page = ticked(office, both, "Một", "Hai")
    choices = {f"column-{at}": code or "-" for at, code in enumerate(upload.choices)}
    office.post(reverse("exchange:choose_columns", args=[upload.pk]), choices)
    write(office, upload)
    assert Organization.objects.filter(code__in=["DU01", "CB03"]).count() == 2


def test_nothing_ticked_is_said(office):
    upload, page = ticked(office, sheets())
    assert "đánh dấu các trang" in page
    assert upload.row_count == 3


MEMBERS = ("Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng")


def test_of_members_by_cell_the_worksheet_names_the_cell(office, world):
    people = {
        world.own_cell.name[:31]: [MEMBERS, ("Hoàng Thị Mới", "17/05/1985", "Nữ", "03/02/2015")],
        world.own_second_cell.name[:31]: [MEMBERS, ("Bùi Văn Khác", "17/05/1985", "Nam", "03/02/2015")],
    }
    upload, page = ticked(office, people, *people, kind="members")
    assert upload.new_count == 2, page
    write(office, upload)
    assert Member.objects.get(full_name="Hoàng Thị Mới").memberships.get().organization == world.own_cell
    assert Member.objects.get(full_name="Bùi Văn Khác").memberships.get().organization == world.own_second_cell


def test_the_queries_of_the_preview_do_not_grow_with_the_rows_of_each(office):
    counts = []
    for many in (1, 12):
        rows = [(f"N{many}.{at}", f"Chi bộ {many}.{at}", "Chi bộ cơ sở", "", "31/2/2015", "") for at in range(many)]
        upload, _page = ticked(office, sheets(*rows), "Khối Đảng", "Doanh nghiệp")
        page = partial(office.get, reverse("exchange:detail", args=[upload.pk]))
        page()
        with CaptureQueriesContext(connection) as found:
            page()
        counts.append(len(found))
    assert counts[0] == counts[1]
