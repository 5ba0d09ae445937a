"""The rating year's lists, sheets of many members and deeds, over 81 organisations and over a whole country of 8,100.

    python benchmarks/years.py
    DATABASE_URL=postgres://… python benchmarks/years.py

Measured as benchmarks.lists does, over what benchmarks.second_pass adds to it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import lists  # isort: split

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from benchmarks.second_pass import NEXT, big_cell, grow
from ratings.models import RatingYear
from ratings.years import reminding
from tests.country.growth import YEAR, Country, Size

SMALL, WHOLE = (replace(size, cases=20, reports=20, rows=10_000, notices=100) for size in (lists.SMALL, lists.WHOLE))
FEW, MANY = 60, 2_000
PAGES = (
    "/account/views/",
    f"/ratings/{YEAR}/five-years/members/",
    f"/ratings/{YEAR}/five-years/members/?q=an",
    f"/ratings/{YEAR}/five-years/members/?sort=name",
    f"/ratings/{YEAR}/five-years/members/?page=9999",
    f"/ratings/{YEAR}/five-years/organizations/",
    f"/ratings/{YEAR}/?levels=every&sort=entered",
    f"/ratings/{YEAR}/?levels=every&sort=-entered&page=9999",
    f"/ratings/{YEAR}/?sort=entered",
    f"/ratings/{YEAR}/?state=draft",
    f"/ratings/{YEAR}/appeals/",
    f"/ratings/{YEAR}/calibration/",
    f"/ratings/{YEAR}/calibration/?kind=subordinate_cell",
    f"/ratings/{YEAR}/close/",
    f"/ratings/{YEAR}/settings/",
    f"/ratings/{NEXT}/open/",
    f"/ratings/{NEXT}/raised-caps/",
    f"/ratings/{YEAR}/{{cell}}/approvals/",
    f"/ratings/{NEXT}/{{cell}}/forms/",
    f"/ratings/{NEXT}/{{cell}}/forms/members/",
    f"/ratings/{NEXT}/{{cell}}/forms/collective/",
    f"/ratings/{NEXT}/{{cell}}/forms/dossier/",
    f"/ratings/{NEXT}/{{cell}}/",
    f"/ratings/{NEXT}/{{cell}}/review/",
)
Measured = tuple[str, str, lists.Measured]


def all_pages(office: User) -> Iterator[Measured]:
    client = Client()
    client.force_login(office)
    for page in PAGES:
        yield "office", page, lists.measured(client, page.format(cell=big_cell().pk))
    yield "office", "everybody is reminded", _reminded(office)


def _reminded(by: User) -> lists.Measured:
    """Taken back afterwards. The bytes are how many people are told."""
    rating_year = RatingYear.objects.get(year=YEAR)
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        began = perf_counter()
        people = reminding.remind(rating_year=rating_year, by=by) or 0
        took = (perf_counter() - began) * 1000
        transaction.set_rollback(True)
    return lists.Measured(len(queries), people, took)


def _of(size: Size, many: int) -> list[Measured]:
    """In a database of its own."""
    named = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        country = Country()
        country.grow(size)
        office = country.users[Role.OFFICE]
        grow(office, many)
        return list(all_pages(office))
    finally:
        connection.creation.destroy_test_db(named, verbosity=0)


if __name__ == "__main__":
    lists.told(_of(SMALL, FEW), _of(WHOLE, MANY))
