"""Text as elsewhere in the portal (ui.vietnamese.nfc_lines), a whole row at a time where nothing is to be done."""

from __future__ import annotations

import re

from exchange.files.lines import BETWEEN, BREAK, ERROR, LONGEST, MARK, OLD, marked

_LETTERS = "".join(sorted({*"ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư", *map(chr, range(0x1EA0, 0x1EFA))}))
# All that stays as it is: printable ASCII but for what VIQR writes its marks with, Vietnamese letters, a few signs.
_KEPT = re.compile(rf"[ -*,-\]_a-}}{_LETTERS}“”–…{BETWEEN}{MARK}]*")
_BEFORE, _BEHIND = f" {BETWEEN}", f"{BETWEEN} "
# No Vietnamese has these side by side; VNI does, and VIQR the bracket.
_OLD_PAIRS = re.compile("[aeAE][âáàãêéèúùõÂÁÀÃÊÉÈÚÙÕ(]")


def clean(line: str) -> str:
    """Of a whole row; empty where nothing is left of it."""
    if _is_clean(line):
        return line.rstrip(BETWEEN)
    return BETWEEN.join(map(_cell, line.split(BETWEEN))).rstrip(BETWEEN)


def _is_clean(line: str) -> bool:
    if len(line) > LONGEST or line[:1] == " " or line[-1:] == " " or "  " in line or _BEFORE in line or _BEHIND in line:
        return False
    return bool(_KEPT.fullmatch(line)) and not _OLD_PAIRS.search(line)


def _cell(part: str) -> str:
    if not part or part[0] == MARK:
        return part
    if len(part) > LONGEST:
        return marked(ERROR, f"{part[:100]}…")
    # Not at the top: most files need nothing of them.
    from ui.old_encodings import old_encoding
    from ui.vietnamese import nfc_lines

    return f"{MARK}{OLD}{part}" if old_encoding(part) else nfc_lines(part).replace("\n", BREAK)
