"""A program that no package of scripts/programs.txt brings is refused to the test that starts it, whoever calls it.

What the started one starts in its turn is out of reach.
"""

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

from scripts import programs
from scripts.serve import ROOT
from tests.shell_commands import SHELL_ITSELF

# They ask one program after the other for a library or the machine's name, and do without any of them.
TRY_WHAT_THERE_IS = {"ctypes.util", "platform"}
EVENTS = {"subprocess.Popen", "os.exec", "os.posix_spawn"}
# They start what their words name: a line of a shell, or a command after options of their own.
HAND_ON = {"bash", "chroot", "env", "flock", "setpriv", "setsid", "sh", "sudo", "unshare"}
WORD = re.compile(r"[\w./+-]+")
PLACES = [Path(place).resolve() for place in (ROOT, tempfile.gettempdir())]
# A file, because some are refused in a forked child.
REFUSED = tempfile.TemporaryFile()  # noqa: SIM115


@cache
def refuse_unlisted() -> None:
    """For the rest of this process: a hook of this kind cannot be taken out again."""
    sys.addaudithook(_listen)


def refused() -> list[str]:
    """What was refused since this was last asked, even where the refusal was caught on its way."""
    said = os.pread(REFUSED.fileno(), os.fstat(REFUSED.fileno()).st_size, 0)
    os.ftruncate(REFUSED.fileno(), 0)
    os.lseek(REFUSED.fileno(), 0, os.SEEK_SET)
    return said.decode().splitlines()


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "os.system":
        _judge("sh", ["sh", "-c", os.fsdecode(arguments[0])], ".")
    elif event in EVENTS and not _python_asks():
        folder = (arguments[2] if event == "subprocess.Popen" else None) or "."
        _judge(os.fsdecode(arguments[0]), [os.fsdecode(word) for word in arguments[1]], os.fsdecode(folder))


def _judge(program: str, words: list[str], folder: str) -> None:
    try:
        check(program, words[1:], folder)
    except programs.NotListed as error:
        os.write(REFUSED.fileno(), f"{error}\n".encode())
        raise


def _python_asks() -> bool:
    frame: FrameType | None = sys._getframe()
    while frame and frame.f_globals.get("__name__") not in TRY_WHAT_THERE_IS:
        frame = frame.f_back
    return frame is not None


def check(program: str, words: Iterable[str] = (), folder: str = ".") -> None:
    """Raises NotListed; for one that hands on, for any of its words that is a program here."""
    path = Path(folder, program).absolute()
    if "/" in program and (_needs_no_package(path) or not path.exists()):
        return
    listed = programs.find(path.name)
    if "/" in program and (listed is None or path.resolve() != Path(listed).resolve()):
        raise programs.NotListed(str(path.resolve()))
    handed_on = WORD.findall(" ".join(words)) if path.name in HAND_ON else []
    for word in set(handed_on) - SHELL_ITSELF:
        if shutil.which(os.path.join(folder, word) if "/" in word else word):
            check(word, folder=folder)


def _needs_no_package(path: Path) -> bool:
    """Our own scripts, what pip installed and what a test wrote for itself, wherever a link or a .. leads."""
    if Path(os.path.normpath(path)).is_relative_to(sys.prefix):
        # The Python of .venv is a link.
        return True
    return any(path.resolve().is_relative_to(place) for place in PLACES)
