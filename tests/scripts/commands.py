"""Calling the scripts as a person would, and looking at the processes they leave."""

import os
import subprocess
from pathlib import Path

from scripts.serve import ROOT
from tests.waiting import WATCHDOG_SECONDS

FOLDER_NAME = "Thư mục của đồng chí"


def sh(*command: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=WATCHDOG_SECONDS,
    )


def write_program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def processes() -> dict[int, Path]:
    return {int(folder.name): folder for folder in Path("/proc").glob("[0-9]*")}


def command_line(folder: Path) -> str:
    return (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()


def processes_marked(mark: str) -> dict[int, str]:
    """Number and command line of all processes that inherited the mark, whoever their parent is now."""
    found = {}
    for process, folder in processes().items():
        try:
            if mark.encode() in (folder / "environ").read_bytes():
                found[process] = command_line(folder)
        except OSError:
            continue
    return found


def processes_called(words: str) -> list[int]:
    """Those with these words in their command line."""
    found = []
    for process, folder in processes().items():
        try:
            if words in command_line(folder):
                found.append(process)
        except OSError:
            continue
    return found


def parent_of(process: int) -> int:
    # After the name in brackets, which may hold blanks, come the state and the parent.
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])
