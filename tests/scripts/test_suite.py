"""`scripts/test`: stops its servers, whoever ends it."""

import os
import secrets
import subprocess
import sys

from scripts.serve import ROOT
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
