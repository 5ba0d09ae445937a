"""The cap beside the grid, for each group that is counted together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count
from django.utils.translation import gettext

from organizations.models import Organization
from organizations.tree import below
from ratings import rules
from ratings.counts import groups
from ratings.counts.cap import SLACK, Cap, CapPolicy, Counts
from ratings.models import MemberRating, Sheet
from ratings.rules.base import Clause
from ratings.sheets.entry import Entry, blank, key_of


@dataclass(frozen=True)
class CapReading:
    """One way to read the cap."""

    cap: Cap

    @property
    def label(self) -> str:
        return str(self.cap.base.label)


class Excluded(NamedTuple):
    reason: str
    number: int


@dataclass(frozen=True)
class CapPanel:
    """The cap for one group as it would stand with everyone still empty rated good; the year's own reading first.

    `elsewhere` is what other sheets of the group hold: the page adds what is being typed to it.
    """

    title: str
    counts: Counts
    policy: CapPolicy
    clause: Clause
    of_members: bool
    elsewhere: Counts | None = None

    @cached_property
    def chosen(self) -> CapReading:
        return CapReading(self.policy.apply(self.expected))

    @cached_property
    def others(self) -> list[CapReading]:
        readings = self.policy.readings(self.expected)
        return [CapReading(cap) for base, cap in readings.items() if base != self.policy.base]

    @cached_property
    def expected(self) -> Counts:
        return self.counts.with_empty_as_good()

    @property
    def slack(self) -> int:
        return SLACK[self.policy.rounding]

    @property
    def excluded(self) -> list[Excluded]:
        return [Excluded(str(reason.label), number) for reason, number in self.chosen.cap.excluded.items()]


def cap_panels(sheet: Sheet, entry: Entry, member_ids: set[int]) -> list[CapPanel]:
    """Members count together in each grassroots organisation, organisations with their like under one parent."""
    rule_set = rules.by_code(sheet.rating_year.rule_set)
    policy = CapPolicy.of(sheet.rating_year)
    if sheet.organization.is_cell:
        rows = [entry.get(key_of(member_id)) or blank("m0") for member_id in member_ids]
        here = Counter((row["level"], row["not_rated_reason"]) for row in rows)
        panels = [CapPanel(gettext("In this cell"), Counts.tallied(here), policy, rule_set.cap.members, True, Counts())]
        if not sheet.organization.is_grassroots:
            elsewhere = members_elsewhere(sheet, [sheet.pk])
            whole = here + elsewhere
            title = gettext("In the whole grassroots organisation")
            panels.append(
                CapPanel(title, Counts.tallied(whole), policy, rule_set.cap.members, True, Counts.tallied(elsewhere))
            )
        return panels
    by_kind = groups.children_by_kind(sheet.rating_year, sheet.organization_id)
    return [
        CapPanel(str(Organization.Kind(kind).label), counts, policy, rule_set.cap.organizations, False)
        for kind, counts in by_kind.items()
    ]


def members_elsewhere(sheet: Sheet, shown: Sequence[int]) -> Counter[tuple[int | None, str]]:
    """Members' levels, as saved, on the sheets of the same grassroots organisation that are not shown."""
    path = groups.grassroots_path(sheet.organization)
    whole = MemberRating.objects.filter(below(path, "sheet__organization__path"))
    others = whole.filter(sheet__rating_year=sheet.rating_year_id).exclude(sheet__in=shown)
    rows = others.order_by().values_list("level", "not_rated_reason").annotate(total=Count("pk"))
    return Counter({(level, reason): total for level, reason, total in rows})
