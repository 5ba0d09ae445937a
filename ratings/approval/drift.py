"""Against last year: who went up, who went down, whom last year does not know."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ratings.grid.grid_row import GridRow
from ratings.levels import Level


@dataclass(frozen=True)
class Move:
    """All whose level went from one to the other."""

    was: Level
    now: Level
    lines: list[GridRow]


@dataclass(frozen=True)
class Drift:
    up: list[Move]
    down: list[Move]
    same: int
    new: int

    @property
    def higher(self) -> int:
        return sum(len(move.lines) for move in self.up)

    @property
    def lower(self) -> int:
        return sum(len(move.lines) for move in self.down)


def drift_of(lines: Iterable[GridRow]) -> Drift:
    moved: defaultdict[tuple[Level, Level], list[GridRow]] = defaultdict(list)
    others: Counter[str] = Counter()
    for line in lines:
        if line.raw["level"] in ("", "0"):
            continue
        was, now = line.last_level, Level(int(line.raw["level"]))
        if was is None or was == now:
            others["new" if was is None else "same"] += 1
        else:
            moved[Level(was), now].append(line)
    moves = [Move(*levels, of) for levels, of in sorted(moved.items(), reverse=True)]
    up, down = ([move for move in moves if (move.now > move.was) is higher] for higher in (True, False))
    return Drift(up, down, others["same"], others["new"])
