"""A closed year: fixing it, and its pages with what was entered later, over 5,000 members and over half a million.

python benchmarks/closed.py
DATABASE_URL=postgres://… python benchmarks/closed.py
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import lists  # isort: split

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from organizations.models import Organization
from ratings.models import Edition, RatingYear
from ratings.register import freezing
from ratings.register.differences import numbers_below
from tests.country.growth import YEAR, Country, Size

SMALL, WHOLE = (replace(size, cases=200, reports=20, rows=1_000, notices=10) for size in (lists.SMALL, lists.WHOLE))
PAGES = tuple(f"/ratings/{YEAR}/{page}" for page in ("", "summary/", "editions/", "editions/1/"))
Measured = tuple[str, str, lists.Measured]


def all_pages(office: User) -> Iterator[Measured]:
    year = RatingYear.objects.get(year=YEAR)
    yield "office", "the year is fixed", _timed(lambda: freezing.make(year, Edition.Origin.CLOSING, by=office).number)
    RatingYear.objects.update(state=RatingYear.State.CLOSED)
    year.refresh_from_db()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    committee = Organization.objects.filter(kind=Organization.Kind.GRASSROOTS_COMMITTEE).first()
    assert committee is not None
    for name, scope in (("what differs, of all", year.root), ("what differs, of one committee", committee)):
        yield "office", name, _timed(lambda of=scope: numbers_below(year, of))
    client = Client()
    client.force_login(office)
    for page in PAGES:
        yield "office", page, lists.measured(client, page)


def _timed(deed: Callable[[], int]) -> lists.Measured:
    with CaptureQueriesContext(connection) as queries:
        began = perf_counter()
        found = deed()
        took = (perf_counter() - began) * 1000
    return lists.Measured(len(queries), found, took)


def _of(size: Size) -> list[Measured]:
    """In a database of its own."""
    named = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        country = Country()
        country.grow(size)
        return list(all_pages(country.users[Role.OFFICE]))
    finally:
        connection.creation.destroy_test_db(named, verbosity=0)


if __name__ == "__main__":
    for name, size in (("5,000", SMALL), ("500,000", WHOLE)):
        print(f"| {name} members | page | queries | bytes or rows | ms |\n|---|---|---|---|---|")
        for _role, page, each in _of(size):
            print(f"| | `{page}` | {each.queries} | {each.size:,} | {each.ms:,.0f} |", flush=True)
