"""The list of what happened to members: whose, of which days, and what of the other end."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from members import deeds
from members.models import LifeEvent
from tests import factories

pytestmark = pytest.mark.django_db
Kind = LifeEvent.Kind
MAY, JUNE = date(2024, 5, 1), date(2024, 6, 1)


def told(client, query: str = "") -> list[tuple]:
    listed = client.get(reverse("members:events") + query).context["list"]
    assert not listed.wrong
    columns = {column.key: column for column in listed.spec.columns}
    keys = ("name", "kind", "organization", "other")
    return [tuple(str(columns[key].of(row)) for key in keys) for row in listed.page]


@pytest.fixture
def moved(world):
    """From the own branch to the sibling's, and a death there afterwards."""
    member, by = world.members["own"], world.users["bloc_office"]
    deeds.transfer(member=member, organization=world.sibling_cell, on=MAY, decision_number="7-QĐ", by=by)
    deeds.end(member=member, kind=Kind.DIED, on=JUNE, by=by)
    return world


def test_each_sees_what_happened_in_their_reach_and_nothing_of_what_came_after(client, moved):
    name = moved.members["own"].full_name
    client.force_login(moved.users["committee"])
    assert told(client) == [(name, "Chuyển đi", moved.own_cell.name, "")]
    client.force_login(moved.users["sibling_committee"])
    assert told(client) == [
        (name, "Từ trần", moved.sibling_cell.name, ""),
        (name, "Chuyển đến", moved.sibling_cell.name, ""),
    ]
    client.force_login(moved.users["bloc_office"])
    assert {row[1:] for row in told(client)} == {
        ("Từ trần", moved.sibling_cell.name, ""),
        ("Chuyển đến", moved.sibling_cell.name, moved.own_cell.name),
        ("Chuyển đi", moved.own_cell.name, moved.sibling_cell.name),
    }


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("?kind=died", [Kind.DIED]),
        ("?since=01/06/2024", [Kind.DIED]),
        ("?until=31/05/2024&sort=kind", [Kind.TRANSFERRED_IN, Kind.TRANSFERRED_OUT]),
        ("?q=binh+minh&kind=died", [Kind.DIED]),
        ("?q=hoang+hon", []),
        ("?sector={enterprises}", [Kind.DIED, Kind.TRANSFERRED_IN]),
        ("?organization={own}", [Kind.TRANSFERRED_OUT]),
    ],
)
def test_it_is_narrowed_by_kind_days_person_and_place(client, moved, query, kinds):
    client.force_login(moved.users["bloc_office"])
    query = query.format(enterprises=moved.sibling.sector_id, own=moved.own.pk)
    page = client.get(reverse("members:events") + query).context["page"]
    assert [row.kind for row in page] == kinds


def test_two_days_the_wrong_way_round_are_told_and_show_nothing(client, moved):
    client.force_login(moved.users["bloc_office"])
    listed = client.get(reverse("members:events") + "?since=01/06/2024&until=01/05/2024").context["list"]
    assert ([each.field for each in listed.wrong], listed.count) == (["id_until"], 0)


def test_a_name_leads_to_the_member_where_the_reader_may_see_them(client, moved):
    member = moved.members["own"]
    client.force_login(moved.users["committee"])
    assert member.get_absolute_url() in client.get(reverse("members:events")).text


def test_it_is_taken_home_as_it_is_shown_and_the_trail_says_so(client, moved):
    client.force_login(moved.users["bloc_office"])
    answer = client.post(reverse("members:download_events") + "?kind=transferred_out")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0]
    table = [[cell.value for cell in row] for row in sheet.iter_rows()][4:]
    row = dict(zip(*table, strict=True))
    assert (row["Số hiệu"], row["Số quyết định"]) == (moved.members["own"].code, "7-QĐ")
    assert (row["Mã tổ chức đảng"], row["Mã tổ chức kia"]) == (moved.own_cell.code, moved.sibling_cell.code)
    assert AuditEvent.objects.get(verb="list.download").data["rows"] == 1


def test_queries_do_not_grow_with_the_rows(client, world):
    client.force_login(world.users["bloc_office"])
    counted = []
    for count in (1, 3):
        for _each in range(count):
            member = factories.member_of(world.own_cell)
            by = world.users["bloc_office"]
            deeds.transfer(member=member, organization=world.sibling_cell, on=MAY, by=by)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("members:events"))
        counted.append(len(queries))
    assert counted[0] == counted[1]
