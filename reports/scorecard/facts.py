"""The shapes of what a term report tells beside the scorecard's lines: plain data, so that it can be frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Counted:
    name: str
    value: int


@dataclass(frozen=True)
class YearCounts:
    """Zero and absent are told apart: what nobody entered is not among the counts."""

    year: int
    counts: tuple[Counted, ...]

    def get(self, name: str) -> int | None:
        return next((counted.value for counted in self.counts if counted.name == name), None)


@dataclass(frozen=True)
class SectorFacts:
    code: str
    name: str
    is_enterprises: bool
    organizations: int
    years: tuple[YearCounts, ...]


@dataclass(frozen=True)
class Standing:
    """Of one organisation in one year; without a level, the reason, or neither where it is not decided yet."""

    year: int
    level: int | None
    legacy_level: str
    not_rated_reason: str
    provisional: bool


@dataclass(frozen=True)
class RatedOrganization:
    id: int
    name: str
    kind: str
    sector: str
    standings: tuple[Standing, ...]

    def standing(self, year: int) -> Standing | None:
        return next((standing for standing in self.standings if standing.year == year), None)


@dataclass(frozen=True)
class Annex:
    """`on`: the day of the head counts, the term's last or the day of asking, whichever comes first."""

    on: date
    founded_on: date
    founding_decision: str
    predecessors: tuple[str, ...]
    organizations: int
    committees: int
    members: int
    events: tuple[YearCounts, ...]
    acts: tuple[YearCounts, ...]
    sectors: tuple[SectorFacts, ...]
    rated: tuple[RatedOrganization, ...]
    ledger: tuple[YearCounts, ...] = ()
    """By the codes of the ledger's rows. Of what was frozen before there was one, empty."""
