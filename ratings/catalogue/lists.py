"""The questions of a root as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext

from organizations.models import Organization
from ratings.asked.questions import by_chapter
from ratings.catalogue.answered import closed_years
from ratings.models import YearlyQuestion


@dataclass(frozen=True)
class Listed:
    question: YearlyQuestion
    can_move_up: bool
    can_move_down: bool

    @property
    def answer_words(self) -> str:
        """Such as "Number (classes), of which …"."""
        unit = f" ({self.question.unit})" if self.question.unit else ""
        return f"{self.question.get_kind_display()}{unit}"

    @property
    def audience_words(self) -> str:
        names = ", ".join(sector.name for sector in self.question.sectors.all())
        asked = str(self.question.get_audience_display())
        return f"{asked}: {names}" if names else asked

    @property
    def years_words(self) -> str:
        years = {"first": self.question.first_year, "last": self.question.last_year}
        if self.question.last_year is None:
            return gettext("from %(first)s") % years
        return gettext("%(first)s to %(last)s") % years


@dataclass(frozen=True)
class ListedChapter:
    title: str
    rows: list[Listed]


def chapters(root: Organization) -> list[ListedChapter]:
    every = YearlyQuestion.objects.filter(root=root).prefetch_related("sectors")
    found = []
    for title, questions in by_chapter(list(every)):
        places = [each.position for each in questions]
        rows = [Listed(each, each.position > min(places), each.position < max(places)) for each in questions]
        found.append(ListedChapter(title, rows))
    return found


def first_open_year(root: Organization) -> int:
    """The first in which something new can be asked."""
    closed = closed_years(root)
    return max(closed) + 1 if closed else timezone.localdate().year
