"""Searches for members over a country, against a look-up in an index in the same run.

    python benchmarks/search.py
    DATABASE_URL=postgres://… python benchmarks/search.py

In a database of its own: 8,100 organisations, 500,000 members. The look-up reads fifty members by their keys, as far as
the person may see them. "Read" is all that the database is asked for a search: who matches, and the fifty nearest.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.roles import Role  # noqa: E402
from members.models import Member  # noqa: E402
from tests.country.growth import Country, Size  # noqa: E402

WHOLE = Size(100, 80, members=500_000, users=800, cases=20_000, reports=200, rows=10_000, notices=100)
ROUNDS, SHOWN = 9, 50
TEXTS = {
    "a number": "DV123456",
    "nothing": "zzz",
    "two words nobody has together": "van thi",
    "a whole name": "ho xuan vinh",
    "a whole name with marks": "Nguyễn Văn An",
    "beginnings of three words": "ngu va an",
    "a name and a year of birth": "nguyen van an 1960",
    "family and middle name": "nguyen van",
    "a given name": "vinh",
    "a family name": "nguyen",
    "one letter": "n",
}
PAGES = ("/members/?q={}", "/search/?q={}", "/search/suggestions/?q={}", "/members/pick-member/?q={}")


def searches(by: User) -> None:
    visible, client = Member.objects.visible_to(by), Client()
    client.force_login(by)
    keys = list(Member.objects.order_by("pk").values_list("pk", flat=True)[1000 : 1000 + SHOWN])
    print("| typed | found | read, × look-up | list | search | suggestions | picker |\n|---|---|---|---|---|---|---|")
    number = None
    for what, text in TEXTS.items():
        read, looked_up = _in_turns(lambda text=text: _read(visible, text), lambda: _look_up(visible, keys))
        pages = [_ms(partial(client.get, page.format(text))) for page in PAGES]
        number = number or pages
        found = visible.nearest(text)
        count = f"{'> ' if found.is_cut else ''}{found.count():,}"
        times = " | ".join(f"{ms / base:.1f}" for ms, base in zip(pages, number, strict=True))
        print(f"| {what}: `{text}` | {count} | {read / looked_up:.1f} ({read:.1f} ms) | {times} |", flush=True)
    print("pages of a number, ms:", ", ".join(f"{ms:.0f}" for ms in number or ()))


def _read(visible: Any, text: str) -> int:
    found = visible.nearest(text)
    return len(found[:SHOWN])


def _look_up(visible: Any, keys: list[int]) -> int:
    return len(visible.filter(pk__in=keys).order_by("sort_key", "pk"))


def _in_turns(*ways: Callable[[], Any]) -> list[float]:
    """The best of each: what others do on the machine only adds."""
    times = [[_once(way) for way in ways] for _round in range(ROUNDS + 1)][1:]
    return [min(each) for each in zip(*times, strict=True)]


def _ms(way: Callable[[], Any]) -> float:
    way()
    return median(_once(way) for _round in range(ROUNDS))


def _once(way: Callable[[], Any]) -> float:
    began = perf_counter()
    way()
    return (perf_counter() - began) * 1000


def main() -> None:
    whole = Country()
    whole.grow(WHOLE)
    version = ".".join(map(str, connection.get_database_version()))
    for role in (Role.OFFICE, Role.COMMITTEE):
        by = whole.users[role]
        print(f"{connection.display_name} {version}, {Member.objects.count():,} members, {role.label}")
        searches(by)


if __name__ == "__main__":
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        main()
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
