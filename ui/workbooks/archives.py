"""Looks through the archive that a workbook is, before anything else does. Imports nothing of ours, nor Django.

What the archive claims is not trusted: every part is unpacked and its bytes are counted.
"""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

CHUNK = 64 * 1024
DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Unreadable(Exception):
    """Its argument is a code that whoever reads the answer has a sentence for."""


class Limits(NamedTuple):
    parts: int
    part_bytes: int
    all_bytes: int
    ratio: int


def look_through(content: bytes, limits: Limits, see: Callable[[str, bytes], None] | None = None) -> list[str]:
    """The names of its parts; `see` is shown each part, chunk by chunk, as it is unpacked."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        _check_directory(parts, limits)
        total = 0
        for part in parts:
            total += _unpacked(archive, part, limits, see)
            if total > limits.all_bytes or total > limits.ratio * len(content):
                raise Unreadable("too_much")
    return [_name(part) for part in parts]


def _name(part: zipfile.ZipInfo) -> str:
    """Some programs write the strokes of a path as Windows does."""
    return part.filename.replace("\\", "/")


def _check_directory(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    names = [_name(part) for part in parts]
    if len(parts) > limits.parts:
        raise Unreadable("too_much")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("locked")
    if len(set(names)) != len(names) or any(name.startswith("/") or ".." in name for name in names):
        raise Unreadable("broken")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unreadable("macros")


def _unpacked(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits, see: Callable[[str, bytes], None] | None
) -> int:
    size, tail, name = 0, b"", _name(part)
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limits.part_bytes:
                raise Unreadable("too_much")
            tail = _without_declaration(tail, chunk)
            if see:
                see(name, chunk)
    return size


def _without_declaration(tail: bytes, chunk: bytes) -> bytes:
    """The end of what was seen, to be seen again with what follows. Without the zeros, UTF-16 is read as well."""
    seen = tail + (chunk.replace(b"\0", b"") if b"\0" in chunk else chunk)
    if b"<!" in seen and DECLARATION.search(seen):
        raise Unreadable("declaration")
    return seen[-32:]
