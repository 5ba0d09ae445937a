"""Bringing in a file of members, beside the floor and beside what Django people use for it.

    python benchmarks/imports.py [rounds] [rows]
    DATABASE_URL=postgres://… python benchmarks/imports.py

The floor: the workbook read with python-calamine and its rows put into the same three tables with COPY or executemany,
without a look at any of them. Beside it django-import-export (pip install django-import-export==4.4.3) with its default
resource, which writes the members alone. Everything in one run, each way in its turn, medians and ratios.
"""

from __future__ import annotations

import os
import platform
import random
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.utils import timezone, translation  # noqa: E402
from import_export import resources  # noqa: E402
from python_calamine import CalamineWorkbook  # noqa: E402
from tablib import Dataset  # noqa: E402

from accounts.models import User  # noqa: E402
from accounts.roles import Role  # noqa: E402
from exchange import actions  # noqa: E402
from exchange.kinds import Change, Outcome, Row, Scope, kinds  # noqa: E402
from exchange.models import State  # noqa: E402
from members.models import LifeEvent, Member, Membership  # noqa: E402
from organizations.models import Organization  # noqa: E402
from stored.bulk import insert  # noqa: E402
from tests import factories  # noqa: E402
from ui.workbooks.writing import Column, Page, workbook  # noqa: E402

ROUNDS, ROWS, COMMITTEES, CELLS = 5, 5000, 9, 9
HEADINGS = ("Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Chi bộ", "Ngày vào Đảng", "Ngày chính thức")
CODES = ("full_name", "birth_date", "sex", "position", "organization", "admitted_on", "official_on")
FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý"
MIDDLES = "Văn Thị Hữu Đức Minh Thanh Ngọc Quốc Xuân Thu"
GIVEN = "An Bình Chi Dũng Giang Hà Hải Hạnh Hiếu Hoa Hùng Hương Lan Linh Long Mai Nam Nga Phúc Quân Sơn Tâm"
Ways = dict[str, Callable[[], None]]


def lines(cells: list[Organization], rows: int) -> Iterator[list[str]]:
    chance = random.Random(1)
    for number in range(rows):
        born = date(1960, 1, 1) + timedelta(days=number * 2 % 12_000)
        admitted = born + timedelta(days=chance.randrange(8_000, 11_000))
        name = " ".join(chance.choice(words.split()) for words in (FAMILIES, MIDDLES, GIVEN, GIVEN))
        days = [f"{day:%d/%m/%Y}" for day in (born, admitted, admitted + timedelta(days=366))]
        position = chance.choice(["", "", "Bí thư chi bộ", "Chi ủy viên"])
        yield [name, days[0], chance.choice(["Nam", "Nữ"]), position, chance.choice(cells).name, *days[1:]]


def floor(content: bytes, cells: list[Organization]) -> None:
    names = {cell.name: cell.pk for cell in cells}
    read = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()[1:]
    last = Member.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    rows = [(last + at, *_plain(row), names[row[4]]) for at, row in enumerate(read, start=1)]
    fields = ("id", "full_name", "birth_date", "sex", "position", "admitted_on", "official_on", "code")
    keyed = ((*row[:7], f"X{row[0]}", row[1], row[1]) for row in rows)
    with transaction.atomic():
        insert(Member, (*fields, "sort_key", "search_key"), keyed)
        insert(Membership, ("member", "organization", "since"), ((row[0], row[7], row[5]) for row in rows))
        told = ("member", "kind", "happened_on", "organization", "decision_number", "note")
        insert(LifeEvent, told, ((row[0], "admitted", row[5], row[7], "", "") for row in rows))
        transaction.set_rollback(True)


def _plain(row: list[str]) -> tuple[str, ...]:
    born, admitted, official = ("-".join(reversed(row[at].split("/"))) for at in (1, 5, 6))
    return row[0], born, "male" if row[2] == "Nam" else "female", row[3], admitted, official


def kind_alone(rows: list[Row], scope: Scope, by: User) -> None:
    """What the portal makes of rows that were read already."""
    kind = kinds()["members"]
    judged = list(kind.judge(rows, scope, by))
    with transaction.atomic():
        written = kind.write([Change(each.number, each.outcome, each.data) for each in judged], scope, by)
        assert len(list(written)) == len(rows)
        assert {each.outcome for each in judged} == {Outcome.NEW}
        transaction.set_rollback(True)


def whole_way(content: bytes, scope: Scope, by: User) -> None:
    """From the bytes on: read in a child process, kept, judged, written, and kept what taking back needs."""
    with transaction.atomic():
        upload = actions.send(kind=kinds()["members"], scope=scope, file_name="ds.xlsx", content=content, by=by)
        actions.write(upload=upload, edition=upload.edition, by=by)
        assert upload.state == State.COMMITTED, (upload.state, upload.error)
        transaction.set_rollback(True)


class MemberResource(resources.ModelResource):
    class Meta:
        model = Member


def default_resource(content: bytes) -> None:
    """What its page does with a file: a dry run that is shown, then the same again for good."""
    read = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()[1:]
    headers = ["id", "full_name", "birth_date", "sex", "position", "admitted_on", "official_on", "code"]
    rows = [("", *_plain(row), f"X{at}") for at, row in enumerate(read)]
    with transaction.atomic():
        for dry_run in (True, False):
            result = MemberResource().import_data(Dataset(*rows, headers=headers), dry_run=dry_run)
            assert not result.has_errors(), result.row_errors()[:1]
        assert result.totals["new"] == len(rows)
        transaction.set_rollback(True)


def main(rounds: int, count: int) -> None:
    root = factories.OrganizationFactory(name="Đảng bộ đo thử")
    committees = [factories.committee(root, name=f"Đảng bộ số {number}") for number in range(COMMITTEES)]
    cells = [factories.cell(each, name=f"Chi bộ {each.pk}.{at}") for each in committees for at in range(CELLS)]
    by, scope = factories.user_with(Role.OFFICE, root), Scope(root.path, root.name)
    listed = list(lines(cells, count))
    content = workbook([Page("DS", [], [Column(each) for each in HEADINGS], listed)], lists="x")
    rows = [Row(at, dict(zip(CODES, line, strict=True))) for at, line in enumerate(listed, start=2)]
    actions.AT_ONCE = count
    measure(
        {
            "floor: calamine and COPY": lambda: floor(content, cells),
            "the kind: judge and write": lambda: kind_alone(rows, scope, by),
            "the whole way from the file": lambda: whole_way(content, scope, by),
            "django-import-export, default": lambda: default_resource(content),
        },
        rounds,
    )


def measure(ways: Ways, rounds: int) -> None:
    """Seconds, and those of the processor: of this process and those it starts, not of a server."""
    times: dict[str, list[Took]] = {name: [] for name in ways}
    for turn in range(rounds + 1):
        for name, act in ways.items():
            began = Took(perf_counter(), _processor())
            act()
            if turn:
                times[name].append(Took(perf_counter() - began.wall, _processor() - began.processor))
    first, *_others = (_median(each) for each in times.values())
    for name, each in times.items():
        took = _median(each)
        print(
            f"  {name:<32}{took.wall * 1000:>9.0f} ms{took.wall / first.wall:>7.2f} ×"
            f"{took.processor * 1000:>9.0f} ms of the processor{took.processor / first.processor:>7.2f} ×"
        )


class Took(NamedTuple):
    wall: float
    processor: float


def _median(each: list[Took]) -> Took:
    return Took(median(took.wall for took in each), median(took.processor for took in each))


def _processor() -> float:
    used = (getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    translation.activate("vi")
    try:
        rounds, count = (int(sys.argv[at]) if len(sys.argv) > at else usual for at, usual in ((1, ROUNDS), (2, ROWS)))
        version = f"{connection.display_name} {'.'.join(map(str, connection.get_database_version()))}"
        print(
            f"{timezone.localdate()}, {version}, Python {platform.python_version()}, {os.cpu_count()} processors, "
            f"load {os.getloadavg()[0]:.1f}, {count} rows, {rounds} rounds, medians"
        )
        main(rounds, count)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
