from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


def download(client, query: str = ""):
    return client.post(reverse("members:download") + query)


def rows_of(answer) -> list[list[str]]:
    page = openpyxl.load_workbook(BytesIO(answer.content))["Đảng viên"]
    return [[_day_or(cell.value) for cell in row] for row in page.iter_rows()]


def _day_or(value):
    return value.date() if isinstance(value, datetime) else value


def test_it_holds_the_columns_of_the_list_and_only_what_the_person_may_see(client, world):
    client.force_login(world.users["committee"])
    rows = rows_of(download(client))
    assert rows[4] == [
        "Họ và tên",
        "Số hiệu",
        "Ngày sinh",
        "Tổ chức đảng",
        "Mã tổ chức đảng",
        "Ngày vào Đảng",
        "Tình trạng",
    ]
    assert {row[0] for row in rows[5:]} == {"Trần Thị Bình Minh", "Lê Văn Kỹ Thuật"}
    own = world.members["own"]
    days = date(1980, 5, 17), date(2005, 3, 3)
    place = [world.own_cell.name, world.own_cell.code]
    assert [own.full_name, own.code, days[0], *place, days[1], "đảng viên chính thức"] in rows


def test_it_is_what_the_filter_shows_and_says_which_filter_that_was(client, world):
    client.force_login(world.users["bloc_office"])
    rows = rows_of(download(client, f"?q=hoang&organization={world.sibling.pk}&status=&page=9"))
    assert [row[0] for row in rows[5:]] == ["Phạm Hoàng Hôn"]
    assert rows[1][0] == (
        "Phạm vi: Họ tên, số hiệu hoặc năm sinh: hoang; "
        "Tổ chức đảng: Đảng bộ Công ty Hoàng Hôn; Tình trạng: Đang sinh hoạt"
    )
    event = AuditEvent.objects.get(verb="members.download")
    assert (event.actor, event.data["rows"]) == (world.users["bloc_office"], 1)


def test_it_is_a_deed_and_needs_the_permission(client, world):
    client.force_login(world.users["auditor"])
    assert download(client).status_code == 404
    client.force_login(world.users["clerk"])
    assert client.get(reverse("members:download")).status_code == 405


def test_queries_do_not_grow_with_the_rows(client, world):
    client.force_login(world.users["clerk"])
    counted = []
    for count in (1, 3):
        for number in range(count):
            factories.member_of(world.own_cell, full_name=f"Hà {count} {number}")
        with CaptureQueriesContext(connection) as queries:
            download(client)
        counted.append(len(queries))
    assert counted[0] == counted[1]
