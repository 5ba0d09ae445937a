from datetime import date, timedelta

import pytest

from ratings.models import RatingYear, Sheet
from ratings.progress.deadlines import DAYS_COUNTED, due_words, is_late, waiting_words
from tests import factories

TODAY = date(2024, 12, 20)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (TODAY, "hôm nay là hạn cuối"),
        (TODAY + timedelta(days=1), "còn 1 ngày"),
        (TODAY + timedelta(days=DAYS_COUNTED), "còn 60 ngày"),
        (TODAY + timedelta(days=DAYS_COUNTED + 1), "hạn 19/02/2025"),
        (TODAY - timedelta(days=1), "quá hạn từ 19/12/2024"),
        (date(2020, 12, 20), "quá hạn từ 20/12/2020"),
    ],
)
def test_due_in_words(due, words):
    assert due_words(due, TODAY) == words


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (TODAY, "trình hôm nay"),
        (TODAY - timedelta(days=3), "đã chờ 3 ngày"),
        (TODAY - timedelta(days=700), "chờ từ 20/01/2023"),
    ],
)
def test_waiting_in_words(since, words):
    assert waiting_words(since, TODAY) == words


@pytest.mark.parametrize(
    ("state", "today", "late"),
    [
        (Sheet.State.DRAFT, date(2024, 12, 20), False),
        (Sheet.State.DRAFT, date(2024, 12, 21), True),
        (Sheet.State.RETURNED, date(2024, 12, 21), True),
        (Sheet.State.SUBMITTED, date(2024, 12, 21), False),
        (Sheet.State.APPROVED, date(2024, 12, 21), False),
    ],
)
def test_late_is_whoever_still_has_the_sheet_after_the_day(world, state, today, late):
    year = factories.RatingYearFactory(year=2024)
    assert is_late(Sheet(state=state), world.own_cell, year, today) is late
    assert is_late(None, world.own_cell, year, date(2024, 12, 21))
    assert not is_late(Sheet(state=state), world.own, year, date(2025, 1, 10))
    assert not is_late(None, world.own_cell, RatingYear(year=2023, state="closed"), today)
