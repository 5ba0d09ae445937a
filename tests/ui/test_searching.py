import pytest

from ui.searching import MOST_WORDS, begins_with, code_key, search_key, typed_words
from ui.vietnamese import nfc


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Phòng Tổ chức - Hành chính", "phong to chuc hanh chinh"),
        ("H'Hen Y-Bhăm Đỗ", "h hen y bham do"),
        ("…–", ""),
        ("한글", "한글"),
        ("Nguye\u0302\u0303n", "nguyen"),
    ],
)
def test_a_key_is_bare_words(text, key):
    assert search_key(text) == key


@pytest.mark.parametrize("text", ["한" * 120, "ﬁ" * 120, "İ" * 120, "\u0958" * 120, "\U0001d15e" * 120])
def test_a_key_is_never_longer_than_its_text_as_it_is_stored(text):
    """In which a ligature, for one, is written out."""
    assert len(search_key(text)) <= len(nfc(text))


@pytest.mark.parametrize(
    ("code", "key"),
    [("TC01-02", "tc01 02 tc0102 0102"), ("TC35", "tc35 35"), ("KHOI", "khoi"), ("001.03", "001 03 00103")],
)
def test_a_code_is_found_with_and_without_its_signs(code, key):
    assert code_key(code) == key


def test_what_stands_together_is_one_word_and_no_more_than_some_are_looked_at():
    assert typed_words("  Y-Bhăm  — y-bham  AN ") == ["y bham", "an"]
    assert len(typed_words(" ".join(f"x{n}" for n in range(100)))) == MOST_WORDS


@pytest.mark.parametrize(
    ("word", "typed", "found"),
    [
        ("quy", "qui", True),
        ("qui", "quy", True),
        ("quyen", "qui", True),
        ("ky", "ki", True),
        ("ki", "ky", True),
        ("kien", "ky", False),
        ("ty", "ti", True),
        ("sy", "si", True),
        ("thi", "thy", False),
        ("uy", "ui", False),
        ("thuy", "thui", False),
        ("linh", "ly", False),
        ("linh", "li", True),
    ],
)
def test_i_and_y_at_the_end_of_a_syllable_are_one_to_a_searcher(word, typed, found):
    assert begins_with(word, typed) is found
