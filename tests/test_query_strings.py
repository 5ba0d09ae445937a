"""What a page is asked for in its address: what is not understood is said, and never answered with all rows."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from accounts.models import AuditEvent
from tests import routes
from tests.routes import Records
from ui.lists import asked

pytestmark = pytest.mark.django_db

ROLES = ("bloc_office", "leader", "inspector", "administrator", "auditor", "committee", "clerk")
# Read by every page, and of no row: where to go on to, how far in a list, how it is asked by htmx.
EVERYWHERE = {"list", "next", *asked.OWN}
# The page does not exist for a value that it does not know, or for two of them.
REFUSED = {
    "ratings:paper": {"empty"},
    "ratings:printed_members": {"member", "group"},
    "ratings:edition": {"organization"},
    "ratings:summary": {"organization"},
    "ratings:summary_workbook": {"organization"},
    "ratings:summary_official": {"organization"},
    "ratings:summary_official_workbook": {"organization"},
    "ratings:summary_members": {"organization", "of", "unit"},
    "ratings:summary_organizations": {"organization", "of", "kind", "unit"},
    "ratings:calibration_record": {"sheet"},
    "ratings:ledger_workbook": {"organization", "sector", "first", "last"},
    "ratings:ledger_people": {"organization", "sector", "first", "last", "line", "standing"},
}
# The page says so, and shows nothing; of a day that is none, what is so today.
SAID = {
    "notices:list": {"show"},
    "committees:detail": {"on"},
    "members:detail": {"on"},
    "ratings:ledger": {"organization", "sector", "first", "last"},
    "members:of_organization": {"on"},
}
PICKING = ("ratings:summary", "ratings:ledger", "ratings:ledger_workbook", "ratings:ledger_people")
# Text to search by, an offer of what a form begins with, a question about what is typed: no row stands for them.
HARMLESS = {
    "search": {"q"},
    "search_suggestions": {"q"},
    "day": {"typed", "past"},
    "accounts:save_view": {"address"},
    "inspections:open": {"member", "organization"},
    **{f"members:{deed}": {"organization"} for deed in ("do", "end", "recognize", "transfer")},
    "members:enter": {"difference"},
    "members:merge": {"other", "other_text", "other_for", "other_find"},
    "ratings:record_appeal": {"row"},
    "ratings:rate_again": {"row"},
    **{name: {"organization_text", "organization_for", "organization_find"} for name in PICKING},
    **{route.name: {"q", "recent"} for route in routes.routes() if ":pick_" in route.name},
}
TOO_LARGE = str(2**63)
UGLY = ["-1", "9999", TOO_LARGE, "9" * 30, "abc", "²", "x" * 100_000, "%00", "1&{name}=2"]


@pytest.fixture
def records() -> Records:
    return routes.build()


def pages(records: Records) -> Iterator[tuple[str, str, Client]]:
    """Every page that can be read, with its first address and somebody who may."""
    clients = {role: Client(raise_request_exception=False) for role in ROLES}
    for role, client in clients.items():
        client.force_login(records.world.users[role])
    for route in routes.routes():
        if "GET" in route.policy.methods:
            for address in list(routes.addresses(route, records).values())[:2]:
                if who := next((each for each in clients.values() if each.get(address).status_code == 200), None):
                    yield route.name, address, who
                    break


def read_by(client: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> tuple[set[str], Any]:
    """The names that the page looks for in its address."""
    names: set[str] = set()

    def noted(method: Any) -> Any:
        def look(query: QueryDict, name: str, *more: Any) -> Any:
            if dict.__contains__(query, "marked"):
                names.add(name)
            return method(query, name, *more)

        return look

    with monkeypatch.context() as patch:
        for name in ("__getitem__", "__contains__", "get", "getlist"):
            patch.setattr(QueryDict, name, noted(getattr(QueryDict, name)))
        return names, client.get(f"{address}?marked=yes")


def listed(response: Any) -> Any:
    found = response.context.get("list") if response.context else None
    return found if hasattr(found, "wrong") else None


def test_of_every_page_it_is_known_what_it_reads_in_its_address(records, monkeypatch):
    for name, address, client in pages(records):
        read, answer = read_by(client, address, monkeypatch)
        if not listed(answer):
            told = EVERYWHERE | REFUSED.get(name, set()) | SAID.get(name, set()) | HARMLESS.get(name, set())
            assert read <= told, (
                f"{name} reads {sorted(read - told)}: say above what it does with what it does not know"
            )


def test_no_address_breaks_a_page_that_reads_it(records):
    for name, address, client in pages(records):
        own = REFUSED.get(name, set()) | HARMLESS.get(name, set())
        keys = sorted(own) if own or not listed(client.get(address)) else [asked.PAGE]
        for value in UGLY if keys else ():
            query = "&".join(f"{key}={value.format(name=key)}" for key in keys)
            assert client.get(f"{address}?{query}").status_code < 500, f"{name}?{query[:80]}"


def test_a_list_shows_no_row_and_hands_nothing_out_for_what_it_does_not_know(records):
    asked_of = set()
    for name, address, client in pages(records):
        if (found := listed(client.get(address))) is None:
            continue
        asked_of.add(name)
        for key in {*found.form.fields, *asked.OWN, "nothing"} - REFUSED.get(name, set()) - {asked.PAGE}:
            for query in not_understood(key, found.form.search):
                shown = listed(client.get(f"{address}?{query}"))
                assert (bool(shown.wrong), shown.count) == (True, 0), f"{address}?{query[:80]}"
        if found.spec.download:
            hands_nothing_out(client, f"{found.spec.download}?{query[:1000]}")
    assert {
        "members:list",
        "members:deeds",
        "members:events",
        "ratings:year",
        "ratings:calibration",
        "ratings:summary_members",
        "reports:levels",
    } <= asked_of


def not_understood(key: str, search: str) -> list[str]:
    """Unknown, larger than any number of a record, and given twice; of columns there may be several."""
    unknown = ["x" * 100_000] if key == search else ["không có", TOO_LARGE]
    return [*(f"{key}={value}" for value in unknown), f"{key}=x&{key}=y"]


def hands_nothing_out(client: Client, address: str) -> None:
    before = AuditEvent.objects.count()
    assert client.post(address).status_code == 302
    assert AuditEvent.objects.count() == before


def test_what_a_page_does_not_know_is_no_page(records):
    asked_of = set()
    for name, address, client in pages(records):
        for key in REFUSED.get(name, ()):
            asked_of.add(name)
            for query in (f"{key}=x", f"{key}=1&{key}=1"):
                assert client.get(f"{address}?{query}").status_code == 404, f"{name}?{query}"
    assert asked_of == set(REFUSED)


def test_a_page_of_notices_says_what_it_does_not_know(client, records):
    person = records.world.users["clerk"]
    client.force_login(person)
    assert len(client.get("/notices/").context["page"]) > 0
    for query in ("show=x", "show=unread&show=unread", "show=" + "x" * 100_000):
        answer = client.get(f"/notices/?{query}")
        assert ("Chưa hiểu bộ lọc" in answer.text, len(answer.context["page"])) == (True, 0)
