"""What was entered after a year was closed, beside its figures: such as 2 admissions that its 168 don't hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Q

from inspections.acts import Acts
from members.models import LifeEvent
from organizations.models import Organization
from ratings.models import RatingYear
from ratings.register import late, reading
from ratings.register.differences import Difference
from ratings.register.late import Entry
from ratings.register.reading import Dated
from ratings.register.tables import ACTS, EVENTS
from reports.indicators.acts import SOURCES
from reports.indicators.catalogue import INDICATORS
from reports.indicators.definitions import Admissions, Source
from reports.models import Term

ADMITTED = next(each.code for each in INDICATORS if isinstance(each.source, Admissions))
Later = Mapping[tuple[str, int], int]
"""{(indicator, year): how many}, without zeros."""


def fixed_years(term: Term, years: Sequence[int] = ()) -> list[RatingYear]:
    """Of the term's own root and of those merged into it: a year is corrected where it was closed."""
    among = years or term.years
    roots = term.root.paths
    return [each for each in reading.fixed_years() if each.root.path in roots and each.year in among]


def counts(term: Term, organization: Organization) -> Later:
    """Four queries, one where no year of the term is closed."""
    fixed = fixed_years(term)
    if not fixed:
        return {}
    admitted = late.late(EVENTS, fixed).within(organization).filter(kind=LifeEvent.Kind.ADMITTED)
    found = Counter((ADMITTED, year) for year, _entry in late.entries(admitted))
    return found + Counter({key: len(entries) for key, entries in _acts(fixed, organization).items()})


def _acts(fixed: Sequence[RatingYear], organization: Organization) -> Mapping[tuple[str, int], set[int]]:
    """A case that became one of another kind stands beside both figures."""
    found: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    rows = late.late(ACTS, fixed).within(organization).annotate(of_member=Q(member__isnull=False))
    for year, entry, *what in rows.distinct("year", "entry", "kind", "body", "basis", "of_member"):
        for code, acts in SOURCES.items():
            if acts.covers(*what):
                found[code, year].add(entry)
    return found


def of_figure(source: Source, fixed: Sequence[RatingYear], organization: Organization) -> list[Entry]:
    """Those of one figure, year by year; of what is summed up from sheets, none."""
    rows = _rows(source, fixed)
    return sorted(late.entries(rows.within(organization))) if rows and fixed else []


def _rows(source: Source, fixed: Sequence[RatingYear]) -> Dated | None:
    match source:
        case Admissions():
            return late.late(EVENTS, fixed).filter(kind=LifeEvent.Kind.ADMITTED)
        case Acts():
            return late.late(ACTS, fixed).filter(source.condition)
    return None


def told(source: Source, fixed: Sequence[RatingYear], shown: Sequence[Entry]) -> list[Difference]:
    return late.rows_of(ACTS if isinstance(source, Acts) else EVENTS, fixed, shown)
