"""The lines of a picker and the pages that hold one, with three organisations and with those of a whole country.

    python benchmarks/pickers.py

In a database of its own, filled in bulk: 8,100 organisations and 500,000 members. Queries and bytes must be the same
at both sizes, as far as names and counts are as long; milliseconds are of this machine at this minute.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from itertools import count
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

from accounts.roles import Role  # noqa: E402
from members.models import Member, Membership  # noqa: E402
from members.numbers import code_of  # noqa: E402
from organizations.models import Organization  # noqa: E402
from organizations.tree import child_path  # noqa: E402
from tests import factories  # noqa: E402

COMMITTEES, CELLS, MEMBERS = 100, 80, 500_000
AT_ONCE = 5_000
ROUNDS = 7
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ")
MIDDLES = ("Văn", "Thị", "Hữu", "Ngọc", "Minh", "Thanh", "Quang", "Thu", "Đức", "Xuân")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Hà", "Khánh", "Lan", "Minh", "Phương", "Sơn", "Thảo", "Vinh")
ADDRESSES = (
    "/cases/pick-subject/?q=ke+toan",
    "/cases/pick-subject/?q=chi",
    "/cases/pick-member/?q=phuong+1990",
    "/cases/pick-member/?q=nguyen+van+an",
    "/cases/pick-member/?q=DV000002",
    "/cases/pick-member/?q=n",
    "/cases/open/",
    "/cases/",
    "/members/?size=25",
)


def country(bloc: Organization) -> Iterator[Organization]:
    """Cells, after everything above them is written."""
    for number in range(1, COMMITTEES + 1):
        above = factories.committee(bloc, name=f"Đảng bộ Cơ quan số {number}", code=f"C{number:03}")
        cells = [
            Organization(
                code=f"C{number:03}-{each:02}",
                name=f"Chi bộ {('Kế toán', 'Kỹ thuật', 'Văn phòng')[each % 3]} {number}.{each}",
                kind=Organization.Kind.SUBORDINATE_CELL,
                parent=above,
                path=child_path(above.path, each),
                opened_on=date(2010, 1, 1),
            )
            for each in range(1, CELLS + 1)
        ]
        for cell in cells:
            cell.set_keys()
        yield from Organization.objects.bulk_create(cells)


def fill(cells: list[Organization], start: int) -> None:
    numbers = count(start)
    for _batch in range(MEMBERS // AT_ONCE):
        people = [_member(next(numbers)) for _each in range(AT_ONCE)]
        Member.objects.bulk_create(people)
        Membership.objects.bulk_create(
            Membership(member=one, organization=cells[at % len(cells)], since=date(2015, 1, 1))
            for at, one in enumerate(people)
        )


def _member(number: int) -> Member:
    name = f"{FAMILIES[number % 10]} {MIDDLES[number // 10 % 10]} {GIVEN[number // 100 % 12]}"
    born = date(1950 + number % 50, 1 + number % 12, 1 + number % 28)
    member = Member(code=code_of(number), full_name=name, sex="female", birth_date=born, admitted_on=date(2015, 1, 1))
    member.set_keys()
    return member


def measured(client: Client, address: str) -> tuple[int, int, float]:
    """Queries, bytes, and the median of milliseconds."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        size = len(client.get(address).content)
        queries = len(captured)
    times = []
    for _round in range(ROUNDS):
        began = perf_counter()
        client.get(address)
        times.append((perf_counter() - began) * 1000)
    return queries, size, median(times)


def main() -> None:
    bloc = factories.OrganizationFactory(name="Đảng bộ Khối")
    cell = factories.cell(factories.committee(bloc, name="Đảng bộ Sở"), name="Chi bộ Kế toán")
    for number in range(3):
        factories.member_of(
            cell, full_name=("Nguyễn Văn An", "Lê Thu Phương", "Lê An")[number], code=code_of(number + 1)
        )
    client = Client()
    client.force_login(factories.user_with(Role.INSPECTOR, bloc))
    few = [measured(client, address) for address in ADDRESSES]
    fill(list(country(bloc)), start=10)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{connection.vendor}: {Organization.objects.count()} organisations, {Member.objects.count()} members")
    for address, small in zip(ADDRESSES, few, strict=True):
        queries, size, ms = measured(client, address)
        row = f"queries {small[0]:>2} {queries:>2}   bytes {small[1]:>6} {size:>6}   ms {small[2]:5.0f} {ms:5.0f}"
        print(f"{address:38} {row}")


if __name__ == "__main__":
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        main()
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
