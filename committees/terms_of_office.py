"""How long a committee is elected for: five years (Charter of 2011, Art. 13, 17, 22 and 24).

Cells below a grassroots committee met twice in five years until Rule 294-QĐ/TW of 26/5/2025 gave them five years.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from organizations.models import Kind

FIVE_YEARS, HALF_OF_THEM = 60, 30
CELLS_AS_LONG_AS_OTHERS = date(2025, 5, 26)


def months(kind: str, since: date) -> int:
    shorter = kind == Kind.SUBORDINATE_CELL and since < CELLS_AS_LONG_AS_OTHERS
    return HALF_OF_THEM if shorter else FIVE_YEARS


def due(kind: str, since: date) -> date:
    """The day on which a committee formed then is due to be elected anew."""
    return months_from(since, months(kind, since))


def months_from(day: date, months: int) -> date:
    """The same day of another month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
