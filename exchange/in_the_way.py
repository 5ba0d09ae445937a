"""What keeps an import from being taken back: a line for each cause, however many rows it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from django.utils.translation import ngettext

from exchange.kinds import Touched
from ui.numbers import format_integer

TOLD = 20


def in_the_way(touched: Iterable[Touched]) -> list[list[str]]:
    """The first row of each cause with how many more there are, the cause, and where it is looked at."""
    counts: Counter[str] = Counter()
    first: dict[str, Touched] = {}
    for each in touched:
        counts[each.sentence] += 1
        first.setdefault(each.sentence, each)
    return [
        [_label(each.label, counts[sentence] - 1), sentence, each.url] for sentence, each in islice(first.items(), TOLD)
    ]


def _label(label: str, more: int) -> str:
    if not more:
        return label
    told = ngettext("%(label)s and %(count)s more row", "%(label)s and %(count)s more rows", more)
    return told % {"label": label, "count": format_integer(more)}
