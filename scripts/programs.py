"""Programs from outside Python: what programs.txt lists, and where it is on this machine."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("programs.txt")
# Debian keeps the programs of each PostgreSQL outside PATH, because several may be installed.
DEBIAN_POSTGRESQL = Path("/usr/lib/postgresql")


class NotListed(LookupError):
    """Nothing would install this program on a machine that lacks it."""

    def __init__(self, name: str):
        super().__init__(f"{name} is not in {LIST.name}: write there which package has it and what it is for")


@dataclass(frozen=True)
class Program:
    names: tuple[str, ...]
    package: str
    needed_by: str
    purpose: str


def rows() -> Iterator[Program]:
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            names, package, needed_by, purpose = line.split(maxsplit=3)
            yield Program(tuple(names.split("|")), package, needed_by, purpose)


@cache
def listed() -> dict[str, Program]:
    return {name: program for program in rows() for name in program.names}


def get(name: str) -> Program:
    try:
        return listed()[name]
    except KeyError:
        raise NotListed(name)


def find(name: str) -> str | None:
    """Its path, or that of another name it is listed under; None where it is not installed."""
    return next(filter(None, map(_path, get(name).names)), None)


def program(name: str) -> str:
    """Its path; a sentence where it is not installed."""
    found = find(name)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed (Debian: apt-get install {get(name).package})")
    return found


def _path(name: str) -> str | None:
    versions = DEBIAN_POSTGRESQL.glob(f"*/bin/{name}")
    newest = max(versions, key=lambda path: int(path.parts[-3]), default=None)
    return str(newest) if newest else shutil.which(name)
