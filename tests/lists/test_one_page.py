"""However many rows there are, every list and home asks the same number of queries and is one page of HTML."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from tests.country.addresses import LISTS, OTHER_PAGES
from tests.country.growth import Country, Size

pytestmark = pytest.mark.django_db
FEW, MANY = map(Size.of_each, (3, 80))
ON_A_PAGE, MOST_BYTES = 25, 120_000


def _addresses():
    for role, addresses in LISTS.items():
        yield from ((role, f"{address}{'&' if '?' in address else '?'}size={ON_A_PAGE}") for address in addresses)
    for role, addresses in OTHER_PAGES.items():
        yield from ((role, address) for address in addresses)


def seen(whole: Country) -> dict[tuple[str, str], tuple[int, bytes]]:
    """{(role, address): (queries, what the page is)}"""
    clients = {role: Client() for role in Role}
    for role, client in clients.items():
        client.force_login(whole.users[role])
    return {(role, address): _opened(clients[role], address) for role, address in _addresses()}


def _opened(client: Client, address: str) -> tuple[int, bytes]:
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    assert page.status_code == 200, address
    return len(queries), page.content


def test_queries_and_html_do_not_grow_with_the_country():
    whole = Country()
    few, many = (whole.grow(size) or seen(whole) for size in (FEW, MANY))

    queries = {at: (few[at][0], asked) for at, (asked, _html) in many.items()}
    assert {at: asked for at, asked in queries.items() if asked[0] != asked[1]} == {}
    rows = {at: html.count(b"<tr") for at, (_queries, html) in many.items() if "size=" in at[1]}
    assert {at: shown for at, shown in rows.items() if shown > ON_A_PAGE + 2} == {}
    sizes = {at: len(html) for at, (_queries, html) in many.items()}
    assert {at: size for at, size in sizes.items() if size > MOST_BYTES} == {}
