"""Migrations that have landed are never edited: a database that ran one never runs it again, whatever it says by now.

`--add` appends what is new to the list and leaves every line that stands there.
"""

import hashlib
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = Path(__file__).with_suffix(".sha256")


def present(root: Path) -> dict[str, str]:
    """The hash of each migration, by its path. Like Django, passes over names that begin with _ or ~."""
    paths = sorted(root.glob("*/migrations/[!_~]*.py"))
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def landed(listed: Path) -> list[tuple[str, str]]:
    """Path and hash of each line."""
    pairs = (line.split("  ", 1) for line in listed.read_text().splitlines())
    return [(path, digest) for digest, path in pairs]


def numbered(path: str) -> bool:
    return Path(path).name[:4].isdecimal()


def wrong(lines: list[tuple[str, str]], now: dict[str, str]) -> list[str]:
    before = dict(lines)
    edited = [path for path, digest in before.items() if now.get(path, digest) != digest]
    twice = [path for path, times in Counter(path for path, _digest in lines).items() if times > 1]
    return [
        *(f"{path} stands in the list twice: leave the line that landed." for path in twice),
        *(f"{path} was edited after it had landed: take that back and write a new migration." for path in edited),
        *(f"{path} has landed and is gone: put it back." for path in before if path not in now),
        *(f"{path} must begin with its number, as in 0002_what_it_does.py." for path in now if not numbered(path)),
        *(f"{path} is new: python -m scripts.landed_migrations --add" for path in now if path not in before),
    ]


def add(listed: Path, now: dict[str, str]) -> None:
    before = dict(landed(listed))
    with listed.open("a") as file:
        file.writelines(f"{digest}  {path}\n" for path, digest in now.items() if path not in before)


def main() -> None:
    now = present(ROOT)
    if "--add" in sys.argv:
        add(LIST, now)
    lines = wrong(landed(LIST), now)
    print("\n".join(lines))
    sys.exit(bool(lines))


if __name__ == "__main__":
    main()
