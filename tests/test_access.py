"""Every route × method × place × role against docs/access.md, which people review.

The table is written anew only when asked to: ACCESS_TABLE=write .venv/bin/pytest tests/test_access.py
"""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.urls.converters import IntConverter

from accounts.roles import Role
from tests import routes
from tests.routes import Records, Route

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).parent.parent / "docs" / "access.md"
WHO = ("anonymous", *(role.value for role in Role))
FAR, NEXT = "Sao Xa", "Hoàng Hôn"
KEPT_FROM = {"clerk": (FAR, NEXT), "committee": (FAR, NEXT)}
Key = tuple[str, str, str]

HEAD = """# Who may come where

Every route, by method and by what it is asked about, with the answer that each role gets. `tests/test_access.py` holds
the site to this table; it is written by `ACCESS_TABLE=write .venv/bin/pytest tests/test_access.py` and then read by a
person before it is kept.

200 a page (a form that is asked with nothing typed shows itself again), 302 sent on (a deed was taken, or refused in a
sentence; someone not signed in is sent to sign in), 404 it does not exist for this person, 409 and 422 a page with what
stands against it. Any other method is answered with 405.

The clerk acts in a cell, the committee in the organisation above it, everyone else in the Bloc above both. Places:
that cell, that committee's own organisation, a cell of the next branch (sibling), a cell of another Bloc (foreign). The
audit trail is of the whole portal; who keeps accounts sees in it only what concerns accounts,
and which files were brought in.
"""


@pytest.fixture
def records() -> Records:
    return routes.build()


def test_every_route_has_a_policy():
    assert routes.without_policy(routes.routes()) == []


def test_every_route_says_what_it_is_asked_about():
    assert routes.unknown(routes.routes()) == [], "name them in tests/routes.py"


def test_a_planted_view_without_a_policy_is_found():
    def planted(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    class Planted:
        url_patterns = [path("planted/", planted, name="planted")]

    assert routes.without_policy(routes.routes(Planted())) == ["planted"]


def _client(records: Records, who: str) -> Client:
    client = Client(raise_request_exception=True)
    if who != "anonymous":
        client.force_login(records.world.users[who])
    return client


def _probes(records: Records) -> Iterator[tuple[Route, str, str, str]]:
    for route in routes.routes():
        for place, address in routes.addresses(route, records).items():
            for method in route.policy.methods if route.policy else ():
                yield route, method, place, address


def _ask(client: Client, method: str, address: str) -> HttpResponse:
    """Nothing of it stays: the next question is asked of the same records by the same session."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = client.generic(method, address)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def _text(response: HttpResponse) -> str:
    """Workbooks too: names leak from a download as they do from a page."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as parts:
            content = b"".join(parts.read(name) for name in parts.namelist())
    return content.decode(errors="replace")


def _answers(records: Records, who: str) -> dict[Key, str]:
    client, given = _client(records, who), {}
    for route, method, place, address in _probes(records):
        response = _ask(client, method, address)
        body = _text(response)
        for name in KEPT_FROM.get(who, (FAR,)):
            assert name not in body, f"{who} reads {name} at {method} {address}"
        given[route.name, method, place] = str(response.status_code)
    return given


def _written(answers: dict[str, dict[Key, str]]) -> str:
    head = ["route", "method", "place", *WHO]
    rows = [[*key, *(answers[who][key] for who in WHO)] for key in answers["anonymous"]]
    lines = [head, ["---"] * len(head), *rows]
    return HEAD + "\n" + "\n".join("| " + " | ".join(cell or "–" for cell in line) + " |" for line in lines) + "\n"


def _reviewed() -> dict[str, dict[Key, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [["" if cell == "–" else cell for cell in line.strip("| ").split(" | ")] for line in lines]
    head, _rule, *rows = cells
    return {who: {tuple(row[:3]): row[head.index(who)] for row in rows} for who in head[3:]}


@pytest.mark.skipif(os.environ.get("ACCESS_TABLE") != "write", reason="only when asked to")
def test_write_the_table(records):
    TABLE.write_text(_written({who: _answers(records, who) for who in WHO}), encoding="utf-8")


@pytest.mark.parametrize("who", WHO)
def test_every_route_answers_as_the_reviewed_table_says(records, who):
    answers, reviewed = _answers(records, who), _reviewed()[who]
    differing = {
        key: (reviewed.get(key, "not in the table"), answers.get(key, "no such route"))
        for key in {*answers, *reviewed}
        if answers.get(key) != reviewed.get(key)
    }
    assert differing == {}, "(in the table, now)"


def test_methods_outside_the_policy_are_refused(records):
    client = _client(records, "bloc_office")
    for route in routes.routes():
        for address in routes.addresses(route, records).values():
            for method in {*routes.METHODS} - {*route.policy.methods}:
                assert _ask(client, method, address).status_code == 405, (method, address)


def test_what_is_foreign_is_a_page_that_does_not_exist():
    """Said of the table, so that a mistake in it cannot be reviewed away with a hundred right lines."""
    for who, answers in _reviewed().items():
        for (route, method, place), status in answers.items():
            if place == "foreign":
                assert status == ("302" if who == "anonymous" else "404"), (who, route, method)
            if place == "sibling" and who in ("clerk", "committee"):
                assert status == "404", (who, route, method)


@pytest.mark.parametrize("number", [0, 2**63 - 1, 2**63, 10**30])
def test_a_number_of_any_size_is_only_a_page_that_does_not_exist(records, number):
    clients = [_client(records, who) for who in ("bloc_office", "administrator", "inspector", "leader")]
    for method, address in _with_number(records, number):
        assert any(_ask(client, method, address).status_code == 404 for client in clients), (method, address)


def _with_number(records: Records, number: int) -> Iterator[tuple[str, str]]:
    """Each number of each address in turn, the others as they are."""
    for route in routes.routes():
        known = routes.arguments(route, next(iter(records.places.values())))
        for name in known if route.policy else ():
            if isinstance(known[name], int):
                address = routes.reverse(route.name, kwargs={**known, name: number})
                yield from ((method, address) for method in route.policy.methods)


def test_every_number_in_an_address_has_a_bound():
    assert not {type(each) for route in routes.routes() for each in route.converters.values()} & {IntConverter}
