"""Waiting for what another process does. No test judges how long it takes: the watchdog only ends what hangs."""

import time
from collections.abc import Callable

# Ten times the longest wait of a quiet machine, for a report whose worker is killed twice.
WATCHDOG_SECONDS = 300


def wait_until(true: Callable[[], object], otherwise: Callable[[], object] = lambda: "") -> None:
    """`otherwise` says what is seen instead."""
    deadline = time.monotonic() + WATCHDOG_SECONDS
    while not true():
        assert time.monotonic() < deadline, f"not within {WATCHDOG_SECONDS} s: {otherwise()}"
        time.sleep(0.02)
