from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from tests import factories, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def around():
    return world.build()


def download(client, query: str = ""):
    return client.post(reverse("members:download") + query)


def rows_of(answer) -> list[list[str]]:
    page = openpyxl.load_workbook(BytesIO(answer.content))["Đảng viên"]
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_it_holds_the_columns_of_the_list_and_only_what_the_person_may_see(client, around):
    client.force_login(around.users["committee"])
    rows = rows_of(download(client))
    assert rows[4] == ["Họ và tên", "Số hiệu", "Ngày sinh", "Tổ chức đảng", "Ngày vào Đảng", "Tình trạng"]
    assert {row[0] for row in rows[5:]} == {"Trần Thị Bình Minh", "Lê Văn Kỹ Thuật"}
    own = around.members["own"]
    assert [own.full_name, own.code, "17/05/1980", around.own_cell.name, "03/03/2005", "đảng viên chính thức"] in rows


def test_it_is_what_the_filter_shows_and_says_which_filter_that_was(client, around):
    client.force_login(around.users["bloc_office"])
    rows = rows_of(download(client, f"?q=hoang&organization={around.sibling.pk}&status=&page=9"))
    assert [row[0] for row in rows[5:]] == ["Phạm Hoàng Hôn"]
    assert rows[1][0] == "Phạm vi: Họ và tên: hoang; Tổ chức đảng: Đảng bộ Công ty Hoàng Hôn"
    event = AuditEvent.objects.get(verb="members.download")
    assert (event.actor, event.data["rows"]) == (around.users["bloc_office"], 1)


def test_it_is_a_deed_and_needs_the_permission(client, around):
    client.force_login(around.users["auditor"])
    assert download(client).status_code == 404
    client.force_login(around.users["clerk"])
    assert client.get(reverse("members:download")).status_code == 405


def test_queries_do_not_grow_with_the_rows(client, around):
    client.force_login(around.users["clerk"])
    counted = []
    for count in (1, 3):
        for number in range(count):
            factories.member_of(around.own_cell, full_name=f"Hà {count} {number}")
        with CaptureQueriesContext(connection) as queries:
            download(client)
        counted.append(len(queries))
    assert counted[0] == counted[1]
