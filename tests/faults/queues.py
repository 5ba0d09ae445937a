from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from scripts import programs
from tests.servers import start_redis


@contextmanager
def queue(name: str) -> Iterator[str]:
    """Its REDIS_URL; empty for the one of files."""
    if name != "redis":
        yield ""
        return
    if programs.find("redis-server") is None:
        pytest.skip("redis-server is not installed")
    with start_redis() as url:
        yield url
