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
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO

from scripts.serve import ROOT
from tests import servers

PARALLEL = ("-n", "2", "--dist", "loadgroup", "--durations", "10")
EMBEDDED = {"DATABASE_URL": "", "REDIS_URL": ""}


@dataclass(frozen=True)
class Program:
    package: str
    found: Callable[[], object]

    @property
    def missing(self) -> bool:
        return not self.found()


POSTGRESQL = Program("postgresql", lambda: os.environ.get("DATABASE_URL") or servers.postgres_folder())
REDIS = Program("redis-server", lambda: os.environ.get("REDIS_URL") or servers.redis_program())
CHROMIUM = Program("chromium", lambda: shutil.which("chromium"))
PDF_READER = Program("poppler-utils", lambda: shutil.which("pdftotext") and shutil.which("pdftoppm"))
PROGRAMS = (POSTGRESQL, REDIS, CHROMIUM, PDF_READER)


@dataclass(frozen=True)
class Part:
    name: str
    arguments: tuple[str, ...]
    on_servers: bool
    needs: tuple[Program, ...] = ()

    @property
    def missing(self) -> list[str]:
        return [program.package for program in self.needs if program.missing]


# The parts of a round run at the same time: killed processes are waited for more than worked on.
ROUNDS = (
    (Part("units and views on SQLite", PARALLEL, False, (PDF_READER,)),),
    (Part("the same on PostgreSQL, Redis and Celery", PARALLEL, True, (POSTGRESQL, REDIS, PDF_READER)),),
    (
        Part("stories in a browser", ("-m", "browser"), True, (POSTGRESQL, REDIS, CHROMIUM, PDF_READER)),
        Part("killed processes, embedded", ("-m", "faults", "-k", "not redis"), False),
    ),
    (
        Part("commands", ("-m", "scripts"), False),
        Part(
            "killed processes, PostgreSQL and Redis",
            ("-m", "faults", "-k", "not filesystem"),
            True,
            (POSTGRESQL, REDIS),
        ),
    ),
)


def environment(part: Part, urls: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in EMBEDDED}
    return {**kept, **urls} if part.on_servers else kept


@dataclass
class Run:
    """A pytest under way. The first of a round speaks at once, the others when they have ended."""

    part: Part
    process: subprocess.Popen[bytes]
    output: IO[bytes] | None
    began: float

    @classmethod
    def start(cls, part: Part, env: dict[str, str], *, aloud: bool) -> Run:
        output = None if aloud else tempfile.TemporaryFile()  # noqa: SIM115 (read when the part has ended)
        command = [sys.executable, "-m", "pytest", "-q", *part.arguments]
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=output)
        return cls(part, process, output, time.monotonic())

    def result(self) -> str:
        outcome = "FAILED" if self.process.wait() else "passed"
        if self.output:
            print(f"\n=== {self.part.name} ===", flush=True)
            self.output.seek(0)
            shutil.copyfileobj(self.output, sys.stdout.buffer)
        return f"{outcome} ({time.monotonic() - self.began:.0f} s)"


def run_round(parts: Sequence[Part], urls: dict[str, str]) -> dict[str, str]:
    results = {part.name: f"NOT RUN: install {' '.join(part.missing)}" for part in parts if part.missing}
    runs: list[Run] = []
    try:
        for part in parts:
            if part.missing:
                continue
            if not runs:
                print(f"\n=== {part.name} ===", flush=True)
            runs.append(Run.start(part, environment(part, urls), aloud=not runs))
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


def _wait(runs: list[Run]) -> None:
    for run in runs:
        run.process.wait()


def start_servers(stack: ExitStack) -> dict[str, str]:
    urls = {}
    if not POSTGRESQL.missing:
        urls["DATABASE_URL"] = os.environ.get("DATABASE_URL") or stack.enter_context(servers.start_postgres())
    if not REDIS.missing:
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
        print("".join(f"{program.package}\n" for program in PROGRAMS if program.missing), end="")
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
