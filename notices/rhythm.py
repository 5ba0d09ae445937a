"""On which days somebody is reminded of a due date."""

from datetime import date

# Days before it,
BEFORE = (7, 1)
# the day after, and then every week until it would only be noise.
FIRST_AFTER, EVERY, LONGEST = 1, 7, 60


def is_day(due: date, today: date) -> bool:
    after = (today - due).days
    if after <= 0:
        return -after in BEFORE
    return after == FIRST_AFTER or (after % EVERY == 0 and after <= LONGEST)
