"""Files of 60,000 rows, through the engine as a worker takes them: seconds and the most memory of each step.

    python benchmarks/large_imports.py [rows]
    DATABASE_URL=postgres://… python benchmarks/large_imports.py [rows]

Each step is a process of its own, as a worker that has just started. Members; then the past ratings of a fifth of
them in five years; then those of 7,500 organisations in eight.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks import imports  # isort: split

from django.conf import settings
from django.db import connection
from django.utils import translation

from accounts.models import User
from accounts.roles import Role
from exchange import actions, work
from exchange.kinds import Scope, kinds
from exchange.models import Import, State
from members.models import Member
from organizations.models import Organization
from tests import factories
from tests.country import people
from ui.workbooks.writing import Column, Page, workbook

ROWS, COMMITTEES, CELLS_EACH = 60_000, 75, 99
LEVELS = ("HTXSNV", "HTTNV", "HTNV")
YEARS, LONG = range(2020, 2025), range(2017, 2025)
STEPS: dict[str, Callable[[Import, User], None]] = {
    "judge": lambda upload, by: actions.judge(upload=upload, by=by),
    "write": lambda upload, by: actions.write(upload=upload, edition=upload.edition, by=by),
    "take back": lambda upload, by: actions.take_back(upload=upload, by=by),
}
DONE = {"judge": State.PREVIEWED, "write": State.COMMITTED, "take back": State.UNDONE}


@dataclass(frozen=True)
class File:
    kind: str
    headings: tuple[str, ...]
    rows: Callable[[int, list[Organization]], Iterator[list[str]]]


def of_members(count: int, cells: list[Organization]) -> Iterator[list[str]]:
    """Nobody twice."""
    known = {(line[0], line[1]): line for line in imports.lines(cells, count + count // 100)}
    return islice(known.values(), count)


def ratings_of_members(count: int, _cells: list[Organization]) -> Iterator[list[str]]:
    belonged = Member.objects.filter(admitted_on__year__lt=YEARS.start).order_by("pk")
    codes = belonged.values_list("code", flat=True)[: count // len(YEARS)]
    return ([str(year), code, LEVELS[at % 3], ""] for year in YEARS for at, code in enumerate(codes))


def ratings_of_organizations(count: int, _cells: list[Organization]) -> Iterator[list[str]]:
    codes = Organization.objects.exclude(parent=None).order_by("pk").values_list("code", flat=True)
    chosen = codes[: count // len(LONG)]
    return ([str(year), code, LEVELS[at % 3], f"{at}-QĐ/ĐU"] for year in LONG for at, code in enumerate(chosen))


FILES = (
    File("members", imports.HEADINGS, of_members),
    File("member_ratings", ("Năm", "Số hiệu đảng viên", "Xếp loại", "Ghi chú"), ratings_of_members),
    File("organization_ratings", ("Năm", "Mã tổ chức", "Xếp loại", "Số quyết định"), ratings_of_organizations),
)


def main(count: int) -> None:
    root = factories.OrganizationFactory(name="Đảng bộ đo thử")
    committees = people.committees(root, range(1, COMMITTEES + 1))
    cells = people.written(Organization, (cell for one in committees for cell in people.cells(one, CELLS_EACH)))
    by, scope = factories.user_with(Role.OFFICE, root), Scope(root.path, root.name)
    print("| file | step | s | s of the processor | MB at the start | MB at most |\n|---|---|---|---|---|---|")
    for file in FILES:
        took_part(file, list(file.rows(count, cells)), scope, by)


def took_part(file: File, rows: list[list[str]], scope: Scope, by: User) -> None:
    content = workbook([Page("DS", [], [Column(each) for each in file.headings], rows)], lists="x")
    began = perf_counter()
    upload = actions.send(kind=kinds()[file.kind], scope=scope, file_name="ds.xlsx", content=content, by=by)
    print(f"| {file.kind}, {len(rows):,} rows | sent | {perf_counter() - began:.1f} | | | |", flush=True)
    for step, state in DONE.items():
        upload.refresh_from_db()
        if step != "judge":
            STEPS[step](upload, by)
        in_a_process(upload, step)
        upload.refresh_from_db()
        assert upload.state == state, (step, upload.state, upload.error, upload.refusal)
        if step == "judge":
            assert upload.error_count == 0, upload.error_count
        if step == "take back" and file.kind == "members":
            again(upload, content, scope, by)


def again(upload: Import, content: bytes, scope: Scope, by: User) -> None:
    """The members stay for the next files."""
    upload = actions.send(kind=kinds()["members"], scope=scope, file_name="ds.xlsx", content=content, by=by)
    work.run(upload.pk)
    upload.refresh_from_db()
    actions.write(upload=upload, edition=upload.edition, by=by)
    work.run(upload.pk)


def in_a_process(upload: Import, step: str) -> None:
    named = settings.DATABASES["default"]["NAME"]
    asked = [sys.executable, __file__, "work", str(named), str(upload.pk), f"| | {step}"]
    connection.close()
    subprocess.run(asked, check=True)


def worked(pk: int, told: str) -> None:
    before, began, used = _megabytes(), perf_counter(), process_time()
    work.run(pk)
    print(
        f"{told} | {perf_counter() - began:.1f} | {process_time() - used:.1f} | {before} | {_megabytes()} |", flush=True
    )


def _megabytes() -> int:
    """The most so far of this process alone; getrusage would count in what started it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    translation.activate("vi")
    if sys.argv[1:2] == ["work"]:
        connection.settings_dict["NAME"] = sys.argv[2]
        worked(int(sys.argv[3]), sys.argv[4])
    else:
        named = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        actions.ring = lambda _pk: None
        try:
            main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
        finally:
            connection.creation.destroy_test_db(named, verbosity=0)
