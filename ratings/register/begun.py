"""Whether the registers had begun when a year was fixed: from their first entry on none means none, before it nothing.

What is entered later of another year begins no register for a year that is closed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q

from members.models import LifeEvent
from ratings.models import Edition, RatingYear
from ratings.register import live, reading
from ratings.register.reading import Dated
from ratings.register.tables import ACTS, EVENTS

NAMES = ("admissions_begun", "acts_begun")
ADMITTED = Q(kind=LifeEvent.Kind.ADMITTED)


def of(edition: Edition | None) -> dict[str, bool]:
    return {name: getattr(edition, name) for name in NAMES} if edition else {}


def note(edition: Edition, *, earlier: bool = False) -> None:
    """By what the edition itself holds now, and by what is known of the years before, where it is asked to look."""
    year = edition.rating_year
    edition.admissions_begun |= EVENTS.kept(year).filter(ADMITTED).exists()
    edition.acts_begun |= ACTS.kept(year).exists()
    if earlier:
        fixed = reading.fixed_years()
        edition.admissions_begun |= _before(reading.events(fixed).filter(ADMITTED), year, "happened_on")
        edition.acts_begun |= _before(reading.acts(fixed), year, "opened_on")
    edition.save(update_fields=NAMES)


def _before(dated: Dated, year: RatingYear, day: str) -> bool:
    return dated.filter(live.below_any(year.paths), **{f"{day}__lt": date(year.year, 1, 1)}).exists()


def told(fixed: Collection[RatingYear], among: Collection[RatingYear], name: str) -> Mapping[int, bool]:
    """{year: whether the register of one of its rating years had begun}, of the closed ones."""
    here = {each.pk for each in among}
    years: dict[int, bool] = {}
    for each in fixed:
        if each.pk in here:
            years[each.year] = years.get(each.year, False) or getattr(each, name)
    return years
