"""Every list, home and form with a picker, over a branch of 81 organisations and over a whole country.

    python benchmarks/lists.py
    DATABASE_URL=postgres://… python benchmarks/lists.py

In a database of its own, filled in bulk. Queries must be the same at both sizes and bytes those of one page of rows.
Times are told as multiples of the portal's emptiest page, in the same run; milliseconds are of this machine.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.roles import Role  # noqa: E402
from organizations.models import Organization  # noqa: E402
from tests.country.addresses import EMPTIEST, LISTS, OTHER_PAGES  # noqa: E402
from tests.country.growth import YEAR, Country, Size  # noqa: E402

SMALL = Size(1, 80, members=5_000, users=80, cases=200, reports=20, rows=10_000, notices=100)
WHOLE = Size(100, 80, members=500_000, users=8_000, cases=20_000, reports=2_000, rows=1_000_000, notices=10_000)
ROUNDS, SLOW = 5, 1_000
"""A page that takes longer than SLOW milliseconds is timed once, not ROUNDS times."""
MORE = {
    Role.OFFICE: (
        "/members/?page=9999",
        "/members/?status=ended",
        f"/ratings/{YEAR}/?page=9999",
        f"/ratings/{YEAR}/summary/members/?of=empty",
    ),
    Role.INSPECTOR: (
        "/cases/?page=9999",
        "/cases/pick-subject/?q=chi",
        "/cases/pick-member/?q=nguyen+van+an",
        "/cases/pick-member/?q=nguyen+1960",
        "/cases/pick-member/?q=DV000002",
        "/cases/pick-member/?q=n",
    ),
    Role.AUDITOR: ("/account/audit/?page=99999",),
    Role.ADMINISTRATOR: ("/organizations/users/?signed_in=never",),
}


@dataclass(frozen=True)
class Measured:
    queries: int
    size: int
    ms: float


def all_lists(users: dict[Role, User]) -> Iterator[tuple[str, str, Measured]]:
    """(role, address, what it costs) of each; the emptiest page first."""
    yield "", EMPTIEST, measured(_of(users[Role.AUDITOR]), EMPTIEST)
    for role, user in users.items():
        client = _of(user)
        for address in addresses_of(role):
            yield role, address, measured(client, address)


def addresses_of(role: Role) -> list[str]:
    return [address for listed in (LISTS, MORE, OTHER_PAGES) for address in listed.get(role, ())]


def _of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def measured(client: Client, address: str) -> Measured:
    """The median of milliseconds, after one round that warms caches."""
    assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as captured:
        size = len(client.get(address).content)
        queries = len(captured)
    times = [_time(client, address)]
    while times[0] < SLOW and len(times) < ROUNDS:
        times.append(_time(client, address))
    return Measured(queries, size, median(times))


def _time(client: Client, address: str) -> float:
    began = perf_counter()
    client.get(address)
    return (perf_counter() - began) * 1000


def told(few: list[tuple[str, str, Measured]], many: list[tuple[str, str, Measured]]) -> None:
    print("| who | page | queries | bytes | × emptiest | ms |\n|---|---|---|---|---|---|")
    empty, whole = few[0][2].ms, many[0][2].ms
    for (role, address, small), (_role, _address, large) in zip(few, many, strict=True):
        same = f"{small.queries}" if small.queries == large.queries else f"**{small.queries} → {large.queries}**"
        times = f"{small.ms / empty:.1f} → {large.ms / whole:.1f}"
        print(f"| {role} | `{address}` | {same} | {small.size:,} → {large.size:,} | {times} | {large.ms:,.0f} |")


def main() -> None:
    whole = Country()
    whole.grow(SMALL)
    few = list(all_lists(whole.users))
    whole.grow(WHOLE)
    version = ".".join(map(str, connection.get_database_version()))
    print(f"{connection.display_name} {version}, {Organization.objects.count():,} organisations")
    told(few, list(all_lists(whole.users)))


if __name__ == "__main__":
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        main()
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
