"""What of a question stands fixed, because it was answered."""

from __future__ import annotations

from django.db.models import Q

from organizations.models import Organization
from ratings.models import RatingYear, YearlyAnswer, YearlyQuestion, YearlySession

GIVEN = (
    Q(number__isnull=False)
    | Q(part__isnull=False)
    | Q(held__isnull=False)
    | Q(level__isnull=False)
    | Q(day__isnull=False)
    | ~Q(text="")
)


def is_answered(question: YearlyQuestion, **on: str) -> bool:
    """`on`: on sheets of this state only."""
    where = {"question": question, **{f"sheet__{name}": value for name, value in on.items()}}
    return YearlyAnswer.objects.filter(GIVEN, **where).exists() or YearlySession.objects.filter(**where).exists()


def closed_years(root: Organization) -> set[int]:
    closed = RatingYear.objects.filter(root=root, state=RatingYear.State.CLOSED)
    return set(closed.values_list("year", flat=True))
