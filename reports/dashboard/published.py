"""What was published of a term and its years, beside the figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db.models import Q

from organizations.models import Organization
from organizations.tree import STEP
from reports.models import Published, Term
from reports.scorecard.board import BoardRow
from reports.scorecard.figures import Line, Scorecard, TermFigure, YearFigure
from reports.scorecard.published import Told, compared, of_predecessor

Beside = Mapping[tuple[str, int | None], Sequence[Published]]
"""By indicator and year; no year: of the whole term."""


def published_of(term: Term, organization: Organization) -> Beside:
    """Of the root and of those merged into it, each as a whole: beside the figures of a part of it nothing stands."""
    found: defaultdict[tuple[str, int | None], list[Published]] = defaultdict(list)
    if organization.pk == term.root_id:
        roots = [path for path in term.root.paths if len(path) == STEP]
        of_it = Q(term__code=term.code) | Q(term=None, year__in=term.years)
        said = Published.objects.filter(of_it, root__path__in=roots).select_related("root")
        for each in sorted(said.order_by("published_on", "pk"), key=lambda each: roots.index(each.root.path)):
            found[each.indicator, each.year].append(each)
    return found


def told(beside: Beside, card: Scorecard, line: Line, year: int | None) -> tuple[Told, ...]:
    figure: YearFigure | TermFigure = line.term if year is None else line.year(year)
    return tuple(
        compared(each, figure, line.years) if each.root_id == card.organization_id else of_predecessor(each)
        for each in beside.get((line.code, year), ())
    )


def with_published(rows: Sequence[BoardRow], card: Scorecard, beside: Beside) -> tuple[BoardRow, ...]:
    lines = {line.code: line for line in card.lines}
    return tuple(row if row.is_minor else _row(row, card, lines[row.code], beside) for row in rows)


def _row(row: BoardRow, card: Scorecard, line: Line, beside: Beside) -> BoardRow:
    cells = tuple(
        replace(cell, told=told(beside, card, line, figure.year))
        for cell, figure in zip(row.cells, line.years, strict=True)
    )
    return replace(row, cells=cells, term=replace(row.term, told=told(beside, card, line, None)))
