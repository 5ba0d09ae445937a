"""The cap of each group: the rule's percentage, or the one that a decision raised it to for this group alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from ratings import rules
from ratings.counts.cap import Cap, CapPolicy, Counts
from ratings.grounds import TitleGroup
from ratings.models import RaisedCap, RatingYear
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


@dataclass(frozen=True)
class Ceilings:
    """`raised` by the organisation's path and the group."""

    rule: CapRule
    policy: CapPolicy
    raised: Mapping[tuple[str, str], RaisedCap]

    @classmethod
    def of(cls, rating_year: RatingYear) -> Ceilings:
        rule = rules.by_code(rating_year.rule_set).cap
        recorded = RaisedCap.objects.filter(rating_year=rating_year).select_related("organization")
        raised = {(each.organization.path, each.group): each for each in recorded} if rule.raised_to else {}
        return cls(rule, CapPolicy.of(rating_year), raised)

    def policy_of(self, path: str, group: str) -> CapPolicy:
        raised = self.raised.get((path, group))
        if raised is None:
            return self.policy
        return replace(self.policy, percent=raised.percent, decision=raised.decision_number)

    def member_groups(self, path: str, by_title: Mapping[str, Counts]) -> list[CapGroup]:
        """Of a grassroots organisation, by how its members count under the rules; empty groups are left out."""
        if not self.rule.by_title_group:
            return [CapGroup(ALL, Counts.together(by_title.values()), self.policy)]
        return [CapGroup(name, by_title[name], self.policy_of(path, name)) for name in TITLES if name in by_title]
