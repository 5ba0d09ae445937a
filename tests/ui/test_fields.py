from decimal import Decimal
from fractions import Fraction

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ui.days import DayField
from ui.fields import INTEGER_MAX, LocalDecimalField, LocalIntegerField


class WorkForm(forms.Form):
    workers = LocalIntegerField(min_value=0)
    revenue = LocalDecimalField(required=False, max_digits=8, decimal_places=2, min_value=0, max_value=Decimal("99999"))


def test_clean_data_holds_exact_numbers():
    form = WorkForm({"workers": "1.062", "revenue": "99,16"})
    assert form.is_valid()
    assert form.cleaned_data == {"workers": 1062, "revenue": Decimal("99.16")}


@pytest.mark.parametrize(
    ("low", "high", "example"),
    [(None, None, 1062), (0, INTEGER_MAX, 1062), (16, 120, 35), (1, 12, 5), (1900, 2100, 1970), (1990, 2100, 2024)],
)
def test_the_example_of_a_whole_number_is_one_that_its_field_takes(low, high, example):
    field = LocalIntegerField(min_value=low, max_value=high)
    with pytest.raises(ValidationError, match=rf"ví dụ {example}\."):
        field.clean("abc")
    assert field.clean(str(example)) == example


def test_nothing_typed_is_nothing_not_zero():
    assert WorkForm({"workers": "", "revenue": " "}).errors.keys() == {"workers"}
    assert LocalDecimalField(required=False).clean("") is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"workers": "1,062"}, "không phải số nguyên"),
        ({"workers": "-1"}, "từ 0 trở lên"),
        ({"workers": str(INTEGER_MAX + 1)}, f"không quá {INTEGER_MAX}"),
        ({"workers": "9" * 19}, "nhiều nhất 18 chữ số"),
        ({"workers": "9" * 5000}, "không phải số nguyên"),
        ({"revenue": "1,255"}, "nhiều nhất 2 chữ số thập phân, ví dụ 1,26"),
        ({"revenue": "99999,01"}, "không quá 99999"),
        ({"revenue": "9999999"}, "không quá 99999"),
        ({"revenue": "1.062"}, "hai cách"),
    ],
)
def test_a_refusal_says_what_to_write_and_keeps_what_was_typed(typed, sentence):
    form = WorkForm({"workers": "1", **typed})
    name, text = next(iter(typed.items()))
    assert sentence in form.errors[name][0]
    assert form[name].value() == text


def test_more_digits_than_the_column_holds_are_refused():
    field = LocalDecimalField(max_digits=5, decimal_places=2)
    assert field.clean("999,99") == Decimal("999.99")
    with pytest.raises(ValidationError, match="5"):
        field.clean("1000")


def test_a_number_is_written_without_thousands_so_that_either_language_reads_it():
    form = WorkForm(initial={"workers": 1062, "revenue": Decimal("1062.50")})
    assert 'value="1062"' in str(form["workers"])
    assert 'inputmode="numeric"' in str(form["workers"])
    assert 'value="1062,50"' in str(form["revenue"])
    with translation.override("en"):
        assert form["revenue"].value() == "1062.50"


@given(st.decimals(0, 99999, places=2))
def test_what_the_box_shows_is_unchanged_when_it_comes_back(value):
    with translation.override("vi"):
        initial = {"workers": 1, "revenue": value}
        shown = WorkForm(initial=initial)["revenue"].value()
        assert not WorkForm({"workers": "1", "revenue": shown}, initial=initial).has_changed()


def test_a_fraction_is_written_rounded():
    assert LocalDecimalField().prepare_value(Fraction(2, 3)) == "0,67"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/02/2024", "Không có ngày này trong lịch"),
        ("40/13/2024", "Không có ngày này trong lịch"),
        ("05/01", "ngày/tháng/năm"),
        ("05/01/2020/1", "ngày/tháng/năm"),
        ("mai", "ngày/tháng/năm"),
        ("01/01/1800", "từ 01/01/1900"),
    ],
)
def test_a_wrong_day_is_told_apart_from_a_wrong_spelling(typed, sentence):
    with pytest.raises(ValidationError, match=sentence):
        DayField().clean(typed)
