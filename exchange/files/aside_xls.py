"""Of .xls: the records of its stream, which stands in the sectors of a container ([MS-CFB], [MS-XLS])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from exchange.files.aside import Aside

_END_OF_CHAIN = 0xFFFFFFFA
_STREAMS = ("Workbook", "Book")
BOF, EOF, ROW, COLUMN_INFO, ERROR, FORMULA = 0x809, 0x0A, 0x208, 0x7D, 0x205, 0x06
_GLOBALS = 0x05
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def asides(content: bytes) -> list[Aside]:
    """One for each worksheet or chart, in the order of the file; what has another layout than expected is none."""
    found: list[Aside] = []
    depth = 0
    try:
        for kind, data in _records(_stream(content)):
            # A drawing inside a worksheet is a part of its own.
            depth += (kind == BOF) - (kind == EOF)
            if kind == BOF and depth == 1 and struct.unpack_from("<H", data, 2)[0] != _GLOBALS:
                found.append(Aside())
            elif found and depth == 1:
                _look(kind, data, found[-1])
    except (struct.error, IndexError, ValueError, StopIteration):
        return []
    return found


def _look(kind: int, data: bytes, aside: Aside) -> None:
    if kind == ROW and data[12] & 0x20:
        row = struct.unpack_from("<H", data)[0] + 1
        aside.hide_row(row, row)
    elif kind == COLUMN_INFO and data[8] & 1:
        first, last = struct.unpack_from("<HH", data)
        aside.hide_column(first + 1, last + 1)
    elif kind == ERROR and data[7]:
        _error(data, data[6], aside)
    elif kind == FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
        _error(data, data[8], aside)


def _error(data: bytes, code: int, aside: Aside) -> None:
    row, column = struct.unpack_from("<HH", data)
    aside.err(row + 1, column + 1, _ERRORS.get(code, "#N/A"))


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _stream(content: bytes) -> bytes:
    """Small files keep it in sectors of a stream of its own; workbooks, which are longer than 4 KB, do not."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    table = _table(content, size)
    directory = b"".join(_chain(content, table, struct.unpack_from("<I", content, 48)[0], size))
    for at in range(0, len(directory), 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        if directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace") in _STREAMS:
            start, of_bytes = struct.unpack_from("<II", directory, at + 116)
            return b"".join(_chain(content, table, start, size))[:of_bytes]
    raise ValueError


def _table(content: bytes, size: int) -> list[int]:
    """For each sector the next one."""
    sectors = list(struct.unpack_from("<109I", content, 76))
    following, per_sector = struct.unpack_from("<I", content, 68)[0], size // 4
    while following < _END_OF_CHAIN and len(sectors) <= len(content) // size:
        *more, following = struct.unpack_from(f"<{per_sector}I", content, (following + 1) * size)
        sectors += more
    table: list[int] = []
    for sector in sectors:
        if sector < _END_OF_CHAIN:
            table += struct.unpack_from(f"<{per_sector}I", content, (sector + 1) * size)
    return table


def _chain(content: bytes, table: list[int], sector: int, size: int) -> Iterator[bytes]:
    """A chain that bites its own tail ends with the file's length."""
    for _step in range(len(content) // size + 1):
        if sector >= _END_OF_CHAIN:
            return
        yield content[(sector + 1) * size : (sector + 2) * size]
        sector = table[sector]
