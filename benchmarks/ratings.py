"""Opening and saving a sheet, beside the same rows in bare SQL and in Django's administration.

    python benchmarks/ratings.py [rounds]
    DATABASE_URL=postgres://… python benchmarks/ratings.py

Everything is measured in one run, each way in its turn, and told as medians and ratios: milliseconds are of this
machine at this minute, ratios are what lasts. Every save changes every row.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
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
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.roles import Role  # noqa: E402
from organizations.models import Organization  # noqa: E402
from ratings import roster  # noqa: E402
from ratings.grid import cells  # noqa: E402
from ratings.grid.reading import raw_row  # noqa: E402
from ratings.models import MemberRating, Sheet  # noqa: E402
from ratings.sheets import entry, saving  # noqa: E402
from tests import factories  # noqa: E402

ROWS = (60, 300)
CELLS, IN_A_CELL = 10, 30
ROUNDS = 15
YEAR = 2024
COLUMNS = ("sheet_id", "member_id", *entry.MEMBER_FIELDS, "remark")
UPSERT = (
    f"INSERT INTO ratings_memberrating ({', '.join(COLUMNS)}) VALUES {{values}} "
    f"ON CONFLICT (sheet_id, member_id) DO UPDATE SET "
    f"{', '.join(f'{name} = excluded.{name}' for name in entry.MEMBER_FIELDS)}"
)
turns = count()


@dataclass
class Way:
    """One way to do the same. `act` is timed; `queries` is counted once, apart from the timing."""

    name: str
    act: Callable[[], None]
    queries: int = 0
    times: list[float] = field(default_factory=list)

    def time(self) -> None:
        began = perf_counter()
        self.act()
        self.times.append((perf_counter() - began) * 1000)

    def count(self) -> None:
        with CaptureQueriesContext(connection) as captured:
            self.act()
        self.queries = len(captured)

    @property
    def ms(self) -> float:
        return median(self.times)

    @property
    def best(self) -> float:
        return min(self.times)


def cell_with(bloc: Organization, members: int) -> Sheet:
    cell = factories.grassroots_cell(bloc, name=f"Chi bộ {members} đảng viên")
    for _number in range(members):
        factories.member_of(cell)
    year = factories.RatingYearFactory(year=YEAR)
    return factories.SheetFactory(rating_year=year, organization=cell)


def committee_with(bloc: Organization, cells: int, members: int) -> Sheet:
    committee = factories.committee(bloc, name=f"Đảng bộ {cells * members} đảng viên")
    year = factories.RatingYearFactory(year=YEAR)
    for number in range(cells):
        cell = factories.cell(committee, name=f"Chi bộ số {number + 1}")
        sheet = factories.SheetFactory(rating_year=year, organization=cell)
        rows = (MemberRating(sheet=sheet, member=factories.member_of(cell), level=3) for _number in range(members))
        MemberRating.objects.bulk_create(rows)
    return factories.SheetFactory(rating_year=year, organization=committee)


def rows_of(sheet: Sheet) -> entry.Entry:
    """Other levels, votes and notes at each turn."""
    turn = next(turns)
    level = 3 if turn % 2 else 2
    row = entry.blank("m0") | {"level": level, "self_level": level}
    row |= {"ballot_present": 400, "ballot_for": 200 + turn % 200}
    return {entry.key_of(pk): row | {"note": f"lần {turn}"} for pk in sorted(roster.member_ids(sheet))}


def fresh(sheet: Sheet) -> Sheet:
    return Sheet.objects.select_related("organization__parent", "rating_year").get(pk=sheet.pk)


def bare(sheet: Sheet) -> Callable[[], None]:
    return bare_rows([(sheet.pk, pk) for pk in sorted(roster.member_ids(sheet))])


def bare_rows(ids: list[tuple[int, int]]) -> Callable[[], None]:
    """One statement in one transaction through the driver's own cursor."""
    connection.ensure_connection()

    def act() -> None:
        turn = next(turns)
        level = 3 if turn % 2 else 2
        rows = [(sheet, pk, level, "", level, f"lần {turn}", None, 400, 200 + turn % 200, "") for sheet, pk in ids]
        cursor = connection.connection.cursor()
        cursor.execute("BEGIN")
        if connection.vendor == "postgresql":
            from psycopg2.extras import execute_values

            execute_values(cursor, UPSERT.format(values="%s"), rows, page_size=len(rows))
        else:
            cursor.executemany(UPSERT.format(values=f"({', '.join('?' * len(COLUMNS))})"), rows)
        cursor.execute("COMMIT")

    return act


def through_the_action(sheet: Sheet, by: User) -> Callable[[], None]:
    """What the view calls, from the sheet that the view has at hand."""

    def act() -> None:
        now = prepared.pop()
        saving.save_rows(sheet=now[0], rows=now[1], version=now[0].version, by=by)

    prepared: list[tuple[Sheet, entry.Entry]] = []
    return _prepared(act, lambda: prepared.append((fresh(sheet), rows_of(sheet))))


def through_the_page(sheet: Sheet, client: Client) -> Callable[[], None]:
    address = reverse("ratings:sheet", args=[YEAR, sheet.organization_id])
    prepared: list[dict[str, str]] = []

    def prepare() -> None:
        typed = {"version": str(fresh(sheet).version)}
        for key, row in {**rows_of(sheet), entry.OWN: entry.blank(entry.OWN)}.items():
            typed |= {f"{key}-{name}": value for name, value in raw_row(row, key).items()}
        prepared.append(typed)

    def act() -> None:
        assert client.post(address, prepared.pop()).status_code == 302

    return _prepared(act, prepare)


def through_the_administration(sheet: Sheet, client: Client) -> Callable[[], None]:
    address = reverse("admin_sheet", args=[sheet.pk])
    ids = list(sheet.member_ratings.order_by("pk").values_list("pk", "member"))
    prepared: list[dict[str, str]] = []

    def prepare() -> None:
        rows, total = rows_of(sheet), str(len(ids))
        typed = {"form-TOTAL_FORMS": total, "form-INITIAL_FORMS": total, "_save": "Save"}
        for number, (pk, member) in enumerate(ids):
            typed[f"form-{number}-id"] = str(pk)
            for name, value in rows[entry.key_of(member)].items():
                typed[f"form-{number}-{name}"] = "" if value is None else str(value)
        prepared.append(typed)

    def act() -> None:
        assert client.post(address, prepared.pop()).status_code == 302

    return _prepared(act, prepare)


def _prepared(act: Callable[[], None], prepare: Callable[[], None]) -> Callable[[], None]:
    """What a person typed before pressing the button is not timed."""
    act.prepare = prepare  # type: ignore[attr-defined]
    return act


def opening(client: Client, address: str) -> Callable[[], None]:
    def act() -> None:
        assert client.get(address).status_code == 200

    return act


def measure(ways: list[Way], rounds: int) -> None:
    for way in ways:
        _get_ready(way)
        way.act()
        _get_ready(way)
        way.count()
    for _round in range(rounds):
        for way in ways:
            _get_ready(way)
            way.time()


def _get_ready(way: Way) -> None:
    getattr(way.act, "prepare", lambda: None)()


def tell(title: str, ways: list[Way]) -> None:
    first = ways[0]
    print(f"\n{title}")
    print(f"  {'':<30}{'queries':>8}{'ms':>9}{'best ms':>9}{'queries ×':>11}{'time ×':>8}")
    for way in ways:
        more = f"{way.queries / first.queries:.1f}" if first.queries and way.queries else "–"
        figures = f"{way.queries or '–':>8}{way.ms:>9.1f}{way.best:>9.1f}{more:>11}{way.ms / first.ms:>8.2f}"
        print(f"  {way.name:<30}{figures}")


def main(rounds: int) -> None:
    bloc = factories.OrganizationFactory(name="Đảng bộ Khối đo thử")
    staff = User.objects.create(username="quan-tri", full_name="Quản Trị", is_staff=True, is_superuser=True)
    admin, held = Client(), []
    admin.force_login(staff)
    for number in ROWS:
        sheet = cell_with(bloc, number)
        clerk = factories.user_with(Role.CLERK, sheet.organization)
        client = Client()
        client.force_login(clerk)
        saving.save_rows(sheet=fresh(sheet), rows=rows_of(sheet), version=1, by=clerk)
        saves = [
            Way("bare upsert", bare(sheet)),
            Way("ratings.sheets.saving.save_rows", through_the_action(sheet, clerk)),
            Way("the page", through_the_page(sheet, client)),
            Way("Django admin, list_editable", through_the_administration(sheet, admin)),
        ]
        measure(saves, rounds)
        tell(f"Save {number} rows, each changed", saves)
        held += aims(number, *saves)
        opens = [
            Way("the page", opening(client, reverse("ratings:sheet", args=[YEAR, sheet.organization_id]))),
            Way("Django admin, list_editable", opening(admin, reverse("admin_sheet", args=[sheet.pk]))),
        ]
        measure(opens, rounds)
        tell(f"Open {number} rows", opens)
    held += committee(bloc, rounds)
    print("\nAims")
    for words, holds in held:
        print(f"  {'holds' if holds else 'DOES NOT HOLD':<14}{words}")


def aims(number: int, upsert: Way, action: Way, page: Way, admin: Way) -> list[tuple[str, bool]]:
    ratio, fewer = action.ms / upsert.ms, admin.queries / action.queries
    return [
        (f"{number} rows: {action.queries} queries to save, at most 10", action.queries <= 10),
        (f"{number} rows: {ratio:.2f} times the bare upsert, at most 2.5", ratio <= 2.5),
        (f"{number} rows: {fewer:.0f} times fewer queries than the administration, at least 10", fewer >= 10),
    ]


def cells_of(committee: Sheet) -> list[Sheet]:
    below = Sheet.objects.filter(rating_year=committee.rating_year, organization__parent=committee.organization)
    return list(below.select_related("organization__parent", "rating_year"))


def bare_cells(committee: Sheet) -> Callable[[], None]:
    """As `bare`, the rows of all cells in one statement."""
    ids = [(sheet.pk, pk) for sheet in cells_of(committee) for pk in sorted(roster.member_ids(sheet))]
    return bare_rows(ids)


def through_all_sheets(committee: Sheet, by: User) -> Callable[[], None]:
    prepared: list[list[saving.Saving]] = []

    def act() -> None:
        assert len(saving.save_sheets(entries=prepared.pop(), by=by)) == CELLS

    def prepare() -> None:
        prepared.append([saving.Saving(sheet, rows_of(sheet), sheet.version) for sheet in cells_of(committee)])

    return _prepared(act, prepare)


def through_the_grid(committee: Sheet, client: Client) -> Callable[[], None]:
    """Every field that a browser sends of the grid of all cells, each row with another level and note."""
    address = reverse("ratings:cells", args=[YEAR, committee.organization_id])
    prepared: list[dict[str, str]] = []

    def prepare() -> None:
        typed = {}
        for sheet in cells_of(committee):
            prefix = f"c{sheet.organization_id}-"
            typed[f"{prefix}version"] = str(sheet.version)
            for key, row in rows_of(sheet).items():
                raw = raw_row(row, key)
                typed |= {f"{prefix}{key}-{name}": raw[name] for name in cells.FIELDS}
        prepared.append(typed)

    def act() -> None:
        assert client.post(address, prepared.pop()).status_code == 302

    return _prepared(act, prepare)


def committee(bloc: Organization, rounds: int) -> list[tuple[str, bool]]:
    sheet = committee_with(bloc, CELLS, IN_A_CELL)
    client, secretary = Client(), factories.user_with(Role.COMMITTEE, sheet.organization)
    client.force_login(secretary)
    saves = [
        Way("bare upsert", bare_cells(sheet)),
        Way("ratings.sheets.saving.save_sheets", through_all_sheets(sheet, secretary)),
        Way("the grid of all cells", through_the_grid(sheet, client)),
    ]
    measure(saves, rounds)
    tell(f"Save {CELLS * IN_A_CELL} members in {CELLS} cells at once, each changed", saves)
    addresses = {
        "the grid of all cells": reverse("ratings:cells", args=[YEAR, sheet.organization_id]),
        "the committee's sheet": reverse("ratings:sheet", args=[YEAR, sheet.organization_id]),
        "the committee's brief": reverse("ratings:review", args=[YEAR, sheet.organization_id]),
        "the board of the year": reverse("ratings:year", args=[YEAR]),
        "the summary form": reverse("ratings:summary", args=[YEAR]),
    }
    ways = [Way(name, opening(client, address)) for name, address in addresses.items()]
    measure(ways, rounds)
    tell(f"Open a committee of {CELLS * IN_A_CELL} members in {CELLS} cells", ways)
    held = f"{CELLS * IN_A_CELL} members in {CELLS} cells: "
    ratio, (_bare, action, _grid) = saves[1].ms / saves[0].ms, saves
    return [
        (f"{held}the grid opens in {ways[0].ms:.0f} ms, under 1,000", ways[0].ms < 1000),
        (f"{held}{action.queries} queries to save, at most 10", action.queries <= 10),
        (f"{held}{ratio:.2f} times the bare upsert, at most 2.5", ratio <= 2.5),
    ]


if __name__ == "__main__":
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
        version = f"{connection.display_name} {'.'.join(map(str, connection.get_database_version()))}"
        load = f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
        print(
            f"{timezone.localdate()}, {version}, Python {platform.python_version()}, {load}, {rounds} rounds, medians"
        )
        main(rounds)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
