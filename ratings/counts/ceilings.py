"""The cap of each group: the rule's percentage, or the one that a decision raised it to for this group alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from ratings import rules
from ratings.counts.cap import Cap, CapPolicy, Counts
from ratings.grounds import TitleGroup
from ratings.models import RaisedCap, RatingYear, Sheet
from ratings.rules.base import CapRule

# Members count together, whatever their titles.
ALL = "all"
# Groups of titles that have a cap; empty where it is not said.
TITLES = (*(group.value for group in TitleGroup.capped()), "")


@dataclass(frozen=True)
class CapGroup:
    """`name` is empty for members whose group of titles is not said."""

    name: str
    counts: Counts
    policy: CapPolicy

    @property
    def cap(self) -> Cap:
        return self.policy.apply(self.counts)

    @property
    def is_of_titles(self) -> bool:
        return self.name != ALL

    @property
    def label(self) -> str:
        return title_label(self.name)


def title_label(name: str) -> str:
    return str(TitleGroup(name).label) if name else gettext("Group of titles not said")


class AllowedMembers(NamedTuple):
    """How many of those good or better may be excellent at most, and whether a decision raised the share of some."""

    most: int
    by_decision: bool

    def beside(self, other: AllowedMembers | None) -> AllowedMembers:
        """Of two rating years of one year, each by its own rules."""
        if other is None:
            return self
        return AllowedMembers(self.most + other.most, self.by_decision or other.by_decision)


@dataclass(frozen=True)
class Ceilings:
    """`raised` by the path that the organisation had in the year, and the group."""

    rule: CapRule
    policy: CapPolicy
    raised: Mapping[tuple[str, str], RaisedCap]

    @classmethod
    def of(cls, rating_year: RatingYear) -> Ceilings:
        return cls.of_each([rating_year])[rating_year.pk]

    @classmethod
    def of_each(cls, rating_years: Iterable[RatingYear]) -> dict[int, Ceilings]:
        """{number of the rating year: its ceilings}; where its rules know no raised share, recorded ones are left."""
        ruled = {each: rules.by_code(each.rule_set).cap for each in rating_years}
        raisable = [each.pk for each, rule in ruled.items() if rule.raised_to]
        raised: defaultdict[int, dict[tuple[str, str], RaisedCap]] = defaultdict(dict)
        here = Sheet.objects.filter(rating_year=OuterRef("rating_year"), organization=OuterRef("organization"))
        stood = Coalesce(Subquery(here.exclude(path="").order_by().values("path")[:1]), F("organization__path"))
        for recorded in RaisedCap.objects.filter(rating_year__in=raisable).annotate(stood=stood):
            raised[recorded.rating_year_id][recorded.stood, recorded.group] = recorded
        return {each.pk: cls(rule, CapPolicy.of(each), raised[each.pk]) for each, rule in ruled.items()}

    def policy_of(self, path: str, group: str) -> CapPolicy:
        raised = self.raised.get((path, group))
        if raised is None:
            return self.policy
        return replace(self.policy, percent=raised.percent, decision=raised.decision_number)

    def member_groups(self, path: str, by_title: Mapping[str, Counts]) -> list[CapGroup]:
        """Of a grassroots organisation, by how its members count under the rules; without groups that are empty."""
        if not self.rule.by_title_group:
            return [CapGroup(ALL, Counts.together(by_title.values()), self.policy)]
        present = [name for name in TITLES if name in by_title and by_title[name].with_empty_as_good().rated]
        return [CapGroup(name, by_title[name], self.policy_of(path, name)) for name in present]

    def of_members(self, places: Mapping[str, Mapping[str, Counts]]) -> AllowedMembers:
        """Of {path of a grassroots organisation: its members by group of titles}: each group by its own cap."""
        capped = [group for path, by_title in places.items() for group in self.member_groups(path, by_title)]
        apart = [counts for by_title in places.values() for counts in self._apart(by_title)]
        most = sum(min(group.cap.most, group.counts.good_or_better) for group in capped)
        decided = any(group.policy.decision for group in capped)
        return AllowedMembers(most + sum(counts.good_or_better for counts in apart), decided)

    def _apart(self, by_title: Mapping[str, Counts]) -> list[Counts]:
        """Who is in no share, so that no cap holds."""
        return [of for name, of in by_title.items() if name not in TITLES] if self.rule.by_title_group else []
