from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import UserFactory
from ui.days import AddressDayInput, DayField, DayInput, PastDayField, written

MARCH = date(2024, 3, 1)


@pytest.mark.parametrize(
    "typed",
    [
        *("1/3/24", "01.03.2024", "01-03-2024", "010324", "01032024", "1 3 2024", "1/3-24", "1, 3, 2024"),
        *("2024-03-01", "20240301", "2024/3/1", "  1/3/2024 ", "１/３/２４", "1\u20133\u20132024", "1/3/\u200b2024"),
        *("ngày 01 tháng 3 năm 2024", "Ngày 1 tháng 03 năm 2024", "nga\u0300y 1 tha\u0301ng 3 na\u0306m 2024"),
        *("01/03/2024.", "1.3.24.", "1/3/2024,", "ngày 1/3/2024", "Ngày 1.3.24.", "ngày1/3/2024", "mùng 1/3/2024"),
        *("mồng 1 tháng 3 năm 2024", "ngày mùng 1/3/2024", "1 tháng 3, 2024", "1 tháng 3 2024", "1 thg 3, 2024"),
        *("1 tháng 3/2024", "1 tháng 3 năm 24", "ngày 1, tháng 3, năm 2024", "1\u20443\u204424", "1\u22153\u221524"),
        *("1/3/2024 00:00", "1/3/2024 0:00", "01/03/2024 00:00:00", "1/3/2024 12:00:00 AM", "1/3/2024 12:00 SA"),
        *("2024-03-01T00:00:00", "2024-03-01 00:00:00.000", "ngày 1 tháng 3 năm 2024 00:00."),
    ],
)
def test_a_day_is_read_however_people_write_it(typed):
    assert DayField().clean(typed) == MARCH


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ("hôm nay", 0),
        ("Hôm qua", -1),
        ("hom nay", 0),
        ("today", 0),
        ("Hôm nay.", 0),
        ("ngày hôm qua", -1),
        ("ngày mai.", 1),
    ],
)
def test_a_day_may_be_named_from_today(words, after):
    assert DayField().clean(words) == timezone.localdate() + timedelta(days=after)


@pytest.mark.parametrize(
    "typed",
    [
        *(".", "00:00", "ngày", "mùng", "tháng 3 năm 2024", "ngày tháng 3", "3 tháng 2024", "1 tháng 1224"),
        *("tháng 3 1, 2024",),
        *("1/3/2024 08:30", "1/3/2024 00:01", "1/3/2024 24:00", "1/3/2024 12:00 PM", "1/3/202400:00", "1/3.", "1⁄3"),
        *("①/3/2024", "1²/3/2024", "1/3/202④", "½/3/2024"),
        *("1 năm 3 tháng 2024", "ngày ngày 1/3/2024", "1/3/2024..5", "từ 1/3/2024"),
    ],
)
def test_what_surrounds_a_day_makes_none_of_what_is_none(typed):
    with pytest.raises(ValidationError, match="ngày/tháng/năm"):
        DayField().clean(typed)


@pytest.mark.parametrize(
    "typed", ["ngày 31/2/2024", "mùng 0/3/2024", "30 tháng 2, 2024", "1/13/2024 00:00", "31⁄4⁄24."]
)
def test_a_day_that_no_calendar_has_is_none_in_words_either(typed):
    with pytest.raises(ValidationError, match="lịch"):
        DayField().clean(typed)


@pytest.mark.parametrize("typed", ["1/3", "3/2024", "1/3/024", "1/3/4", "12345", "1/3/2024/5", "mai", "1e3", "9" * 40])
def test_what_is_no_day_is_asked_for_again(typed):
    with pytest.raises(ValidationError, match="ngày/tháng/năm"):
        DayField().clean(typed)


@pytest.mark.parametrize(
    ("field", "typed", "year"),
    [
        (DayField, "1/3/36", 2036),
        (DayField, "1/3/37", 1937),
        (PastDayField, "1/3/26", 2026),
        (PastDayField, "1/3/27", 1927),
    ],
)
def test_two_digits_are_the_latest_year_that_can_be_meant(field, typed, year, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 11, 26))
    assert field().clean(typed).year == year


def test_what_has_happened_is_not_of_a_day_to_come():
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert DayField().clean(written(tomorrow)) == tomorrow
    with pytest.raises(ValidationError, match="chưa tới"):
        PastDayField().clean(written(tomorrow))


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_spelling_of_a_day_is_that_day(day):
    for spelling in ("%d/%m/%Y", "%d.%m.%Y", "%d%m%Y", "%Y-%m-%d", "%Y%m%d"):
        assert DayField().clean(f"{day:{spelling}}") == day


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_day_or_refused_in_words(typed):
    field = DayField(required=False)
    with suppress(ValidationError):
        day = field.clean(typed)
        assert day is None or date(1900, 1, 1) <= day <= date(2100, 12, 31)


@pytest.fixture
def ask(client, db):
    client.force_login(UserFactory())
    return lambda **query: client.get(reverse("day"), query)


def test_the_page_hears_how_a_day_is_understood(ask):
    assert ask(typed="1/3/24").json() == {"day": "01/03/2024"}
    assert ask(typed="1/3/24", past=1).json() == {"day": "01/03/2024"}


@pytest.mark.parametrize(
    ("query", "words"),
    [({"typed": "31/2/24"}, "lịch"), ({}, "Hãy điền"), ({"typed": "1/1/2099", "past": 1}, "chưa tới")],
)
def test_the_page_hears_what_is_wrong_with_a_day(ask, query, words):
    assert words in ask(**query).json()["wrong"]


@pytest.mark.parametrize("attrs", [{}, {"data-today": ""}])
def test_a_line_for_a_day_names_where_the_page_asks(attrs):
    drawn = DayInput(attrs).render("day", None)
    assert f'data-day="{reverse("day")}"' in drawn
    assert ('data-today=""' in drawn) == ("data-today" in attrs)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2024-03-01", "01/03/2024"),
        (date(2024, 3, 1), "01/03/2024"),
        ("1/3/24", "1/3/24"),
        ("hôm nay", "hôm nay"),
        (None, None),
    ],
)
def test_a_day_of_an_address_is_shown_as_people_write_it(value, shown):
    assert AddressDayInput().format_value(value) == shown


def test_what_was_typed_stays_as_it_was_typed():
    assert DayInput().format_value("2024-03-01") == "2024-03-01"
