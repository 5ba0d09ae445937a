"""Which edition the figures of a closed year stand on: what papers, workbooks and pages say of it in one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext

from ratings.models import Edition, RatingYear
from ui.days import written


@dataclass(frozen=True)
class Stand:
    """The newest edition of a year that is closed, as it can be kept in a snapshot."""

    year: int
    number: int
    fixed_on: date

    @property
    def words(self) -> str:
        said = {"year": self.year, "number": self.number, "day": written(self.fixed_on)}
        return gettext("Figures of %(year)s by edition %(number)s of %(day)s") % said


def stands(rating_years: Iterable[RatingYear]) -> tuple[Stand, ...]:
    """In one query; none of a year that is open, or was never fixed. Of two roots' year there are two."""
    closed = [each for each in rating_years if each.is_closed]
    standing = Edition.objects.filter(rating_year__in=closed, undone_at=None)
    editions = standing.order_by("rating_year__year", "rating_year", "number")
    rows = editions.values_list("rating_year", "rating_year__year", "number", "made_at")
    newest = {pk: (year, number, at) for pk, year, number, at in rows}
    return tuple(Stand(year, number, timezone.localdate(at)) for year, number, at in newest.values())


def stand(rating_year: RatingYear) -> Stand | None:
    return next(iter(stands([rating_year])), None)


def words(found: Sequence[Stand]) -> str:
    """In one line, whatever the number of years; empty where none is closed."""
    later = [each.words for each in found if each.number > 1]
    first = list(dict.fromkeys(str(each.year) for each in found if each.number == 1))
    said = {"years": ", ".join(first)}
    return "; ".join([*later, *([gettext("Figures of %(years)s by their first edition") % said] if first else [])])
