"""All organisations of a type or a sector side by side for a year. It shows and compares; it proposes nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext

from organizations.models import Organization
from ratings.counts.cap import Cap, Counts
from ratings.counts.ceilings import CapGroup
from ratings.counts.shares import of_level, share
from ratings.levels import Level
from ratings.models import RatingYear, Sheet
from ui.components import Slice
from ui.numbers import format_percent, percent_of

Kind = Organization.Kind
# An organisation stands out when its share of excellent members is beyond this many times the median of its type.
FACTOR = Fraction(3, 2)
# One member more or less is a large share of fewer than this.
SMALLEST = 5


class OwnLevel(NamedTuple):
    """In the words of its year; without a level, why there is none."""

    words: str = ""
    level: int | None = None


class SheetNow(NamedTuple):
    pk: int
    state: Sheet.State
    can_change: bool


@dataclass(frozen=True)
class MembersCaps:
    """Of all members of a grassroots organisation."""

    groups: Sequence[CapGroup]

    @cached_property
    def over(self) -> int:
        """How many are too many, of all groups."""
        return sum(group.cap.over for group in self.groups)


@dataclass(frozen=True)
class CohortRow:
    """One organisation with all members below it, named as in the year.

    `of_members`: of the grassroots organisation it is or belongs to.
    """

    organization: Organization
    name: str
    sheet: SheetNow | None
    own: OwnLevel
    last_own: OwnLevel
    counts: Counts
    last: Counts
    of_members: MembersCaps
    median: Fraction | None

    @property
    def caps(self) -> Sequence[CapGroup]:
        return self.of_members.groups

    @property
    def over(self) -> int:
        return self.of_members.over

    @property
    def can_change(self) -> bool:
        return self.sheet is not None and self.sheet.can_change

    @cached_property
    def excellent(self) -> Fraction | None:
        return share(self.counts, Level.EXCELLENT)

    @property
    def last_excellent(self) -> Fraction | None:
        return share(self.last, Level.EXCELLENT)

    @property
    def drift(self) -> Fraction | None:
        """In percentage points of the rated."""
        now, last = self.excellent, self.last_excellent
        return None if now is None or last is None else now - last

    @property
    def good_drift(self) -> Fraction | None:
        now, last = (percent_of(counts.good_or_better, counts.rated) for counts in (self.counts, self.last))
        return None if now is None or last is None else now - last

    @cached_property
    def is_high(self) -> bool:
        return self._is_compared and self.excellent > FACTOR * self.median  # type: ignore[operator]

    @cached_property
    def is_low(self) -> bool:
        return self._is_compared and self.excellent * FACTOR < self.median  # type: ignore[operator]

    @property
    def stands_out(self) -> bool:
        return self.is_high or self.is_low

    @property
    def from_median(self) -> Fraction | None:
        """In percentage points, of those that are compared."""
        return self.excellent - self.median if self._is_compared else None  # type: ignore[operator]

    @property
    def _is_compared(self) -> bool:
        return self.median is not None and self.excellent is not None and self.counts.rated >= SMALLEST

    @property
    def remark(self) -> str:
        if not self.stands_out:
            return ""
        words = {"share": format_percent(self.excellent), "median": format_percent(self.median)}
        if self.is_high:
            return gettext("Far more excellent than its type: %(share)s, median %(median)s") % words
        return gettext("Far fewer excellent than its type: %(share)s, median %(median)s") % words

    @property
    def parts(self) -> list[Slice]:
        return _parts(self.counts)

    @property
    def last_parts(self) -> list[Slice]:
        return _parts(self.last)


def _parts(counts: Counts) -> list[Slice]:
    levels = [Slice(level.short, of_level(counts, level), level.tone) for level in Level]
    return [*levels, Slice(gettext("not rated"), sum(counts.not_rated.values()), "l0")]


class Median(NamedTuple):
    """Of the share of excellent members, and how many organisations it is of."""

    share: Fraction
    organizations: int


class MedianOfKind(NamedTuple):
    kind: str
    share: Fraction
    organizations: int


class CapOfKind(NamedTuple):
    kind: str
    cap: Cap


@dataclass(frozen=True)
class Calibration:
    """`medians` and `caps` by type of organisation."""

    rating_year: RatingYear
    root: Organization
    groups: Sequence[CohortRow]
    medians: Mapping[str, Median]
    caps: Mapping[str, Cap]

    @property
    def standing_out(self) -> int:
        return sum(group.stands_out for group in self.groups)

    @property
    def over(self) -> int:
        return sum(group.over > 0 for group in self.groups)

    @property
    def medians_in_words(self) -> list[MedianOfKind]:
        return [MedianOfKind(str(Kind(kind).label), *median) for kind, median in self.medians.items()]

    @property
    def caps_in_words(self) -> list[CapOfKind]:
        return [CapOfKind(str(Kind(kind).label), cap) for kind, cap in self.caps.items()]
