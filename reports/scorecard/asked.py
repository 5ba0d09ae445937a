"""The yearly questions of a root as lines of a card: one a question, in the words of its last version in the years."""

from __future__ import annotations

from collections.abc import Sequence

from organizations.models import Organization
from ratings.asked.questions import in_order
from ratings.models import YearlyQuestion
from reports.indicators.asked import AskedLine
from reports.models import Term


def asked_lines(term: Term) -> list[AskedLine]:
    return lines_of(term.root, term.years)


def lines_of(root: Organization, years: Sequence[int]) -> list[AskedLine]:
    """Of those whose answers add up to something."""
    asked = YearlyQuestion.objects.filter(root=root).within_years(min(years), max(years))
    latest = {each.code: each for each in asked.order_by("first_year") if each.answer_type.is_counted}
    return [
        AskedLine(each.code, each.wording, each.part_wording, each.kind, each.unit, each.chapter)
        for each in in_order(list(latest.values()))
    ]
