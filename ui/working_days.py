"""Mondays to Fridays. Public holidays are not in the calendar of the portal and are counted as days."""

from datetime import date, timedelta

WEEK = 7
OF_A_WEEK = 5


def working_days(first: date, last: date) -> int:
    """After `first`, up to and with `last`."""
    weeks, rest = divmod(max(0, (last - first).days), WEEK)
    return weeks * OF_A_WEEK + sum((first.weekday() + step) % WEEK < OF_A_WEEK for step in range(1, rest + 1))


def after_working_days(first: date, count: int) -> date:
    """The day on which so many of them have passed."""
    last = first + timedelta(days=count // OF_A_WEEK * WEEK)
    while working_days(first, last) > count:
        last -= timedelta(days=1)
    while working_days(first, last) < count:
        last += timedelta(days=1)
    return last
