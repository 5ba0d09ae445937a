"""The cap beside the grid of all cells: of all members of the grassroots organisation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ratings.counts import groups
from ratings.counts.ceilings import Ceilings
from ratings.grid import cap_panel
from ratings.grid.cap_panel import ByTitle, CapPanel
from ratings.grid.grid_row import GridRow
from ratings.levels import Level, NotRatedReason
from ratings.models import Sheet


def caps(committee: Sheet, here: Sequence[ByTitle], shown: Sequence[ByTitle], sheets: Sequence[int]) -> list[CapPanel]:
    """`here` is what can be changed; cells that are only `shown` count as those that are not on the page at all."""
    ceilings = Ceilings.of(committee.rating_year)
    mine, others = _added(here), _added([cap_panel.members_elsewhere(committee, sheets), *shown])
    if ceilings.rule.by_title_group:
        return cap_panel.title_panels(committee, ceilings, mine, others)
    return [cap_panel.whole_panel(ceilings, cap_panel.together(mine), cap_panel.together(others))]


LEVELS = {str(level.value): level.value for level in Level}


def counted(lines: Iterable[GridRow]) -> ByTitle:
    return cap_panel.by_title(_counted(line.raw) for line in lines)


def _added(each: Iterable[ByTitle]) -> ByTitle:
    found: defaultdict[str, groups.Tallied] = defaultdict(Counter)
    for of in each:
        for title, rows in of.items():
            found[title] += rows
    return found


def _counted(raw: Mapping[str, str]) -> tuple[str, int | None, str]:
    """What cannot be read is as if it were still empty."""
    title = raw.get("title_group", "")
    level, reason = raw["level"], raw["not_rated_reason"]
    if level in LEVELS:
        return title, LEVELS[level], ""
    return title, None, reason if reason in NotRatedReason.values else ""
