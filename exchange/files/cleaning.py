"""Text as elsewhere in the portal (ui.vietnamese.nfc_lines), a whole row at a time where nothing is to be done."""

from __future__ import annotations

import re

from exchange.files.lines import BETWEEN, BREAK, ERROR, LONGEST, MARK, OLD, marked
from ui.vietnamese import nfc_lines

_LETTERS = "".join(sorted({*"ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư", *map(chr, range(0x1EA0, 0x1EFA))}))
# All that stays as it is: printable ASCII but for what VIQR writes its marks with, Vietnamese letters, a few signs.
_KEPT = re.compile(rf"[ -*,-\]_a-}}{_LETTERS}“”–…{BETWEEN}{MARK}]*")
_SPACES = ("  ", f" {BETWEEN}", f"{BETWEEN} ")
# No Vietnamese has these side by side; VNI does, and VIQR the bracket.
_OLD_PAIRS = re.compile("[aeAE][âáàãêéèúùõÂÁÀÃÊÉÈÚÙÕ(]")


def clean(line: str) -> str:
    """Of a whole row; empty where nothing is left of it."""
    if _is_clean(line):
        return line.rstrip(BETWEEN)
    return BETWEEN.join(map(_cell, line.split(BETWEEN))).rstrip(BETWEEN)


def _is_clean(line: str) -> bool:
    spaced = line.strip(" ") != line or any(spaces in line for spaces in _SPACES)
    return len(line) <= LONGEST and not spaced and bool(_KEPT.fullmatch(line)) and not _OLD_PAIRS.search(line)


def _cell(part: str) -> str:
    if not part or part[0] == MARK:
        return part
    if len(part) > LONGEST:
        return marked(ERROR, f"{part[:100]}…")
    return f"{MARK}{OLD}{part}" if _is_old(part) else nfc_lines(part).replace("\n", BREAK)


def _is_old(text: str) -> bool:
    from ui.old_encodings import old_encoding

    return bool(old_encoding(text))
