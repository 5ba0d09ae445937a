"""One way of comparing (docs/adr): what is the same to a reader is the same to the portal, and nothing else is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo import names
from ui.vietnamese import collation_key, compare_key, fold, nfc, number_key

SPACES = " \t\xa0\u2002\u2009\u202f\u3000\n"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\xad\u200e\u202e\u2069\u3164"
HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"
APOSTROPHES = "'\u2019\u2018\u02bc\u00b4`"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa", "Hoà"),
        ("Thúy", "Thuý"),
        ("Khỏe", "Khoẻ"),
        ("Đoàn", "Ðoàn"),
        ("Đinh", "Ɖinh"),
        ("đinh", "ðinh"),
        ("đinh", "ɖinh"),
        ("Nguyễn Văn An", unicodedata.normalize("NFD", "NGUYỄN  văn\xa0an ")),
        ("H'Hen", "H’Hen"),
        ("Ｈòa", "Hòa"),
        ("Lê ﬁn", "Lê fin"),
        ("𝐋ê 𝐕ă𝐧", "Lê Văn"),
        ("Quý Ⅳ", "Quý IV"),
        ("Lê" + "\u0302" * 60, "Lê"),
    ],
)
def test_what_a_reader_takes_for_the_same_is_the_same(one, other):
    assert compare_key(one) == compare_key(other)
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hòa", "Hoa"), ("Hòa", "Hóa"), ("Đào", "Dào"), ("Hoa Mai", "Hoàmai"), ("TH-904", "TH-90"), ("1-11", "11-1")],
)
def test_what_is_another_word_stays_another(one, other):
    assert compare_key(one) != compare_key(other)
    assert number_key(one) != number_key(other)


@pytest.mark.parametrize("look_alike", ["Ðoàn", "Ɖoàn"])
def test_look_alikes_stand_where_their_letter_stands(look_alike):
    assert collation_key(look_alike) == collation_key("Đoàn")
    assert nfc(look_alike) == "Đoàn"


@given(
    st.sampled_from(HYPHENS),
    st.text(st.sampled_from(SPACES + UNSEEN), max_size=3),
    st.text(st.sampled_from(SPACES + UNSEEN), max_size=3),
    st.booleans(),
)
def test_a_number_is_the_same_in_whatever_way_it_was_typed(hyphen, before, after, upper):
    typed = f"{before}th{before}{hyphen}{after}904{after}"
    assert number_key(typed.upper() if upper else typed) == "th-904"


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_a_key_is_no_longer_than_its_column_and_the_key_of_itself(text):
    key = number_key(text)
    assert len(key) <= 3 * len(nfc(text))
    assert number_key(nfc(text)) == key
    assert " #" not in key


def test_no_two_names_of_the_demo_data_fall_together():
    groups = (
        *names.FAMILY,
        *(name for table in (names.MIDDLE, names.GIVEN) for group in table.values() for name in group),
    )
    words = {word for name in groups for word in name.split()}
    assert len(words) > 150
    assert len({compare_key(word) for word in words}) == len(words)
