"""The whole test suite, part after part, with the servers it needs. What cannot run here is named at the end.

`--missing` prints the Debian packages that would be needed, one a line, and does nothing else.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import IO

from scripts import programs
from scripts.serve import ROOT
from tests import servers

PARALLEL = ("-n", "2", "--dist", "loadgroup", "--durations", "10")
EMBEDDED = {"DATABASE_URL": "", "REDIS_URL": ""}


POSTGRESQL = ("postgres", "initdb", "pg_dump")
REDIS = ("redis-server",)
CHROMIUM = ("chromium",)
PDF_READERS = ("pdftotext", "pdfinfo", "pdffonts", "qpdf")
# A server that is named here needs no program.
NAMED_IN = {**dict.fromkeys(POSTGRESQL, "DATABASE_URL"), **dict.fromkeys(REDIS, "REDIS_URL")}


def missing_packages(names: Sequence[str]) -> list[str]:
    missing = (name for name in names if not os.environ.get(NAMED_IN.get(name, "")) and not programs.find(name))
    return list(dict.fromkeys(programs.get(name).package for name in missing))


@dataclass(frozen=True)
class Part:
    name: str
    arguments: tuple[str, ...]
    on_servers: bool
    needs: tuple[str, ...] = ()

    @property
    def missing(self) -> list[str]:
        return missing_packages(self.needs)


BROWSER = (*POSTGRESQL, *REDIS, *CHROMIUM, *PDF_READERS)
# Longest first: while the stories keep both cores, killed processes and commands are waited for more than worked on.
ROUNDS = (
    (Part("units and views on SQLite", PARALLEL, False, PDF_READERS),),
    (Part("the same on PostgreSQL, Redis and Celery", PARALLEL, True, (*POSTGRESQL, *REDIS, *PDF_READERS)),),
    (
        Part("stories in a browser", ("-m", "browser", *PARALLEL), True, BROWSER),
        Part("commands", ("-m", "scripts"), False),
        Part("killed processes, embedded", ("-m", "faults", "-k", "not redis"), False),
        Part(
            "killed processes, PostgreSQL and Redis",
            ("-m", "faults", "-k", "not filesystem"),
            True,
            (*POSTGRESQL, *REDIS),
        ),
    ),
)
AT_ONCE = 2


def environment(part: Part, urls: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in EMBEDDED}
    return {**kept, **urls} if part.on_servers else kept


@dataclass
class Run:
    """A pytest under way. The first of a round speaks at once, the others when all have ended."""

    part: Part
    process: subprocess.Popen[bytes]
    output: IO[bytes] | None
    began: float
    seconds: float = 0

    @classmethod
    def start(cls, part: Part, env: dict[str, str], *, aloud: bool) -> Run:
        output = None if aloud else tempfile.TemporaryFile()  # noqa: SIM115 (read when the part has ended)
        command = [sys.executable, "-m", "pytest", "-q", *part.arguments]
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=output)
        return cls(part, process, output, time.monotonic())

    @property
    def runs(self) -> bool:
        if self.process.poll() is None:
            return True
        self.seconds = self.seconds or time.monotonic() - self.began
        return False

    def result(self) -> str:
        if self.output:
            print(f"\n=== {self.part.name} ===", flush=True)
            self.output.seek(0)
            shutil.copyfileobj(self.output, sys.stdout.buffer)
            self.output.close()
        return f"{'FAILED' if self.process.returncode else 'passed'} ({self.seconds:.0f} s)"


@contextmanager
def unbroken() -> Iterator[None]:
    """What would end the suite is heard afterwards: nothing is started that nobody knows of."""
    came: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        came.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for each in came:
        signal.raise_signal(each)


def run_round(parts: Sequence[Part], urls: dict[str, str]) -> dict[str, str]:
    """In the order of the parts, AT_ONCE of them at the same time."""
    results = {part.name: f"NOT RUN: install {' '.join(part.missing)}" for part in parts if part.missing}
    runs: list[Run] = []
    try:
        for part in parts:
            if part.missing:
                continue
            _wait_for_fewer(runs, AT_ONCE)
            if not runs:
                print(f"\n=== {part.name} ===", flush=True)
            with unbroken():
                runs.append(Run.start(part, environment(part, urls), aloud=not runs))
        _wait_for_fewer(runs, 1)
        return results | {run.part.name: run.result() for run in runs}
    except KeyboardInterrupt:
        # The terminal told pytest too. A second interrupt would cut off how it stops its own servers.
        _wait(runs)
        raise
    except SystemExit:
        for run in runs:
            run.process.send_signal(signal.SIGINT)
        _wait(runs)
        raise


def _wait_for_fewer(runs: list[Run], number: int) -> None:
    while sum(run.runs for run in runs) >= number:
        time.sleep(0.2)


def _wait(runs: list[Run]) -> None:
    for run in runs:
        run.process.wait()


def start_servers(stack: ExitStack) -> dict[str, str]:
    urls = {}
    if not missing_packages(POSTGRESQL):
        urls["DATABASE_URL"] = os.environ.get("DATABASE_URL") or stack.enter_context(servers.start_postgres())
    if not missing_packages(REDIS):
        urls["REDIS_URL"] = os.environ.get("REDIS_URL") or stack.enter_context(servers.start_redis())
    return urls


def run_all() -> dict[str, str]:
    """What became of each part."""
    results: dict[str, str] = {}
    with ExitStack() as stack:
        urls = start_servers(stack)
        for parts in ROUNDS:
            results |= run_round(parts, urls)
    return results


def main() -> None:
    if "--missing" in sys.argv:
        needs = dict.fromkeys(name for parts in ROUNDS for part in parts for name in part.needs)
        print("".join(f"{package}\n" for package in missing_packages(tuple(needs))), end="")
        return
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    # A shell starts what it puts in the background with SIGINT ignored, and that is inherited: pytest must hear it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    results = run_all()
    print("\n=== all parts ===")
    for name, result in results.items():
        print(f"{name}: {result}")
    bad = ("FAILED", "NOT RUN") if os.environ.get("CI") == "true" else ("FAILED",)
    if any(result.startswith(bad) for result in results.values()):
        sys.exit(1)


if __name__ == "__main__":
    main()
