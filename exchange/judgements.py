"""What was judged of a row, as a chunk keeps it, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from exchange.kinds import Difference, Judged, Outcome, Problem
from exchange.models import Chunk

COUNTED = {Outcome.ERROR: "errors", Outcome.NEW: "new", Outcome.CHANGED: "changed", Outcome.SAME: "same"}


# Places in what is kept of a row.
NUMBER, OUTCOME, DATA = 0, 1, 5
# The notes behind them are counted once for all rows.
FIELDS = 7


def read(kept: Sequence[Any]) -> Judged:
    number, outcome, label, problems, differences, data, url = kept[:FIELDS]
    return Judged(
        number=number,
        outcome=Outcome(outcome),
        label=label,
        problems=tuple(Problem(*each) for each in problems),
        differences=tuple(Difference(*each) for each in differences),
        data=data,
        url=url,
    )


def fill(chunk: Chunk, judged: Sequence[Judged]) -> Counter[Outcome]:
    """JSON has no tuples: each is kept as the list of its fields."""
    chunk.judged = judged
    counted = Counter(each.outcome for each in judged)
    for outcome, name in COUNTED.items():
        setattr(chunk, name, counted[outcome])
    return counted
