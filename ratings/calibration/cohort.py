"""All organisations of a type or a sector side by side for a year. It shows and compares; it proposes nobody."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import NamedTuple

from django.db.models import Count
from django.utils.translation import gettext

from accounts.models import User
from organizations.models import Organization
from organizations.tree import STEP, below
from ratings import roster
from ratings.counts import groups
from ratings.counts.cap import Cap, Counts
from ratings.counts.ceilings import CapGroup, Ceilings
from ratings.counts.shares import of_level, share
from ratings.levels import Level
from ratings.models import MemberRating, OrganizationRating, RatingYear, Sheet
from ratings.transitions import Transition, refusal
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


@dataclass(frozen=True)
class CohortRow:
    """One organisation with all members below it. `caps` are of the grassroots organisation it is or belongs to."""

    organization: Organization
    sheet: Sheet | None
    own: OwnLevel
    last_own: OwnLevel
    counts: Counts
    last: Counts
    caps: Sequence[CapGroup]
    median: Fraction | None
    can_change: bool

    @property
    def over(self) -> int:
        """How many are too many, of all groups."""
        return sum(group.cap.over for group in self.caps)

    @property
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

    @property
    def is_high(self) -> bool:
        return self._is_compared and self.excellent > FACTOR * self.median  # type: ignore[operator]

    @property
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
    bloc: Organization
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


def calibration_of(rating_year: RatingYear, bloc: Organization, kinds: Iterable[str], user: User) -> Calibration:
    """`bloc`: whoever asks has seen to it that the person may compare what is below it."""
    organizations = list(
        roster.rated_organizations(rating_year.year)
        .below(bloc)
        .filter(kind__in=tuple(kinds))
        .select_related("sector", "parent")
        .order_by("path")
    )
    counted = _counted(rating_year.year, bloc)
    ceilings, sheets = Ceilings.of(rating_year), _sheets(rating_year, bloc)
    by_title = groups.members_by_title_group(rating_year, bloc.path)
    own = _own_levels(rating_year.year, bloc)
    medians = _medians(organizations, counted[rating_year.year])
    listed = [
        CohortRow(
            organization=organization,
            sheet=(sheet := sheets.get(organization.pk)),
            own=own.get((rating_year.year, organization.pk), OwnLevel()),
            last_own=own.get((rating_year.year - 1, organization.pk), OwnLevel()),
            counts=counted[rating_year.year].get(organization.path, Counts()),
            last=counted[rating_year.year - 1].get(organization.path, Counts()),
            caps=ceilings.member_groups(path := groups.grassroots_path(organization), by_title.get(path, {})),
            median=medians[organization.kind].share if organization.kind in medians else None,
            can_change=sheet is not None and not refusal(sheet, Transition.APPROVE, user),
        )
        for organization in organizations
    ]
    by_kind = groups.children_by_kind(rating_year, bloc.pk)
    caps = {kind: ceilings.policy_of(bloc.path, kind).apply(of) for kind, of in by_kind.items()}
    return Calibration(rating_year, bloc, listed, medians, caps)


def _counted(year: int, bloc: Organization) -> dict[int, dict[str, Counts]]:
    """{year: {path: all members at or below it}} for the year and the one before."""
    years = (year - 1, year)
    ratings = MemberRating.objects.filter(
        below(bloc.path, "sheet__organization__path"), sheet__rating_year__year__in=years
    ).order_by()
    found: dict[int, defaultdict[str, Counter[tuple[int | None, str]]]] = {of: defaultdict(Counter) for of in years}
    rows = ratings.values_list("sheet__rating_year__year", "sheet__organization__path", "level", "not_rated_reason")
    for of, path, level, reason, total in rows.annotate(total=Count("pk")):
        for end in range(len(bloc.path) + STEP, len(path) + STEP, STEP):
            found[of][path[:end]][level, reason] += total
    return {of: {path: Counts.tallied(rows) for path, rows in by_path.items()} for of, by_path in found.items()}


def _sheets(rating_year: RatingYear, bloc: Organization) -> dict[int, Sheet]:
    sheets = (
        Sheet.objects.below(bloc)
        .filter(rating_year=rating_year)
        .select_related("organization__parent__parent", "rating_year")
    )
    return {sheet.organization_id: sheet for sheet in sheets}


def _own_levels(year: int, bloc: Organization) -> dict[tuple[int, int], OwnLevel]:
    """{(year, organisation): its own level}."""
    ratings = OrganizationRating.objects.filter(
        below(bloc.path, "sheet__organization__path"), sheet__rating_year__year__in=(year - 1, year)
    ).select_related("sheet__rating_year")
    return {
        (rating.sheet.rating_year.year, rating.sheet.organization_id): OwnLevel(_words(rating), rating.level)
        for rating in ratings
    }


def _words(rating: OrganizationRating) -> str:
    named = rating.get_legacy_level_display() or rating.get_level_display()
    return str(named or rating.get_not_rated_reason_display())


def _medians(organizations: Sequence[Organization], counted: Mapping[str, Counts]) -> dict[str, Median]:
    shares: defaultdict[str, list[Fraction]] = defaultdict(list)
    for organization in organizations:
        counts = counted.get(organization.path, Counts())
        found = share(counts, Level.EXCELLENT)
        if found is not None and counts.rated >= SMALLEST:
            shares[organization.kind].append(found)
    return {kind: Median(median(values), len(values)) for kind, values in shares.items()}
