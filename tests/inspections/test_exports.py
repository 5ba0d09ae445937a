from datetime import date
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
    return client.post(reverse("inspections:download") + query)


def rows_of(answer) -> list[list[str]]:
    page = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=6)]


def test_it_holds_what_the_filter_shows_and_nothing_of_another_bloc(client, world):
    factories.CaseFactory(organization=world.own, number="KT-1", opened_on=date(2023, 5, 5))
    factories.CaseFactory(organization=world.sibling, number="KT-2", opened_on=date(2024, 5, 5))
    factories.CaseFactory(organization=world.foreign, number="KT-3", opened_on=date(2023, 5, 5))
    client.force_login(world.users["inspector"])
    assert {row[0] for row in rows_of(download(client))} == {"KT-1", "KT-2"}
    (row,) = rows_of(download(client, "?year=2023"))
    assert (row[0], row[1].date(), row[4]) == ("KT-1", date(2023, 5, 5), "Đảng bộ Sở Bình Minh")
    event = AuditEvent.objects.filter(verb="cases.download").latest("pk")
    assert (event.data["rows"], event.data["filter"]) == (1, "year=2023")


@pytest.mark.parametrize("who", ["clerk", "committee", "bloc_office", "administrator"])
def test_who_may_see_no_case_finds_no_list(client, world, who):
    client.force_login(world.users[who])
    assert download(client).status_code == 404
    assert not AuditEvent.objects.filter(verb="cases.download").exists()


def test_queries_do_not_grow_with_the_rows(client, world):
    client.force_login(world.users["leader"])
    counted = []
    for count in (1, 3):
        for number in range(count):
            factories.CaseFactory(organization=world.own, member=world.members["own"], number=f"GS-{count}-{number}")
        with CaptureQueriesContext(connection) as queries:
            download(client)
        counted.append(len(queries))
    assert counted[0] == counted[1]
