"""All that the checks of one sheet look at, as plain values: findings.loading loads them, the checks judge them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from inspections.models import Discipline, year_counted
from members.ledger.of_cell import Ledger
from members.models import LifeEvent
from members.offices import Leading
from organizations.models import Organization
from ratings.counts.cap import CapPolicy, Counts
from ratings.findings.entered import Grounds
from ratings.levels import Level, NotRatedReason
from ratings.models import WorkResult
from ratings.rules.base import RuleSet


@dataclass(frozen=True)
class Disciplined:
    """A discipline that has been announced. `elsewhere`: the violation happened at another organisation."""

    form: Discipline.Form
    decided_on: date
    counted_in_year: int | None = None
    elsewhere: bool = False

    def counts_in(self, year: int) -> bool:
        return year_counted(self.decided_on, self.counted_in_year) == year


@dataclass(frozen=True)
class Ended:
    kind: LifeEvent.Kind
    on: date


@dataclass(frozen=True)
class MemberFacts:
    """A member on the sheet. `belongs` is False for somebody rated here who has left, on `left_on` if we know."""

    member_id: int
    name: str
    position: str = ""
    admitted_on: date = date(2000, 1, 1)
    official_on: date | None = date(2001, 1, 1)
    belongs: bool = True
    left_on: date | None = None
    ended: Ended | None = None
    resting: LifeEvent.Kind | None = None
    away: str = ""
    """Where the member is temporarily active."""
    level: Level | None = None
    reason: str = ""
    self_level: Level | None = None
    civil_level: Level | None = None
    ballot_present: int | None = None
    ballot_for: int | None = None
    note: str = ""
    last_level: Level | None = None
    elsewhere: str = ""
    counted_elsewhere: bool = False
    disciplines: tuple[Disciplined, ...] = ()
    title_group: str = ""
    quarters: tuple[str, ...] = ()
    grounds: Grounds = field(default_factory=Grounds)
    decision: str = ""
    """The number of that by which the level was set anew."""

    @property
    def is_filled(self) -> bool:
        return self.level is not None or bool(self.reason)

    @property
    def is_half_filled(self) -> bool:
        entered = (self.self_level, self.civil_level, self.ballot_present, self.ballot_for)
        return not self.is_filled and (bool(self.note) or any(value is not None for value in entered))


@dataclass(frozen=True)
class Own:
    """The organisation's own row."""

    level: Level | None = None
    reason: str = ""
    note: str = ""
    last_level: Level | None = None
    grounds: Grounds = field(default_factory=Grounds)
    decision: str = ""


@dataclass(frozen=True)
class ChildFacts:
    organization_id: int
    name: str
    kind: Organization.Kind
    level: Level | None = None
    reason: str = ""


@dataclass(frozen=True)
class Leader:
    member_id: int
    name: str
    leading: Leading
    level: Level | None = None
    disciplines: tuple[Disciplined, ...] = ()


@dataclass(frozen=True)
class AskedFacts:
    """A yearly question, and whether its numbers are given: of the answer and, where it is asked, of its part."""

    question_id: int
    wording: str
    part_wording: str
    is_answered: bool
    has_part: bool


@dataclass(frozen=True)
class Facts:
    """`members` are those of the whole grassroots organisation, `siblings` the like under the same parent.

    `former` led here when they did what they were disciplined for, and belong elsewhere now.
    `member_groups` are the former by group of titles; `policies` those of its groups with a cap of their own.
    """

    year: int
    rules: RuleSet
    policy: CapPolicy
    organization_id: int
    name: str
    kind: Organization.Kind
    opened_on: date = date(2000, 1, 1)
    own: Own = Own()
    rows: tuple[MemberFacts, ...] = ()
    children: tuple[ChildFacts, ...] = ()
    leaders: tuple[Leader, ...] = ()
    former: tuple[Leader, ...] = ()
    disciplines: tuple[Disciplined, ...] = ()
    disciplined_below: tuple[str, ...] = ()
    members: Counts = field(default_factory=Counts)
    siblings: Counts = field(default_factory=Counts)
    member_groups: Mapping[str, Counts] = field(default_factory=dict)
    policies: Mapping[str, CapPolicy] = field(default_factory=dict)
    siblings_policy: CapPolicy | None = None
    ledger: Ledger = field(default_factory=Ledger)
    work: WorkResult | None = None
    last_revenue: int | None = None
    asked: tuple[AskedFacts, ...] = ()

    @property
    def day(self) -> date:
        return date(self.year, 12, 31)

    @property
    def is_cell(self) -> bool:
        return self.kind in Organization.Kind.cells()

    @property
    def is_grassroots(self) -> bool:
        return self.kind in Organization.Kind.grassroots()

    @property
    def below(self) -> Counts:
        """What the conditions for the organisation's own level look at: a cell's members, a committee's children."""
        return self.own_members if self.is_cell else self.children_counts

    @property
    def own_members(self) -> Counts:
        return Counts.of((row.level, row.reason) for row in self.rows if row.belongs)

    @property
    def title_groups(self) -> Mapping[str, Counts]:
        """How the grassroots organisation's members stand by group of titles."""
        if not self.is_cell:
            return self.member_groups
        here = [row for row in self.rows if row.belongs]
        titles = {row.title_group for row in here}
        return {of: Counts.of((row.level, row.reason) for row in here if row.title_group == of) for of in titles}

    def policy_of(self, group: str) -> CapPolicy:
        return self.policies.get(group, self.policy)

    @property
    def children_counts(self) -> Counts:
        return Counts.of((child.level, child.reason) for child in self.children)

    def allows(self, reason: NotRatedReason) -> bool:
        return reason in self.rules.not_rated


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def under_six_months(since: date, day: date) -> bool:
    """Whether six months are not yet full: whoever came on 30/6 has them on 31/12, whoever came on 1/7 has not."""
    return months_later(since, 6) > day
