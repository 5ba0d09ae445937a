"""The cap beside the grid, for each group that is counted together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count
from django.utils.translation import gettext

from organizations.models import Organization
from organizations.tree import below
from ratings.counts import groups
from ratings.counts.cap import SLACK, Cap, CapPolicy, Counts
from ratings.counts.ceilings import TITLES, Ceilings, title_label
from ratings.counts.groups import Tallied
from ratings.models import MemberRating, Sheet
from ratings.rules.base import Clause
from ratings.sheets.entry import Entry, blank, key_of

ByTitle = Mapping[str, Tallied]


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

    `elsewhere` is what other sheets of the group hold: the page adds what is being typed to it, as far as it is of the
    `group` of titles (None: all are).
    """

    title: str
    counts: Counts
    policy: CapPolicy
    clause: Clause
    of_members: bool
    elsewhere: Counts | None = None
    group: str | None = None

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
    def is_grouped(self) -> bool:
        return self.group is not None

    @property
    def is_empty(self) -> bool:
        return self.is_grouped and self.expected.rated == 0

    @property
    def slack(self) -> int:
        return SLACK[self.policy.rounding]

    @property
    def excluded(self) -> list[Excluded]:
        return [Excluded(str(reason.label), number) for reason, number in self.chosen.cap.excluded.items()]


def cap_panels(sheet: Sheet, entry: Entry, member_ids: set[int]) -> list[CapPanel]:
    """Members count together in each grassroots organisation, organisations with their like under one parent.

    Beside what was decided on paper there are none.
    """
    if sheet.is_from_file:
        return []
    ceilings = Ceilings.of(sheet.rating_year)
    if not sheet.is_cell:
        return [*_of_kinds(sheet, ceilings), *_of_titles_below(sheet, ceilings)]
    rows = [entry.get(key_of(member_id)) or blank("m0") for member_id in member_ids]
    here = by_title((row["title_group"], row["level"], row["not_rated_reason"]) for row in rows)
    elsewhere = {} if sheet.is_grassroots else members_elsewhere(sheet, [sheet.pk])
    if ceilings.rule.by_title_group:
        return title_panels(sheet, ceilings, here, elsewhere)
    alone = together(here)
    rule, policy = ceilings.rule.members, ceilings.policy
    panels = [CapPanel(gettext("In this cell"), Counts.tallied(alone), policy, rule, True, Counts())]
    if not sheet.is_grassroots:
        panels.append(whole_panel(ceilings, alone, together(elsewhere)))
    return panels


def _of_kinds(sheet: Sheet, ceilings: Ceilings) -> list[CapPanel]:
    path, rule = sheet.path, ceilings.rule.organizations
    by_kind = groups.children_by_kind(sheet.rating_year, sheet.organization_id)
    return [
        CapPanel(str(Organization.Kind(kind).label), counts, ceilings.policy_of(path, kind), rule, False)
        for kind, counts in by_kind.items()
    ]


def _of_titles_below(sheet: Sheet, ceilings: Ceilings) -> list[CapPanel]:
    """A grassroots committee's members, who are rated on the sheets of its cells."""
    if not ceilings.rule.by_title_group or not sheet.is_grassroots:
        return []
    path = sheet.path
    found = groups.members_by_title_group(sheet.rating_year, path).get(path, {})
    return [
        CapPanel(
            title_label(name), found[name], ceilings.policy_of(path, name), ceilings.rule.members, True, group=name
        )
        for name in TITLES
        if name in found
    ]


def whole_panel(ceilings: Ceilings, here: Tallied, elsewhere: Tallied) -> CapPanel:
    """All members of the grassroots organisation in one group."""
    return CapPanel(
        gettext("In the whole grassroots organisation"),
        Counts.tallied(here + elsewhere),
        ceilings.policy,
        ceilings.rule.members,
        True,
        Counts.tallied(elsewhere).with_empty_as_good(),
    )


def title_panels(sheet: Sheet, ceilings: Ceilings, here: ByTitle, elsewhere: ByTitle) -> list[CapPanel]:
    """All groups of the grassroots organisation: one that is empty waits for whoever is put into it on the page."""
    path = groups.grassroots_path_of_year(sheet)
    empty: Tallied = Counter()
    return [
        CapPanel(
            title_label(name),
            Counts.tallied(here.get(name, empty) + elsewhere.get(name, empty)),
            ceilings.policy_of(path, name),
            ceilings.rule.members,
            True,
            Counts.tallied(elsewhere.get(name, empty)).with_empty_as_good(),
            group=name,
        )
        for name in TITLES
    ]


def members_elsewhere(sheet: Sheet, shown: Sequence[int]) -> ByTitle:
    """Members' levels, as saved, on the sheets of the same grassroots organisation that are not shown."""
    path = groups.grassroots_path_of_year(sheet)
    whole = MemberRating.objects.filter(below(path, "sheet__path"))
    others = whole.filter(sheet__rating_year=sheet.rating_year_id).exclude(sheet__in=shown)
    rows = others.order_by().values_list("title_group", "level", "not_rated_reason").annotate(total=Count("pk"))
    found: defaultdict[str, Tallied] = defaultdict(Counter)
    for title, level, reason, total in rows:
        found[title][level, reason] = total
    return found


def by_title(rows: Iterable[tuple[str, int | None, str]]) -> ByTitle:
    found: defaultdict[str, Tallied] = defaultdict(Counter)
    for title, level, reason in rows:
        found[title][level, reason] += 1
    return found


def together(of: ByTitle) -> Tallied:
    return sum(of.values(), Counter())
