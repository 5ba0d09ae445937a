"""Approved sheets over the cap of a group: once the share that a decision had raised is taken back, or if it were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext

from accounts.trail.record import history
from organizations.models import Organization
from organizations.tree import below
from ratings import rules
from ratings.counts import groups
from ratings.counts.cap import Cap, CapPolicy
from ratings.counts.ceilings import Ceilings
from ratings.grounds import TitleGroup
from ratings.levels import Level
from ratings.models import MemberRating, OrganizationRating, RaisedCap, RatingYear, Sheet

Group = tuple[Organization, str]


@dataclass(frozen=True)
class StandsOver:
    """`sheets`: approved, the one that the group is held against and those that hold somebody excellent of it."""

    organization: Organization
    group: str
    cap: Cap
    sheets: Sequence[Sheet]

    @property
    def words(self) -> str:
        return gettext("%(name)s, %(group)s: %(used)s excellent, the cap allows %(most)s: %(over)s too many.") % {
            "name": self.organization,
            "group": RaisedCap(group=self.group).get_group_display(),
            "used": self.cap.used,
            "most": self.cap.most,
            "over": self.cap.over,
        }


def if_taken_back(rating_year: RatingYear, recorded: Iterable[RaisedCap]) -> dict[int, StandsOver]:
    """By raised share, of those whose group would be over the rule's with sheets that are approved."""
    of = {(each.organization, each.group): each.pk for each in recorded}
    found = _over(rating_year, {group: CapPolicy.of(rating_year) for group in of})
    return {of[each.organization, each.group]: each for each in found}


def since_taken_back(rating_year: RatingYear) -> dict[int, str]:
    """In words by sheet, where a share was taken back and the group is over what holds now."""
    if not rules.by_code(rating_year.rule_set).cap.raised_to:
        return {}
    lines = history(rating_year).filter(verb="cap.take_back").values_list("data__place", "data__group")
    taken = set(lines)
    if not taken:
        return {}
    ceilings, places = Ceilings.of(rating_year), Organization.objects.in_bulk({place for place, _group in taken})
    paths = groups.paths_in(rating_year, places.values())
    policies = {(places[pk], group): ceilings.policy_of(paths[pk], group) for pk, group in taken if pk in places}
    said: dict[int, list[str]] = {}
    for each in _over(rating_year, policies):
        for sheet in each.sheets:
            said.setdefault(sheet.pk, []).append(
                gettext("A raised share was taken back. %(over)s") % {"over": each.words}
            )
    return {pk: " ".join(words) for pk, words in said.items()}


def _over(rating_year: RatingYear, policies: Mapping[Group, CapPolicy]) -> list[StandsOver]:
    counts = groups.of_each(rating_year, policies)
    caps = {each: policy.apply(counts[each]) for each, policy in policies.items() if each in counts}
    over = {each: cap for each, cap in caps.items() if cap.is_over}
    holders = list(_holders(rating_year, over)) if over else []
    found = Sheet.objects.approved().filter(
        Q(pk__in=[sheet for _group, sheet in holders]) | Q(organization__in=[place for place, _group in over]),
        rating_year=rating_year,
    )
    sheets = list(found.select_related("organization", "rating_year").order_by("path")) if over else []
    listed = {
        each: [sheet for sheet in sheets if sheet.organization == each[0] or (each, sheet.pk) in set(holders)]
        for each in over
    }
    return [StandsOver(*each, cap, listed[each]) for each, cap in over.items() if listed[each]]


def _holders(rating_year: RatingYear, over: Iterable[Group]) -> Iterator[tuple[Group, int]]:
    """Each sheet with somebody excellent of a group."""
    of_members = [each for each in over if each[1] in TitleGroup.capped()]
    of_kinds = [each for each in over if each[1] not in TitleGroup.capped()]
    paths = groups.paths_in(rating_year, (place for place, _of in of_members))
    members = MemberRating.objects.filter(
        reduce(or_, (below(path, "sheet__path") for path in paths.values()), Q(pk__in=[])),
        sheet__rating_year=rating_year,
        level=Level.EXCELLENT,
    )
    for sheet, path, title in members.order_by().values_list("sheet", "sheet__path", "title_group").distinct():
        yield from ((each, sheet) for each in of_members if path.startswith(paths[each[0].pk]) and title == each[1])
    children = OrganizationRating.objects.filter(
        sheet__parent__in=[place for place, _of in of_kinds],
        sheet__rating_year=rating_year,
        level=Level.EXCELLENT,
    )
    for sheet, parent, kind in children.values_list("sheet", "sheet__parent", "sheet__kind"):
        yield from ((each, sheet) for each in of_kinds if (each[0].pk, each[1]) == (parent, kind))
