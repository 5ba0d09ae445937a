"""A file is whole under its name or absent, whatever ends the writing."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reports.jobs import files

NAME = "x.pdf"
CONTENT = b"%PDF-1.7 " + b"x" * 10_000


@contextmanager
def disk_full_after(size: int) -> Iterator[None]:
    """No file of this process grows beyond it: the write ends in the middle with an error."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_is_full_leaves_no_half_file_under_the_name():
    with disk_full_after(4_096), pytest.raises(OSError, match="too large"):
        files.write(NAME, CONTENT)
    assert not files.path_of(NAME).exists()


def test_a_disk_that_is_full_leaves_what_stood_there():
    files.write(NAME, b"%PDF-1.7 before")
    with disk_full_after(4_096), pytest.raises(OSError, match="too large"):
        files.write(NAME, CONTENT)
    assert files.path_of(NAME).read_bytes() == b"%PDF-1.7 before"


def test_the_content_is_on_the_disk_before_it_has_its_name_and_then_the_name(monkeypatch):
    """A power cut can't be had in a test: what was made safe when, as the operating system was asked."""
    made_safe = []
    fsync = os.fsync

    def watched(descriptor: int) -> None:
        path = Path(os.readlink(f"/proc/self/fd/{descriptor}"))
        content = path.read_bytes() if path.is_file() else None
        made_safe.append((path.stat().st_ino, content, files.path_of(NAME).exists()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    files.write(NAME, CONTENT)
    path = files.path_of(NAME)
    assert made_safe == [(path.stat().st_ino, CONTENT, False), (path.parent.stat().st_ino, None, True)]
