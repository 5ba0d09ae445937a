"""What somebody new is entered with, as it is kept of their row: in order and without names, days as texts."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from members.importing.stored import FACTS


class Entry(NamedTuple):
    """First the facts, in the order of FACTS. `entry`: the kind of event that tells of it, if one does."""

    full_name: str
    sex: str
    birth_date: str
    position: str
    admitted_on: str
    official_on: str | None
    place: int
    since: str
    entry: str = ""
    decided: str = ""
    decision: str = ""
    exempted: str | None = None

    @property
    def facts(self) -> dict[str, Any]:
        return dict(zip(FACTS, self, strict=False))

    @property
    def since_day(self) -> date:
        return date.fromisoformat(self.since)


def entry_of(written: dict[str, Any]) -> Entry:
    """From what taking back needs; what was written before November 2026 ended has names in it."""
    if "entered" in written:
        return Entry(*written["entered"])
    told = {name: written[name] for name in ("place", "since", "entry", "exempted")}
    return Entry(**written["facts"], **told)
