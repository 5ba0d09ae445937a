from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ui.numbers import (
    format_decimal,
    format_input,
    format_integer,
    format_percent,
    parse_decimal,
    parse_integer,
    percent_of,
    roman,
)

LANGUAGES = st.sampled_from(["vi", "en"])


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (0, "0", "0"),
        (1062, "1.062", "1,062"),
        (-1062, "-1.062", "-1,062"),
        (12345678, "12.345.678", "12,345,678"),
        (Fraction(5, 2), "3", "3"),
        (Fraction(-1, 3), "0", "0"),
        (None, "—", "—"),
    ],
)
def test_integers_are_grouped_by_the_language(value, vietnamese, english):
    assert format_integer(value) == vietnamese
    with translation.override("en"):
        assert format_integer(value) == english


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (Decimal("99.16"), 1, "99,2%"),
        (Decimal("99.15"), 1, "99,2%"),
        (Fraction(100 * 2, 3), 2, "66,67%"),
        (Fraction(-5, 100), 1, "-0,1%"),
        (Fraction(-4, 100), 1, "0,0%"),
        (Decimal("1062.5"), 0, "1.063%"),
        (100, 1, "100,0%"),
        (None, 1, "—"),
    ],
)
def test_halves_round_away_from_zero_and_never_to_minus_nothing(value, places, written):
    assert format_percent(value, places) == written


def test_a_float_is_refused():
    with pytest.raises(TypeError, match="exact number"):
        format_decimal(99.16)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1062", 1062),
        ("1.062", 1062),
        (" 1 062 ", 1062),
        ("+7", 7),
        ("-7", -7),
        ("−7", -7),
        ("１０６２", 1062),
        ("007", 7),
    ],
)
def test_integers_as_typed_in_vietnamese(typed, value):
    assert parse_integer(typed) == value


@pytest.mark.parametrize("typed", ["1,062", "1.06", "1.0622", "10.62", "0.062", "1..062", "1e3", "NaN", "", "١٢", "½"])
def test_an_integer_written_otherwise_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError) as refused:
        parse_integer(typed)
    assert "ví dụ 1062." in refused.value.messages[0]


SAYS_MORE = ["2²", "²", "②", "⑳", "2₃", "2½", "1⁄2", "⑴", "２²"]


@pytest.mark.parametrize("typed", SAYS_MORE)
@pytest.mark.parametrize("parse", [parse_integer, parse_decimal])
def test_a_sign_that_says_more_than_a_digit_becomes_no_other_number(parse, typed):
    with pytest.raises(ValidationError):
        parse(typed)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("９９，１６", "99.16"), ("1\u3000062,5", "1062.5"), ("1\u2009062,5", "1062.5"), ("1\u202f062", "1062")],
)
def test_full_width_and_unusual_spaces_are_the_plain_ones(typed, value):
    assert parse_decimal(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("99,16", "99.16"), ("1.062,5", "1062.5"), ("1.062.500", "1062500"), ("1 062,5", "1062.5"), ("0,125", "0.125")],
)
def test_decimals_as_typed_in_vietnamese(typed, value):
    assert parse_decimal(typed) == Decimal(value)


def test_english_swaps_the_marks():
    with translation.override("en"):
        assert parse_integer("1,062") == 1062
        assert parse_decimal("1,062.5") == Decimal("1062.5")
        with pytest.raises(ValidationError, match="not a whole number"):
            parse_integer("1.062")


def test_a_decimal_with_one_group_of_three_may_mean_two_numbers():
    with pytest.raises(ValidationError) as refused:
        parse_decimal("1.062")
    assert refused.value.messages == ["“1.062” có thể hiểu theo hai cách. Hãy viết 1062 hoặc 1,062."]


@pytest.mark.parametrize("typed", ["99.16", "1,2,3", "1e400", "NaN", "Infinity", "-", ",", "9\x00", "0x10", "1_000"])
def test_a_decimal_written_otherwise_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError) as refused:
        parse_decimal(typed)
    assert "99,16" in refused.value.messages[0]


def number_or_sentence(parse, typed):
    try:
        return parse(typed)
    except ValidationError as refused:
        return refused.messages[0]


@given(st.one_of(st.text(max_size=80), st.text(alphabet="0123456789.,+- eENa\x00\u00a0１", max_size=70)), LANGUAGES)
def test_any_text_is_a_number_or_a_sentence(typed, language):
    with translation.override(language):
        assert isinstance(number_or_sentence(parse_integer, typed), int | str)
        assert isinstance(number_or_sentence(parse_decimal, typed), Decimal | str)


@given(st.integers(-(10**17), 10**17), LANGUAGES)
def test_an_integer_comes_back_as_it_went(value, language):
    with translation.override(language):
        assert parse_integer(format_integer(value)) == value
        assert parse_integer(format_input(value)) == value


@given(st.decimals(-(10**12), 10**12, places=3), st.integers(1, 3), LANGUAGES)
def test_a_decimal_comes_back_as_it_was_shown(value, places, language):
    with translation.override(language):
        shown = value.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")
        assert parse_decimal(format_decimal(value, places)) == shown
        assert parse_decimal(format_input(value)) == value


@given(st.fractions(-(10**9), 10**9), st.integers(0, 6))
def test_rounding_is_never_off_by_more_than_half_a_unit(value, places):
    shown = Fraction(format_decimal(value, places).replace(".", "").replace(",", "."))
    assert abs(shown - value) <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "I"),
        (4, "IV"),
        (9, "IX"),
        (10, "X"),
        (14, "XIV"),
        (40, "XL"),
        (49, "XLIX"),
        (90, "XC"),
        (388, "CCCLXXXVIII"),
    ],
)
def test_roman_numerals(number, written):
    assert roman(number) == written


def test_a_part_in_percent_is_exact_and_nothing_has_no_parts():
    assert percent_of(68, 81) == Fraction(6800, 81)
    assert percent_of(0, 81) == 0
    assert percent_of(-3, 4) == -75
    assert percent_of(0, 0) is None


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (Fraction(200, 4874), 1, "0,04%"),
        (Fraction(100, 500_000), 1, "0,0002%"),
        (Fraction(100 * 4872, 4874), 1, "99,96%"),
        (Fraction(100 * 99_999, 100_000), 2, "99,999%"),
        (0, 1, "0,0%"),
        (100, 1, "100,0%"),
        (Fraction(5), 1, "5,0%"),
    ],
)
def test_a_share_that_is_neither_nothing_nor_all_is_never_written_so(value, places, written):
    assert format_percent(value, places) == written
