"""What an organisation's level rests on (Guide 43-HD/BTCTW, part 3): its task, what stands below it, its members."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from ratings.grid.differences import in_words
from ratings.levels import Level
from ratings.models import Sheet
from ratings.sheets.entry import WORK, Entry, blank
from ratings.summary import lists
from ratings.summary.counts import MEMBERS
from ratings.summary.lists import ListFilter
from ratings.summary.standings import EMPTY, LEVELS, NOT_RATED
from ratings.summary.subjects import SUBJECTS, subject_name

TASK = "political_task_level"
STANDINGS = (*(str(level.value) for level in Level), NOT_RATED, EMPTY)


class GroundFigure(NamedTuple):
    short: str
    words: str
    number: int
    url: str


class GroundLine(NamedTuple):
    """Members, or the organisations of a kind: how many of each of `STANDINGS`."""

    name: str
    figures: Sequence[GroundFigure]


@dataclass(frozen=True)
class Grounds:
    """`task`: the level of the unit in its political task; empty where the organisation isn't asked for it."""

    task: str
    lines: Sequence[GroundLine]


def grounds_of(sheet: Sheet, stored: Entry) -> Grounds:
    entered, missing = (ListFilter(sheet.rating_year, sheet.organization, of) for of in ("", EMPTY))
    below = [] if sheet.is_cell else _organizations(sheet, entered, missing)
    return Grounds(_task(sheet, stored), [*below, _line(sheet, MEMBERS, _members(entered, missing))])


def _task(sheet: Sheet, stored: Entry) -> str:
    return in_words(TASK, stored.get(WORK) or blank(WORK)) if sheet.is_grassroots else ""


def _organizations(sheet: Sheet, entered: ListFilter, missing: ListFilter) -> list[GroundLine]:
    """Each kind below for itself; the organisation's own level is none of them."""
    by_kind: defaultdict[str, Counter[str]] = defaultdict(Counter)
    ratings = lists.organization_ratings(entered).exclude(sheet__organization=sheet.organization_id)
    for kind, level, count in _grouped(ratings, "sheet__kind", "level"):
        by_kind[kind][_standing(level)] = count
    without = lists.organizations_not_entered(missing).exclude(pk=sheet.organization_id)
    for kind, count in _grouped(without, "kind"):
        by_kind[kind][EMPTY] = count
    return [_line(sheet, kind, by_kind[kind]) for kind in SUBJECTS if kind in by_kind]


def _members(entered: ListFilter, missing: ListFilter) -> Counter[str]:
    counts = {_standing(level): count for level, count in _grouped(lists.member_ratings(entered), "level")}
    return Counter({**counts, EMPTY: lists.members_not_entered(missing).count()})


def _grouped(rows: QuerySet[Any], *by: str) -> Iterable[tuple[Any, ...]]:
    return rows.select_related(None).order_by().values_list(*by).annotate(count=Count("pk"))


def _standing(level: int | None) -> str:
    return NOT_RATED if level is None else str(level)


def _line(sheet: Sheet, subject: str, counts: Mapping[str, int]) -> GroundLine:
    figures = [GroundFigure(*_words(of), counts.get(of, 0), _url(sheet, subject, of)) for of in STANDINGS]
    return GroundLine(subject_name(subject), figures)


def _words(of: str) -> tuple[str, str]:
    if of in LEVELS:
        return LEVELS[of].short, str(LEVELS[of].label)
    words = gettext("Not rated") if of == NOT_RATED else gettext("Not entered yet")
    return words, words


def _url(sheet: Sheet, subject: str, of: str) -> str:
    name, kind = ("members", {}) if subject == MEMBERS else ("organizations", {"kind": subject})
    asked = urlencode({"organization": sheet.organization_id, **kind, "of": of})
    return f"{reverse(f'ratings:summary_{name}', args=[sheet.rating_year.year])}?{asked}"
