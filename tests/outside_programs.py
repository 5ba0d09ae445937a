"""A program that no package of scripts/programs.txt brings is refused to the test that starts it, whoever calls it."""

import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

from scripts import programs
from scripts.serve import ROOT

# They ask one program after the other for a library or the machine's name, and do without any of them.
TRY_WHAT_THERE_IS = {"ctypes.util", "platform"}
EVENTS = ("subprocess.Popen", "os.exec", "os.posix_spawn")


@cache
def refuse_unlisted() -> None:
    """For the rest of this process: a hook of this kind cannot be taken out again."""
    sys.addaudithook(_listen)


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if event in EVENTS and not _python_asks():
        check(os.fsdecode(arguments[0]))
    elif event == "os.system":
        raise programs.NotListed(f"os.system({arguments[0]!r})")


def _python_asks() -> bool:
    frame: FrameType | None = sys._getframe()
    while frame and frame.f_globals.get("__name__") not in TRY_WHAT_THERE_IS:
        frame = frame.f_back
    return frame is not None


def check(program: str) -> None:
    """Our own scripts, what pip installed and what a test wrote for itself need no package."""
    if "/" in program:
        path = Path(program).absolute()
        if any(path.is_relative_to(place) for place in (ROOT, sys.prefix, tempfile.gettempdir())):
            return
    programs.get(Path(program).name)
