"""What a rule set is made of. Every number stands beside the document and the clause that it comes from.

The documents were read in excerpts and reports, so texts are restated, never quoted, and a place is named only where
it was seen. `assumed` marks what a neighbouring document says and the present one was not seen to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from django.utils.functional import Promise

from ratings.grounds import Cause
from ratings.levels import LegacyLevel, Level, NotRatedReason
from ratings.rules.clauses import Clause as Clause
from ratings.rules.clauses import Document as Document
from ratings.rules.forms import Forms
from ratings.rules.scoring import PointsRule as PointsRule
from ratings.rules.scoring import QuarterRule, Subject, TaskRule, causes


class RatedPart(StrEnum):
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

    part: RatedPart
    share: Fraction
    cells_only: bool
    clause: Clause


@dataclass(frozen=True)
class CapRule:
    """Of what the percentage is taken and how it is rounded are settings of the rating year: the texts leave both open.

    Members count together in each grassroots organisation, from 2025 on in each of its groups of titles; organisations
    with their like under one parent. `raised_to` is how far a decision may go for one group.
    """

    percent: int
    members: Clause
    organizations: Clause
    by_title_group: bool = False
    raised_to: int | None = None
    rounding: Clause | None = None
    heads: Clause | None = None


@dataclass(frozen=True)
class Trigger:
    """A fact that settles a level, bars some, or asks for something. A code means the same in every rule set:

    T1   disciplined by the Party in the year: the member is not completed
    T2   not completed as an official or public employee: neither as a member
    T3   less than half of the tasks done: not completed; from 2025 only of members without an office
    T4   degeneration or serious disunity concluded: not completed
    T5   the leadership disciplined, or one of it warned or worse (from 2025 reprimanded, too): not completed
    T6   more than a fifth of a cell's members not completed: neither is the cell
    T7   of those below not all completed or less than 80 % good: not excellent
    T8   of those below not all completed or less than 50 % good: not good
    T9   an organisation below or a leader disciplined: not excellent, until 2024 not good either unless remedied
    T10  three months of sick leave or more: neither good nor excellent
    T11  no self-review: it is made first
    T12  two years in a row not completed: removal from the list is considered
    T13  disciplined in the year, with exceptions for what was found and remedied: takes the place of T1 from 2023
    T14  less than 70 % of a leader's or a collective's tasks done: not completed
    T15  more than half of the units that a leader is in charge of not completed: neither is the leader
    T16  more than half of the votes of confidence low: the leader is not completed
    T17  corruption or waste disciplined in what a leader is directly in charge of: not completed
    T18  faults in personnel work concluded: the collective is not completed
    T19  disunity or factions concluded, or tasks refused: the collective is not completed
    T20  what members must not do, or a bad example, with harm done: the member is not completed

    `cause` is what the row names for it, `subjects` for whom alone it holds (all where empty), `least_done` below which
    percentage of tasks it holds; `from_reprimand` says that the lightest discipline is enough.
    """

    code: str
    clause: Clause
    bars: tuple[Level, ...] = ()
    cause: Cause | None = None
    subjects: tuple[Subject, ...] = ()
    least_done: int | None = None
    from_reprimand: bool = False


@dataclass(frozen=True)
class RuleSet:
    """`code` stands in the rating year. A rule set holds until the next one's first year.

    `checks` are functions of ratings/findings by name, beside those that every year knows.
    `civil`, `head`, `task` and `ballot` say that a member is rated no higher than as an official, a head no higher than
    the collective, an organisation no higher than its political task, and that a level needs more than half the votes
    (where `ballot_binds` is False that is a mere note);
    `order`, that a collective is rated before its head; `violation`, that a violation counts in the round of its
    discipline and in the result of the organisation where it happened. `still_rated` says who is rated although one
    might think otherwise. `notes` are what no check asks.
    """

    code: str
    documents: tuple[Document, ...]
    known_by: tuple[Document, ...]
    first_year: int
    member_levels: Mapping[Level, str | Promise]
    organization_levels: Mapping[Level, str | Promise]
    not_rated: Mapping[NotRatedReason, Clause]
    cap: CapRule
    conditions: tuple[Condition, ...] = ()
    limits: tuple[NotCompletedLimit, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    legacy_levels: tuple[LegacyLevel, ...] = ()
    civil: Clause | None = None
    head: Clause | None = None
    task: Clause | None = None
    ballot: Clause | None = None
    ballot_binds: bool = True
    order: Clause | None = None
    violation: Clause | None = None
    points: PointsRule | None = None
    tasks: tuple[TaskRule, ...] = ()
    quarters: QuarterRule | None = None
    still_rated: tuple[Clause, ...] = ()
    notes: tuple[Clause, ...] = ()
    forms: Forms | None = None
    checks: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"{', '.join(map(str, self.known_by))} ({self.first_year})"

    def trigger(self, *codes: str) -> Trigger | None:
        """The first of these that the rules have."""
        return next((trigger for trigger in self.triggers if trigger.code in codes), None)

    @property
    def who_is_rated(self) -> tuple[Clause, ...]:
        """Of members, to be read where a reason is chosen."""
        left_out = (clause for reason, clause in self.not_rated.items() if reason != NotRatedReason.NEW_ORGANIZATION)
        return (*left_out, *self.still_rated)

    def asks_for_quarters(self, year: int) -> bool:
        return self.quarters is not None and year >= self.quarters.first_year

    def task_rule(self, level: Level | None) -> TaskRule | None:
        return next((rule for rule in self.tasks if rule.level == level), None)

    def grounds(self, subject: Subject) -> tuple[Trigger, ...]:
        """What settles "not completed" and is named as its cause."""
        return tuple(each for each in self.triggers if each.cause and subject in each.subjects)

    def causes(self, subject: Subject) -> tuple[Cause, ...]:
        """What can be named as the cause of "not completed", in the order of the list."""
        return causes(subject, {each.cause for each in self.grounds(subject)})

    def condition(self, level: Level | None) -> Condition | None:
        return next((condition for condition in self.conditions if condition.level == level), None)

    def limit(self, part: RatedPart) -> NotCompletedLimit | None:
        return next((limit for limit in self.limits if limit.part == part), None)

    def legacy_name(self, level: Level | int) -> str:
        """The first of the names until 2017 that stands for the level; empty where the rules have no such names."""
        return next((name.value for name in self.legacy_levels if name.level == level), "")
