"""What a rule set is made of. Every number stands beside the document and the clause that it comes from.

The documents were read in excerpts and reports, so texts are restated, never quoted, and a place is named only where
it was seen. `assumed` marks what a neighbouring document says and the present one was not seen to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ratings.levels import LegacyLevel, Level, NotRatedReason


@dataclass(frozen=True)
class Document:
    number: str
    issued_on: date

    def __str__(self) -> str:
        return self.number


@dataclass(frozen=True)
class Clause:
    document: Document
    text: str | Promise
    place: str | Promise = ""
    assumed: bool = False

    def __str__(self) -> str:
        named = f"{self.document}, {self.place}" if self.place else str(self.document)
        return _("%(clause)s (to be confirmed)") % {"clause": named} if self.assumed else named


class Part(StrEnum):
    """Whose levels decide about an organisation's own."""

    MEMBERS = "members"
    CHILDREN = "children"


@dataclass(frozen=True)
class Condition:
    """What members (of a cell) or organisations below (of a committee) must reach for the organisation's level."""

    level: Level
    completed_percent: int
    good_percent: int
    clause: Clause


@dataclass(frozen=True)
class NotCompletedLimit:
    """An organisation with more than this share of its part not completed is not completed itself."""

    part: Part
    share: Fraction
    cells_only: bool
    clause: Clause


@dataclass(frozen=True)
class Cap:
    """Of what the percentage is taken and how it is rounded are settings of the rating year: the texts leave both open.

    Members count together in each grassroots organisation, organisations with their like under one parent.
    """

    percent: int
    members: Clause
    organizations: Clause


@dataclass(frozen=True)
class Trigger:
    """T1 to T13: a fact that settles a level, bars some, or asks for something."""

    code: str
    clause: Clause
    bars: tuple[Level, ...] = ()


@dataclass(frozen=True)
class Band:
    """Points from `least` on stand for the level, as far as its other conditions hold."""

    least: int
    level: Level


@dataclass(frozen=True)
class RuleSet:
    """`code` is a RatingYear.RuleSet; `last_year` is None for the rules in force.

    `civil`, `head`, `task` and `ballot` say that a member is rated no higher than as an official, a head no higher than
    the collective, an organisation no higher than its political task, and that a level needs more than half the votes.
    """

    code: str
    documents: tuple[Document, ...]
    first_year: int
    last_year: int | None
    member_levels: Mapping[Level, str | Promise]
    organization_levels: Mapping[Level, str | Promise]
    not_rated: Mapping[NotRatedReason, Clause]
    cap: Cap
    conditions: tuple[Condition, ...] = ()
    limits: tuple[NotCompletedLimit, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    legacy_levels: tuple[LegacyLevel, ...] = ()
    bands: tuple[Band, ...] = ()
    bands_clause: Clause | None = None
    civil: Clause | None = None
    head: Clause | None = None
    task: Clause | None = None
    ballot: Clause | None = None

    def covers(self, year: int) -> bool:
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def trigger(self, *codes: str) -> Trigger | None:
        """The first of these that the rules have."""
        return next((trigger for trigger in self.triggers if trigger.code in codes), None)

    def condition(self, level: Level | None) -> Condition | None:
        return next((condition for condition in self.conditions if condition.level == level), None)

    def limit(self, part: Part) -> NotCompletedLimit | None:
        return next((limit for limit in self.limits if limit.part == part), None)

    def legacy_name(self, level: Level | int) -> str:
        """The first of the names until 2017 that stands for the level; empty where the rules have no such names."""
        return next((name.value for name in self.legacy_levels if name.level == level), "")

    def level_of_points(self, points: int) -> Level | None:
        """None where the year's rules know no points."""
        if not 0 <= points <= 100:
            raise ValueError(f"points go from 0 to 100, not {points}")
        return next((band.level for band in self.bands if points >= band.least), None)
