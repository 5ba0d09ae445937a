"""Where one person belonged, out of what two records say; pure, so that each case can be tried without a database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Stay:
    """`number`: of the row that holds it; `mine` says whether it is of the record that stays."""

    number: int
    place: int
    since: date
    until: date | None
    mine: bool

    def meets(self, other: Stay) -> bool:
        return _before(self.since, other.until) and _before(other.since, self.until)


@dataclass(frozen=True)
class United:
    """`stays` in order; `aside`: rows whose time another covers; `moves`: which was left open when which began."""

    stays: tuple[Stay, ...]
    aside: tuple[Stay, ...]
    moves: tuple[tuple[Stay, Stay], ...]


class Apart(Exception):
    """Two stays that nobody can have had at once."""

    def __init__(self, one: Stay, other: Stay):
        super().__init__(one, other)
        self.one, self.other = one, other


def united(stays: Iterable[Stay]) -> United:
    """Raises Apart where the records contradict each other.

    Of two stays in one place at one time one is left, from the earlier day on; it ends where one of them says so, for
    who stayed on the other record was forgotten there. Who is said to belong in two places moved when the later began.
    """
    left: list[Stay] = []
    aside: list[Stay] = []
    moves: list[tuple[Stay, Stay]] = []
    for stay in sorted(stays, key=lambda each: (each.since, not each.mine, each.number)):
        last = left[-1] if left else None
        if last is None or not last.meets(stay):
            left.append(stay)
        elif last.place == stay.place:
            left[-1], gone = _one_of(last, stay)
            aside.append(gone)
        else:
            left[-1] = _moved(last, stay)
            moves.append((left[-1], stay))
            left.append(stay)
    return United(tuple(left), tuple(aside), tuple(moves))


def _one_of(one: Stay, other: Stay) -> tuple[Stay, Stay]:
    """What is left and what goes aside; the row of the record that stays is kept."""
    kept, gone = (one, other) if one.mine or not other.mine else (other, one)
    ends: Sequence[date] = [each for each in (kept.until, gone.until) if each]
    until = kept.until or (ends[0] if ends else None)
    return replace(kept, since=min(one.since, other.since), until=until), gone


def _moved(one: Stay, other: Stay) -> Stay:
    """The earlier one was left open, or both are of one record and then nothing is to be guessed."""
    if one.mine is other.mine or one.until is not None or one.since == other.since:
        raise Apart(one, other)
    return replace(one, until=other.since)


def _before(day: date, until: date | None) -> bool:
    return until is None or day < until
