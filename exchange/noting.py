"""Rows with the same note, counted, the first of them named."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from exchange.kinds import Judged

NAMED = 10


def sort_of(code: str) -> str:
    """Of "changes:2021" and "changes:2022" the page says one thing."""
    return code.partition(":")[0]


class Notes:
    """`kept`: {code of the note: {how many rows, the first of them as a person finds them in the file}}."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, Any]] = {}

    def add(self, judged: Iterable[Judged]) -> None:
        for each in judged:
            for note in each.notes:
                found = self.kept.setdefault(note, {"count": 0, "rows": []})
                found["count"] += 1
                if found["count"] <= NAMED:
                    found["rows"].append(str(each.number))
