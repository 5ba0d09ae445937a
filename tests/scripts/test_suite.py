"""`scripts/test`: runs its parts beside each other, and stops its servers, whoever ends it."""

import os
import secrets
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.serve import ROOT
from scripts.suite import Part, run_round, unbroken
from tests.scripts.commands import processes_marked
from tests.waiting import WATCHDOG_SECONDS, wait_until


def test_the_suite_stops_its_servers_when_it_is_told_to_end():
    mark = secrets.token_hex(8)
    process = subprocess.Popen(
        [sys.executable, "-m", "scripts.suite"],
        cwd=ROOT,
        env={**os.environ, "PORTAL_TEST_MARK": mark},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_until(lambda: any(" pytest " in command for command in processes_marked(mark).values()))
    process.terminate()
    assert process.wait(timeout=WATCHDOG_SECONDS) != 0
    wait_until(lambda: processes_marked(mark) == {}, lambda: processes_marked(mark))


def test_told_to_end_while_it_starts_a_part_it_hears_so_when_it_knows_the_part():
    known = []

    def start() -> None:
        with unbroken():
            signal.raise_signal(signal.SIGTERM)
            known.append("part")

    before = signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(number))
    try:
        with pytest.raises(SystemExit):
            start()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert known == ["part"]


WAIT_FOR_THE_THIRD = """
from pathlib import Path
from tests.waiting import wait_until
def test_it():
    wait_until(Path(__file__).with_name("third").exists)
"""
TELL_THE_FIRST = """
from pathlib import Path
def test_it():
    Path(__file__).with_name("third").touch()
"""


def part(folder: Path, name: str, text: str) -> Part:
    file = folder / f"test_{name}.py"
    file.write_text(text)
    return Part(name, (str(file), "--rootdir", str(folder)), on_servers=False)


def test_a_round_goes_on_beside_its_longest_part_and_says_what_became_of_each(tmp_path, capfd):
    first = part(tmp_path, "first", WAIT_FOR_THE_THIRD)
    second = part(tmp_path, "second", "def test_it():\n    assert False")
    third = part(tmp_path, "third", TELL_THE_FIRST)
    results = run_round([first, second, third], {})
    assert {name: said.split()[0] for name, said in results.items()} == {
        "first": "passed",
        "second": "FAILED",
        "third": "passed",
    }
    said = capfd.readouterr().out
    assert said.index("=== first ===") < said.index("=== second ===") < said.index("=== third ===")
