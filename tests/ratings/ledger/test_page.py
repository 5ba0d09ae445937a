"""The page of the ledger: its numbers lead to as many people, to whoever may see them."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from members import deeds
from tests import factories, world
from tests.ratings.ledger.test_ledger import arrive
from tests.world import World

pytestmark = pytest.mark.django_db
PAGE, WORKBOOK = "/ratings/ledger/", "/ratings/ledger/workbook/"
DAYS = "first=2024-01-01&last=2024-12-31"


@pytest.fixture
def there() -> World:
    return world.build()


def as_user(there: World, name: str) -> Client:
    client = Client()
    client.force_login(there.users[name])
    return client


def numbers(client: Client, query: str = DAYS) -> dict[str, int]:
    shown = client.get(f"{PAGE}?{query}").context["shown"]
    return {row.name: row.cells[0].value for row in shown.table.rows if row.cells[0].value}


def test_every_number_leads_to_as_many_people(there: World, client: Client) -> None:
    for day in (2, 3, 4):
        arrive(there.own_cell, date(2024, 2, day))
    deeds.transfer(
        member=there.members["own"], organization=there.sibling_cell, on=date(2024, 3, 3), by=there.users["bloc_office"]
    )
    client = as_user(there, "bloc_office")
    table = client.get(f"{PAGE}?{DAYS}").context["shown"].table
    linked = [(cell.value, cell.href) for row in table.rows for cell in row.cells if cell.href]
    assert len(linked) > 8
    for value, href in linked:
        assert client.get(href).context["page"].paginator.count == value, href


def test_a_clerk_sees_the_own_cell_and_nothing_of_another(there: World) -> None:
    arrive(there.own_cell, date(2024, 2, 2))
    arrive(there.sibling_cell, date(2024, 2, 2))
    client = as_user(there, "clerk")
    assert numbers(client)["Đảng viên tăng trong kỳ"] == 1
    assert numbers(as_user(there, "bloc_office"))["Đảng viên tăng trong kỳ"] == 2
    asked = f"{DAYS}&organization={there.sibling_cell.pk}"
    answer = client.get(f"{PAGE}?{asked}")
    assert answer.context["shown"] is None
    for address in (WORKBOOK, f"{PAGE}people/"):
        assert client.get(f"{address}?{asked}").status_code == 404


@pytest.mark.parametrize("query", ["first=2024-05-01&last=2024-04-01", "first=abc", "sector=9999", "last=2999-01-01"])
def test_what_is_not_understood_is_said_at_its_field_without_numbers(there: World, query: str) -> None:
    answer = as_user(there, "bloc_office").get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert answer.context["shown"] is None


def test_few_and_many_take_the_same_queries(there: World) -> None:
    client = as_user(there, "bloc_office")
    counts = []
    for _round in range(2):
        for _more in range(3):
            arrive(there.own_cell, date(2024, 2, 2))
            factories.member_of(there.sibling_cell)
        for address in (f"{PAGE}?{DAYS}", f"{PAGE}people/?{DAYS}&line=came", f"{PAGE}people/?{DAYS}&line=closing"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            counts.append(len(asked))
    assert counts[:3] == counts[3:]


def test_the_workbook_holds_the_cells_of_the_page(there: World) -> None:
    arrive(there.own_cell, date(2024, 2, 2))
    client = as_user(there, "bloc_office")
    sheet = load_workbook(BytesIO(client.get(f"{WORKBOOK}?{DAYS}").content)).worksheets[0]
    rows = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    shown = numbers(client)
    assert shown
    assert {name: rows[name] for name in shown} == shown
