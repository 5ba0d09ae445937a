"""Who is proposed excellent and who not completed: what a committee decides on first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, QuerySet
from django.utils.translation import gettext

from organizations.models import Organization
from organizations.tree import below
from ratings.grid.choices import short
from ratings.grid.grid_row import GridRow
from ratings.grid.reading import raw_row
from ratings.grid.score import score_of
from ratings.grid.values import POINTS, written
from ratings.levels import Level
from ratings.models import MemberRating, OrganizationRating, Sheet
from ratings.sheets.entry import key_of, row_of

NAMED = (Level.EXCELLENT, Level.NOT_COMPLETED)
# Of the members of all cells on a committee's brief; the others are a number that leads to them.
MOST_NAMES = 200


class Proposal(NamedTuple):
    """`organization` and `anchor`: where the row stands."""

    name: str
    organization: int
    anchor: str = ""
    about: str = ""
    votes: str = ""
    as_official: str = ""
    self_level: str = ""
    last: str = ""
    points: str = ""
    note: str = ""


class ProposedLevel(NamedTuple):
    level: Level
    rows: Sequence[Proposal]


@dataclass(frozen=True)
class CellNames:
    """A cell on its committee's brief: how many have each level, and who has the highest and the lowest."""

    sheet: Sheet
    numbers: dict[int | None, int]
    named: dict[int, list[Proposal]]

    @property
    def excellent(self) -> list[Proposal]:
        return self.named[Level.EXCELLENT]

    @property
    def not_completed(self) -> list[Proposal]:
        return self.named[Level.NOT_COMPLETED]

    @property
    def excellent_more(self) -> int:
        return self.numbers.get(Level.EXCELLENT, 0) - len(self.excellent)

    @property
    def not_completed_more(self) -> int:
        return self.numbers.get(Level.NOT_COMPLETED, 0) - len(self.not_completed)

    @property
    def good(self) -> int:
        return self.numbers.get(Level.GOOD, 0)

    @property
    def completed(self) -> int:
        return self.numbers.get(Level.COMPLETED, 0)


def proposed(sheet: Sheet, lines: Iterable[GridRow]) -> list[ProposedLevel]:
    """Members of a cell, or the organisations below a committee."""
    of = _members(sheet, lines) if sheet.is_cell else _organizations(sheet)
    return [ProposedLevel(level, of[level]) for level in NAMED]


def _members(sheet: Sheet, lines: Iterable[GridRow]) -> defaultdict[int, list[Proposal]]:
    found: defaultdict[int, list[Proposal]] = defaultdict(list)
    for line in lines:
        if line.raw["level"] in map(str, NAMED):
            found[int(line.raw["level"])].append(_member(sheet, line))
    return found


def _member(sheet: Sheet, line: GridRow) -> Proposal:
    return Proposal(
        line.name,
        sheet.organization_id,
        line.key,
        about=" · ".join(filter(None, (line.about, line.grounds_words))),
        votes=line.ballot_words,
        as_official=line.civil_short,
        self_level=line.self_short,
        last=line.last,
        points=line.score.words if line.score else "",
        note=line.raw["note"],
    )


def _organizations(sheet: Sheet) -> defaultdict[int, list[Proposal]]:
    under = OrganizationRating.objects.filter(below(sheet.path, "sheet__path"))
    under = under.exclude(sheet__organization=sheet.organization_id).select_related("sheet__organization")
    now = under.filter(sheet__rating_year=sheet.rating_year_id, level__in=NAMED).order_by("sheet__path")
    last = under.filter(sheet__rating_year__year=sheet.rating_year.year - 1)
    before = dict(last.order_by().values_list("sheet__organization", "level"))
    found: defaultdict[int, list[Proposal]] = defaultdict(list)
    for rating in now:
        found[rating.level or 0].append(_organization(sheet, rating, before))
    return found


def _organization(sheet: Sheet, rating: OrganizationRating, before: Mapping[int, int | None]) -> Proposal:
    score = score_of(sheet, {name: written(name, getattr(rating, name)) for name in POINTS}, "")
    return Proposal(
        rating.sheet.name,
        rating.sheet.organization_id,
        about=rating.sheet.get_kind_display(),
        self_level=short(rating.self_level),
        last=short(before.get(rating.sheet.organization_id)),
        points=score.words if score else "",
        note=rating.note,
    )


def cells_named(sheet: Sheet) -> list[CellNames]:
    """All cells below a committee, in three queries."""
    inside = below(sheet.path)
    cells = Sheet.objects.filter(inside, rating_year=sheet.rating_year_id)
    cells = cells.filter(kind__in=Organization.Kind.cells()).select_related("organization", "rating_year")
    listed = list(cells.order_by("path"))
    ratings = MemberRating.objects.filter(sheet__in=[each.pk for each in listed])
    numbers: defaultdict[int, dict[int | None, int]] = defaultdict(dict)
    for pk, level, count in ratings.order_by().values_list("sheet", "level").annotate(count=Count("pk")):
        numbers[pk][level] = count
    named = _named(ratings.filter(level__in=NAMED).select_related("member", "sheet__rating_year"))
    return [CellNames(each, numbers[each.pk], named[each.pk]) for each in listed]


def _named(ratings: QuerySet[MemberRating]) -> defaultdict[int, defaultdict[int, list[Proposal]]]:
    found: defaultdict[int, defaultdict[int, list[Proposal]]] = defaultdict(lambda: defaultdict(list))
    ordered = ratings.order_by("level", "sheet__path", "member__sort_key", "pk")
    for rating in ordered[:MOST_NAMES]:
        found[rating.sheet_id][rating.level or 0].append(_in_cell(rating))
    return found


def _in_cell(rating: MemberRating) -> Proposal:
    """All that a cell's own brief has in columns, in one line."""
    member, key = rating.member, key_of(rating.member_id)
    raw = raw_row(row_of(rating, key), key)
    line = GridRow(key, member.full_name, raw, score=score_of(rating.sheet, raw, member.full_name))
    about = " · ".join(filter(None, (member.position, line.grounds_words, *_decided_by(line))))
    return Proposal(line.name, rating.sheet.organization_id, key, about=about)


def _decided_by(line: GridRow) -> Iterator[str]:
    if line.score and line.score.words:
        yield gettext("%(points)s points") % {"points": line.score.words}
    if line.ballot_words:
        yield gettext("votes %(votes)s") % {"votes": line.ballot_words}
    if line.civil_short:
        yield gettext("as official %(level)s") % {"level": line.civil_short}
