"""Looks through the archive that a workbook is, before anything else does. Imports nothing of ours, nor Django.

What its directory claims is held against the limits before anything is unpacked. No part gives more than is claimed of
it, and one that has more, or other bytes than its checksum says, is broken.
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
        _check_sizes(parts, limits, len(content))
        _check_directory(parts)
        for part in parts:
            _unpack(archive, part, see)
    return [_name(part) for part in parts]


def _name(part: zipfile.ZipInfo) -> str:
    """Some programs write the strokes of a path as Windows does."""
    return part.filename.replace("\\", "/")


def _check_sizes(parts: list[zipfile.ZipInfo], limits: Limits, packed: int) -> None:
    sizes = [part.file_size for part in parts]
    if len(sizes) > limits.parts or max(sizes, default=0) > limits.part_bytes:
        raise Unreadable("too_much")
    if sum(sizes) > min(limits.all_bytes, limits.ratio * packed):
        raise Unreadable("too_much")


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    names = [_name(part) for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("locked")
    if len(set(names)) != len(names) or any(name.startswith("/") or ".." in name for name in names):
        raise Unreadable("broken")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unreadable("macros")


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo, see: Callable[[str, bytes], None] | None) -> None:
    tail, name = b"", _name(part)
    with archive.open(part) as stream:
        while chunk := stream.read(CHUNK):
            tail = _without_declaration(tail, chunk)
            if see:
                see(name, chunk)


def _without_declaration(tail: bytes, chunk: bytes) -> bytes:
    """The end of what was seen, to be seen again with what follows. Without the zeros, UTF-16 is read as well."""
    seen = tail + (chunk.replace(b"\0", b"") if b"\0" in chunk else chunk)
    if b"<!" in seen and DECLARATION.search(seen):
        raise Unreadable("declaration")
    return seen[-32:]
