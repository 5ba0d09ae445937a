"""The ceiling on "excellent", in integers only: it may not exceed a percentage of a base, read in three ways.

Under the literal reading (of those rated good: Guide 21-HD/BTCTW) base and count move together, because whoever is
raised to excellent leaves the base. Nothing here says whom to raise or lower.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext

from ratings import rules
from ratings.counts.measures import LEVEL_WORDS
from ratings.levels import Level, NotRatedReason
from ratings.models import RatingYear
from ui.numbers import format_decimal, format_integer

# What is added to hundredths before they are cut to a whole number: nothing, half of one, or all but one hundredth.
SLACK = {RatingYear.Rounding.FLOOR: 0, RatingYear.Rounding.NEAREST: 50, RatingYear.Rounding.CEILING: 99}


@dataclass(frozen=True)
class Counts:
    """How a group stands: per level, not yet filled, and per reason not rated (these belong to no base)."""

    excellent: int = 0
    good: int = 0
    completed: int = 0
    not_completed: int = 0
    empty: int = 0
    not_rated: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[tuple[int | None, str]]) -> Counts:
        """From (level, reason not rated) of each."""
        return cls.tallied(Counter(rows))

    @classmethod
    def tallied(cls, rows: Mapping[tuple[int | None, str], int]) -> Counts:
        """From {(level, reason not rated): how many}, as the database groups them."""
        levels: Counter[str] = Counter()
        reasons: Counter[str] = Counter()
        for (level, reason), number in rows.items():
            if level is None and reason:
                reasons[reason] += number
            else:
                levels["empty" if level is None else LEVEL_WORDS[Level(level)]] += number
        return cls(**levels, not_rated=dict(reasons))

    @classmethod
    def together(cls, groups: Iterable[Counts]) -> Counts:
        each = list(groups)
        names = (*LEVEL_WORDS.values(), "empty")
        reasons: Counter[str] = sum((Counter(counts.not_rated) for counts in each), Counter())
        return cls(**{name: sum(getattr(counts, name) for counts in each) for name in names}, not_rated=dict(reasons))

    @property
    def rated(self) -> int:
        return self.excellent + self.good + self.completed + self.not_completed

    @property
    def good_or_better(self) -> int:
        return self.excellent + self.good

    def with_empty_as_good(self) -> Counts:
        """How the group would stand if everyone still open were set to good."""
        return replace(self, good=self.good + self.empty, empty=0)

    def base(self, base: str) -> int:
        return {
            RatingYear.CapBase.GOOD_ONLY: self.good,
            RatingYear.CapBase.GOOD_OR_BETTER: self.good_or_better,
            RatingYear.CapBase.ALL_RATED: self.rated,
        }[RatingYear.CapBase(base)]


@dataclass(frozen=True)
class CapPolicy:
    """How the year reads the cap. Groups of fewer than `minimum_group` are not under it.

    `decision`: by which the percentage of the group is higher than the rule's.
    """

    base: RatingYear.CapBase
    rounding: RatingYear.Rounding = RatingYear.Rounding.FLOOR
    percent: int = 20
    minimum_group: int = 0
    enforced: bool = False
    decision: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.percent <= 100:
            raise ValueError(f"a cap is 0 to 100 %, not {self.percent}")

    @classmethod
    def of(cls, rating_year: RatingYear) -> CapPolicy:
        return cls(
            base=RatingYear.CapBase(rating_year.cap_base),
            rounding=RatingYear.Rounding(rating_year.cap_rounding),
            percent=rules.by_code(rating_year.rule_set).cap.percent,
            minimum_group=rating_year.cap_minimum_group,
            enforced=rating_year.cap_enforced,
        )

    def reading(self, base: RatingYear.CapBase) -> CapPolicy:
        return replace(self, base=base)

    def apply(self, counts: Counts) -> Cap:
        if counts.rated + counts.empty < self.minimum_group:
            return Cap(self, counts, applies=False, allowed=counts.rated, most=counts.rated)
        return Cap(self, counts, applies=True, allowed=self._whole(counts.base(self.base)), most=self._most(counts))

    def readings(self, counts: Counts) -> dict[RatingYear.CapBase, Cap]:
        """Each way to read the base, whichever the year has chosen."""
        return {base: self.reading(base).apply(counts) for base in RatingYear.CapBase}

    def _whole(self, base_count: int) -> int:
        return (self.percent * base_count + SLACK[self.rounding]) // 100

    def _most(self, counts: Counts) -> int:
        """The largest number that holds when people move between good and excellent, and the base with them."""
        if self.base == RatingYear.CapBase.GOOD_ONLY:
            # 100 e ≤ percent (pool - e) + slack
            most = (self.percent * counts.good_or_better + SLACK[self.rounding]) // (100 + self.percent)
        else:
            most = self._whole(counts.base(self.base))
        return min(most, counts.good_or_better)


@dataclass(frozen=True)
class Cap:
    """One reading of the cap for one group.

    `allowed` is what the present counts allow; `most` what can be reached by raising those now good or setting back
    those now excellent. They differ where whoever is raised leaves the base.
    """

    policy: CapPolicy
    counts: Counts
    applies: bool
    allowed: int
    most: int

    @property
    def base(self) -> RatingYear.CapBase:
        return self.policy.base

    @property
    def base_count(self) -> int:
        return self.counts.base(self.base)

    @property
    def used(self) -> int:
        return self.counts.excellent

    @property
    def left(self) -> int:
        """How many of those now good can still be raised."""
        return max(0, self.most - self.used)

    @property
    def over(self) -> int:
        """How many of those now excellent are too many."""
        return max(0, self.used - self.most)

    @property
    def is_over(self) -> bool:
        return self.over > 0

    @property
    def excluded(self) -> dict[NotRatedReason, int]:
        """Who is in no base, and why."""
        return {reason: number for reason in NotRatedReason if (number := self.counts.not_rated.get(reason, 0))}

    @property
    def product(self) -> str:
        """The percentage of the base before it is rounded, with as many decimals as it has."""
        exact = Decimal(self.policy.percent * self.base_count) / 100
        return format_decimal(exact, max(0, -int(exact.normalize().as_tuple().exponent)))

    @property
    def working(self) -> tuple[str, ...]:
        """The calculation as it would be written on paper, a step a part."""
        if not self.applies:
            return (
                gettext("Fewer than %(minimum)s: no limit") % {"minimum": format_integer(self.policy.minimum_group)},
            )
        step = {
            "percent": format_integer(self.policy.percent),
            "base": format_integer(self.base_count),
            "product": self.product,
        }
        rounded = {"rounding": self.policy.rounding.label, "allowed": format_integer(self.allowed)}
        return (
            gettext("%(percent)s%% × %(base)s = %(product)s") % step,
            gettext("rounded %(rounding)s: %(allowed)s") % rounded,
        )
