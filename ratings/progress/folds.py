"""The board folded: a line for each grassroots organisation, with how all that belong to it stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.functions import Substr
from django.utils.translation import gettext

from organizations.models import Organization
from organizations.tree import below
from ratings.counts.groups import GRASSROOTS_LENGTH
from ratings.models import Sheet
from ratings.progress.below import Below
from ratings.progress.board import LATE, Progress
from ratings.progress.rows import BoardRows

# Of the organisations below the line that is open; the board without folds has pages.
MOST_BELOW = 200
LINE = Substr("stood", 1, GRASSROOTS_LENGTH)
IS_LINE = Q(stood_as__in=Organization.Kind.grassroots())


def lines_of(rows: BoardRows) -> BoardRows:
    """Those with something late at or below them first, in the order of the tree."""
    everything = rows.organizations
    late = everything.order_by().filter(rows.states[LATE]).values(line=LINE)
    late_first = Case(When(stood__in=late, then=Value(0)), default=Value(1))
    return replace(rows, organizations=everything.filter(IS_LINE).order_by(late_first, F("stood")))


def folded(rows: BoardRows, lines: Sequence[Progress], unfolded: int | None) -> list[Progress]:
    """The lines with their counts, and below the one that is unfolded all that belong to it."""
    counted = dict(_below(rows, lines))
    found: list[Progress] = []
    for line in lines:
        is_open, counts = line.organization.pk == unfolded, counted.get(line.path)
        found.append(replace(line, below=counts and counts._replace(is_open=is_open)))
        if is_open and counts:
            found += _inside(rows, line)
    return found


def _inside(rows: BoardRows, line: Progress) -> list[Progress]:
    inside = rows.organizations.filter(below(line.path, "stood")).exclude(pk=line.organization.pk)
    return replace(rows, organizations=inside.order_by(F("stood")))[:MOST_BELOW]


def _below(rows: BoardRows, lines: Sequence[Progress]) -> Iterator[tuple[str, Below]]:
    said = {
        gettext("waiting for a decision"): rows.states[Sheet.State.SUBMITTED],
        gettext("returned"): rows.states[Sheet.State.RETURNED],
        gettext("overdue"): rows.states[LATE],
    }
    counts = {f"in_{number}": Count("pk", filter=state) for number, state in enumerate(said.values())}
    inside = rows.organizations.order_by().annotate(line=LINE).exclude(IS_LINE)
    inside = inside.filter(line__in=[line.path for line in lines])
    for path, total, *numbers in inside.values_list("line").annotate(total=Count("pk"), **counts):
        yield path, Below(total, list(zip(said, numbers, strict=True)))
