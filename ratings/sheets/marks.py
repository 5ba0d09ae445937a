"""A series of years goes on across a merger, a division, a hand-over or another parent, with a mark where it does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext

from organizations.lineage import told
from organizations.models import Organization
from ratings.sheets.by_year import YearRated


def marked(organization: Organization, years: Sequence[YearRated]) -> list[YearRated]:
    """`years`: newest first. What is told of a year that has no row stands with the next one, or with the last."""
    marks: defaultdict[int, list[str]] = defaultdict(list)
    for each in told(organization):
        later = (rated.year for rated in reversed(years) if rated.year >= each.on.year)
        marks[next(later, years[0].year if years else 0)].append(each.sentence)
    for year, sentence in _moved(years):
        marks[year].append(sentence)
    return [replace(rated, marks=tuple(marks[rated.year])) for rated in years]


def _moved(years: Sequence[YearRated]) -> Iterator[tuple[int, str]]:
    stood = [(rated.year, rated.sheet.parent) for rated in years if rated.sheet and rated.sheet.parent]
    for (year, parent), (_before, other) in pairwise(stood):
        if parent != other:
            yield year, gettext("From %(year)s on it belongs to %(name)s.") % {"year": year, "name": parent.name}
