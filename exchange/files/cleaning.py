"""Text as elsewhere in the portal (ui.vietnamese.nfc_lines), a whole row at a time where nothing is to be done."""

from __future__ import annotations

import re

from exchange.files.book import BETWEEN, MARK
from ui.old_encodings import old_encoding
from ui.vietnamese import nfc_lines

_LETTERS = "".join(sorted({*"ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư", *map(chr, range(0x1EA0, 0x1EFA))}))
# All that stays as it is: printable ASCII, Vietnamese letters and a few signs, with no space too many.
_PLAIN = re.compile(rf"[!-~{_LETTERS}“”–…{BETWEEN}{MARK}]+(?: [!-~{_LETTERS}“”–…{BETWEEN}{MARK}]+)*")
_EDGES = re.compile(f" {BETWEEN}|{BETWEEN} ")


def clean(line: str) -> str:
    if _PLAIN.fullmatch(line) and not _EDGES.search(line):
        return line
    return BETWEEN.join(map(_cell, line.split(BETWEEN))).rstrip(BETWEEN)


def _cell(part: str) -> str:
    if not part or part[0] == MARK:
        return part
    return f"{MARK}o{part}" if old_encoding(part) else nfc_lines(part)
