"""A committee as its page shows it on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from committees.doubts import doubts, seats
from committees.models import Committee, Office


@dataclass(frozen=True)
class Shown:
    committee: Committee
    on: date
    offices: list[Office]
    """Held on the day."""
    others: list[Office]
    """Of the same term, but not on that day."""
    seats: list[tuple[str, int | None, int]]
    doubts: list[str]


def shown(committee: Committee, today: date, on: date | None = None) -> Shown:
    """On the day asked for; else today, or the last day of one that has ended."""
    day = on or _usual_day(committee, today)
    rows = list(committee.offices.select_related("member", "committee__organization").in_order())
    held = [each for each in rows if each.since <= day and _lasts(each, day)]
    others = [each for each in rows if each not in held]
    return Shown(committee, day, held, others, seats(committee, held), list(doubts(committee, held, day)))


def _usual_day(committee: Committee, today: date) -> date:
    if committee.until is None or committee.until > today:
        return max(today, committee.since)
    return date.fromordinal(committee.until.toordinal() - 1)


def _lasts(office: Office, day: date) -> bool:
    return office.until is None or office.until > day
