"""What is counted on a sheet. An indicator is a sum of measures over a sum of measures.

`count` is the only counting code: approval freezes its result, and sheets not yet approved are counted by it live.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection

from django.db.models import Count

from organizations.models import Organization
from ratings.counts import asked
from ratings.levels import Level, NotRatedReason
from ratings.models import MemberRating, OrganizationRating, Sheet, SheetQuerySet, Tally, WorkResult
from ratings.models.questions import AnswerKind
from ratings.models.work import PAIRS, QUESTIONS
from ratings.models.yearly import ASKED

_PAIRED = {name for pair in PAIRS for name in pair}
# Numbers of the work results that count together or not at all: half of a pair would move a share.
WORK_NUMBERS: tuple[tuple[str, ...], ...] = (
    *PAIRS,
    *((each.name,) for each in QUESTIONS.values() if each.kind.is_number and each.name not in _PAIRED),
)

LEVEL_WORDS = {
    Level.EXCELLENT: "excellent",
    Level.GOOD: "good",
    Level.COMPLETED: "completed",
    Level.NOT_COMPLETED: "not_completed",
}
MEMBERS = "members"
# Which group of organisations a row of the summary form belongs to.
GROUPS = {
    Organization.Kind.GRASSROOTS_COMMITTEE: "grassroots",
    Organization.Kind.GRASSROOTS_CELL: "grassroots",
    Organization.Kind.SECTION: "sections",
    Organization.Kind.SUBORDINATE_CELL: "cells",
}


def measure_of(group: str, level: int | None, reason: str) -> str | None:
    """Such as "members_excellent", "grassroots_not_rated_exempt", …; None for a row still empty."""
    if level is not None:
        return f"{group}_{LEVEL_WORDS[Level(level)]}"
    return f"{group}_not_rated_{reason}" if reason else None


def as_now(measure: str, kind: str) -> str:
    """What a sheet had counted at its approval, where it is of another kind by now; empty where that counts no more.

    Its organisation is counted among those of its kind, and only the grassroots answer for the year's work. Answers to
    yearly questions count as what they were.
    """
    group, _bar, word = measure.partition("_")
    if group in GROUPS.values():
        return f"{GROUPS[Organization.Kind(kind)]}_{word}"
    return measure if group in (MEMBERS, ASKED) or kind in Organization.Kind.grassroots() else ""


def as_decided(measures: Collection[str]) -> set[str]:
    """And the same of every other kind."""
    parted = ((measure, *measure.partition("_")) for measure in measures)
    groups = {*GROUPS.values()}
    return set(measures) | {
        f"{other}_{word}" for _all, group, _bar, word in parted if group in groups for other in groups
    }


def rated(group: str) -> tuple[str, ...]:
    """Measures that add up to all rated of a group: the denominator of every share."""
    return tuple(f"{group}_{word}" for word in LEVEL_WORDS.values())


def at_least_good(group: str) -> tuple[str, ...]:
    return tuple(f"{group}_{LEVEL_WORDS[level]}" for level in Level.good_or_better())


def not_rated(group: str) -> tuple[str, ...]:
    return tuple(f"{group}_not_rated_{reason.value}" for reason in NotRatedReason)


def count(sheets: SheetQuerySet) -> dict[int, Counter[str]]:
    """Count every measure of the given sheets, in five queries: {sheet id: {measure: value}}."""
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    ids = sheets.order_by().values("pk")
    members = MemberRating.objects.filter(sheet__in=ids).values_list("sheet_id", "level", "not_rated_reason")
    for sheet_id, level, reason, total in members.annotate(total=Count("pk")).order_by():
        if measure := measure_of(MEMBERS, level, reason):
            counts[sheet_id][measure] += total
    organizations = OrganizationRating.objects.filter(sheet__in=ids)
    for sheet_id, kind, level, reason in organizations.values_list(
        "sheet_id", "sheet__kind", "level", "not_rated_reason"
    ):
        if measure := measure_of(GROUPS[Organization.Kind(kind)], level, reason):
            counts[sheet_id][measure] += 1
    for result in WorkResult.objects.filter(sheet__in=ids, sheet__kind__in=Organization.Kind.grassroots()):
        counts[result.sheet_id].update(of_work(result))
    for sheet_id, counted in asked.count(ids):
        counts[sheet_id].update(counted)
    return dict(counts)


def of_work(result: WorkResult) -> dict[str, int]:
    counted: dict[str, int] = {}
    for names in WORK_NUMBERS:
        values = {name: getattr(result, name) for name in names}
        if None not in values.values():
            counted |= values
    for question in QUESTIONS.values():
        answer = getattr(result, question.name)
        if question.tallied and answer is not None:
            held = answer in Level.good_or_better() if question.kind is AnswerKind.LEVEL else answer
            counted |= {question.tallied.answered: 1, question.tallied.held: int(held)}
    return counted


def freeze(sheet: Sheet, version: int) -> None:
    """Write the sheet's counts as its edition of this version, beside those of earlier decisions."""
    counted = count(Sheet.objects.filter(pk=sheet.pk)).get(sheet.pk, Counter())
    Tally.objects.bulk_create(
        Tally(sheet=sheet, version=version, measure=measure, value=value) for measure, value in counted.items()
    )
