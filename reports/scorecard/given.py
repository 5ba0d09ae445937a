"""What is entered from outside for a root: its plans, and the figures of its province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from organizations.tree import STEP
from ratings.models import RatingYear
from reports.models import Plan, ProvincialFigure, Term


def plans(term: Term, rating_years: Iterable[RatingYear]) -> dict[tuple[int, str], Fraction]:
    """Of years that several roots rated, what they planned together: nothing where one of them planned nothing."""
    roots: defaultdict[int, set[int]] = defaultdict(set)
    for each in rating_years:
        roots[each.year].add(each.root_id)
    known = {*set().union(*roots.values()), term.root_id}
    rows = Plan.objects.filter(root__in=known, year__in=term.years).values_list("year", "indicator", "root", "value")
    by_root: defaultdict[tuple[int, str], dict[int, Fraction]] = defaultdict(dict)
    for year, code, root, value in rows:
        by_root[year, code][root] = Fraction(value)
    found = {key: _together(each, roots[key[0]], term.root_id) for key, each in by_root.items()}
    return {key: value for key, value in found.items() if value is not None}


def _together(planned: dict[int, Fraction], roots: set[int], own: int) -> Fraction | None:
    """What a root planned for a year that only others rated is for all of them."""
    asked = {own} if own in planned and own not in roots else roots
    return sum((planned[root] for root in asked), Fraction(0)) if asked and asked <= planned.keys() else None


def provincial_figures(term: Term) -> dict[tuple[int, str], ProvincialFigure]:
    """There is one province: what the root has not entered itself, one that was merged into it has."""
    roots = [path for path in term.root.paths if len(path) == STEP]
    figures = ProvincialFigure.objects.filter(root__path__in=roots, year__in=term.years).select_related("root")
    found: dict[tuple[int, str], ProvincialFigure] = {}
    for figure in sorted(figures, key=lambda each: roots.index(each.root.path)):
        found.setdefault((figure.year, figure.code), figure)
    return found
