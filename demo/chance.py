"""Chance that is the same everywhere: one generator for each subject, so that a change in one leaves the others."""

from collections.abc import Sequence
from datetime import date, timedelta
from heapq import heapify, heappop, heapreplace
from random import Random

# Quotients are compared as whole numbers, alike on every machine.
SCALE = 10**12


def chance(subject: str) -> Random:
    return Random(f"dữ liệu mô phỏng: {subject}")


def day_between(random: Random, first: date, last: date) -> date:
    return first + timedelta(days=random.randint(0, (last - first).days))


def years_later(day: date, years: int) -> date:
    """The same day years later; 29 February becomes 28 February."""
    return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)


def apportion(total: int, weights: Sequence[int], most: Sequence[int] | None = None) -> list[int]:
    """Whole shares of the total by weight (Sainte-Laguë), none above its `most`.

    With a growing total no share ever shrinks. Raises ValueError where the limits leave no room.
    """
    shares = [0] * len(weights)
    limits = most if most is not None else [total] * len(weights)
    queue = [(-weight * SCALE, index) for index, weight in enumerate(weights) if weight and limits[index] > 0]
    heapify(queue)
    for _ in range(total):
        if not queue:
            raise ValueError(f"{total} does not fit below the limits")
        index = queue[0][1]
        shares[index] += 1
        if shares[index] < limits[index]:
            heapreplace(queue, (-weights[index] * SCALE // (2 * shares[index] + 1), index))
        else:
            heappop(queue)
    return shares
