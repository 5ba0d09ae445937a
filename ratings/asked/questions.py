"""Which yearly questions of its root a sheet is asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from django.db.models import Q

from organizations.tree import STEP
from ratings.models import Sheet, YearlyQuestion

State = Sheet.State
CHAPTERS = tuple(YearlyQuestion.Chapter)
GRASSROOTS_LENGTH = 2 * STEP


def asked_of(sheet: Sheet, answered: Collection[int] = ()) -> list[YearlyQuestion]:
    """In the order of the report. What is `answered` on it is among them, though it be asked no more."""
    of_root = YearlyQuestion.objects.of_year(sheet.rating_year.year).filter(root=sheet.rating_year.root_id)
    every = (of_root | YearlyQuestion.objects.filter(pk__in=answered)).prefetch_related("sectors")
    found = [each for each in every if each.pk in answered or _asks(each, sheet)]
    narrowed = {each.pk for each in found if each.sectors.all() and each.pk not in answered}
    sector = _sector_of(sheet) if narrowed else None
    return in_order(
        [each for each in found if each.pk not in narrowed or sector in {one.pk for one in each.sectors.all()}]
    )


def in_order(questions: Collection[YearlyQuestion]) -> list[YearlyQuestion]:
    return sorted(questions, key=lambda each: (CHAPTERS.index(each.chapter), each.position, each.number))


def by_chapter(questions: Sequence[YearlyQuestion]) -> list[tuple[str, list[YearlyQuestion]]]:
    grouped = groupby(in_order(questions), key=lambda each: each.get_chapter_display())
    return [(title, list(each)) for title, each in grouped]


def may_answer(question: YearlyQuestion, sheet: Sheet) -> bool:
    """As far as no other sheet has to be looked at."""
    of_year = question.root_id == sheet.rating_year.root_id and question.is_of_year(sheet.rating_year.year)
    return of_year and sheet.kind in question.kinds


def _asks(question: YearlyQuestion, sheet: Sheet) -> bool:
    """Who has submitted is not asked what was added since."""
    if sheet.is_from_file or not may_answer(question, sheet):
        return False
    submitted = sheet.submitted_at if sheet.state in (State.SUBMITTED, State.APPROVED) else None
    return submitted is None or question.added_at <= submitted


def _sector_of(sheet: Sheet) -> int | None:
    """Of the grassroots organisation that it is or belongs to, in that year."""
    if sheet.is_grassroots:
        return sheet.sector_id
    above = Sheet.objects.filter(Q(rating_year=sheet.rating_year_id), path=sheet.path[:GRASSROOTS_LENGTH])
    return above.order_by().values_list("sector", flat=True).first()
