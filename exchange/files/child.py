"""Reads a file that nobody vouches for, in a process of its own, within limits.

Started by ui.workbooks.confined. Standard input is the file. Standard output is its rows (exchange.files.lines), then a
line of JSON about the whole: {"refused": code, …} or {"kind", "worksheets": [{"name", "rows": how many, …}]}.
"""

from __future__ import annotations

import json
import os
import sys
from io import TextIOWrapper
from typing import Any

from exchange.files import sniffing, spreadsheets
from exchange.files.lines import Emit
from ui.workbooks.archives import Unreadable
from ui.workbooks.confined import confine

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 40
ANSWER_BYTES = 256 * 1024 * 1024


def main() -> None:
    confine(memory=MEMORY, cpu_seconds=CPU_SECONDS, file_bytes=ANSWER_BYTES)
    out = TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace", newline="\n")
    told = answer(sys.stdin.buffer.read(), out.write)
    out.write(json.dumps(told))
    out.flush()
    # Nothing is left to be tidied up.
    os._exit(0)


def answer(content: bytes, emit: Emit) -> dict[str, Any]:
    try:
        kind = sniffing.kind_of(content)
        if kind == sniffing.TEXT:
            # Its syllables take as long to load as the rows of a small workbook to read.
            from exchange.files import delimited

            return {"kind": kind, **delimited.read(content, emit)}
        return spreadsheets.read(content, kind, emit)
    except Unreadable as refused:
        code, *params = refused.args
        return {"refused": code, "params": params[0] if params else {}}
    except MemoryError:
        return {"refused": "too_much"}
    except Exception:  # whatever a made-up file brings the reader to say
        return {"refused": "broken"}
