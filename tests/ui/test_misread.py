"""UTF-8 that was read as something else, and VIQR: recognised and refused; no real text is taken for one."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.test_old_encodings import SENTENCE, SURNAMES, real_texts
from ui.forms import PlainLineField, PlainTextField
from ui.old_encodings import MISREAD, VIQR, is_syllable, old_encoding
from ui.viqr import from_viqr

CODECS = ("cp1252", "cp1258", "latin-1")
MARKS = {
    "\u0302": "^",
    "\u0306": "(",
    "\u031b": "+",
    "\u0301": "'",
    "\u0300": "`",
    "\u0309": "?",
    "\u0303": "~",
    "\u0323": ".",
}
# As it stands, a word in capitals with a note.
UNDECIDED = {"Cù"}
WORDS = sorted({word for text in real_texts() for word in text.split() if is_syllable(word)})


def misread_as(codec: str, text: str) -> str:
    return "".join(_read(byte, codec) for byte in text.encode())


def _read(byte: int, codec: str) -> str:
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return chr(byte)


def in_viqr(text: str) -> str:
    """A tone comes last, whatever the order of Unicode."""
    written = []
    for letter in text.replace("đ", "dd").replace("Đ", "DD"):
        bare, *marks = unicodedata.normalize("NFD", letter)
        written.append(bare + "".join(MARKS[mark] for mark in sorted(marks, key=[*MARKS].index)))
    return "".join(written)


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "text", [SENTENCE, "Nguyễn Văn Đức", "Lê Văn An", "LÒ THỊ ƯƠN", "H'Hen Niê", "Hồ Ê Nuôl", "Hà An"]
)
def test_utf_8_that_was_read_in_another_encoding_is_refused(codec, form, text):
    typed = misread_as(codec, unicodedata.normalize(form, text))
    for field in (PlainLineField(), PlainTextField()):
        with pytest.raises(ValidationError, match="UTF-8") as refused:
            field.clean(typed)
        assert refused.value.code == "old_encoding"


@pytest.mark.parametrize("text", ["Nguyá»…n VÄƒn Äá»©c", "LÃª VÄƒn An", "Há»c", "NguyÃ¡Â»â€¦n", "LĂª VÄƒn An"])
def test_as_it_stands_in_files(text):
    assert old_encoding(text) == MISREAD


@pytest.mark.parametrize("codec", CODECS)
def test_a_common_surname_alone_is_recognised(codec):
    unseen = [name for name in SURNAMES.split() if not name.isascii() and not old_encoding(misread_as(codec, name))]
    assert set(unseen) <= UNDECIDED


@pytest.mark.parametrize(
    "text",
    [
        *("TOÀN XÃ”", "“ĐẤT BÃ”", "«quá»…", "«Đã khá»\xa0tốt", "XÃ…", "XÃ\xa0HỘI", "XÃ\xadHỘI", "ĐÃ—rồi", "XÃ²", "XÃ’"),
        *("Ä, Å", "Älv", "Århus", "São Paulo, AMANHÃ”", "Ærø", "LUNEDÌ”", "Mã số 5ª, 3º", "ĐÃ 100%", "Ã", "LÃ"),
        *(
            "H'Hen Niê",
            "Y-Kông Êban",
            "Kpă Púi",
            "Lò Thị Ươn",
            "Hồ Ê Nuôl",
            "Công ty CP 1-5",
            "Chi bộ 10",
            "A & B (cũ)",
        ),
        *(
            "C++ (a(n)",
            "O+.",
            "a^n + b^n",
            "f(a('x'))",
            "K`Brôi",
            "thư mục ~an",
            "2^3",
            "người(n)",
            "A+",
            "đúng(không?)",
        ),
    ],
)
def test_real_text_is_no_reason(text):
    assert old_encoding(text) == ""


@pytest.mark.parametrize("text", [SENTENCE, "Nguyễn Văn Đức", "Lê Văn An", "Trần An", "Quyết định của Đảng uỷ", "Hồ"])
def test_viqr_is_recognised(text):
    assert old_encoding(in_viqr(text)) == VIQR
    with pytest.raises(ValidationError, match="VIQR"):
        PlainLineField().clean(in_viqr(text))


@given(st.sampled_from([word for word in WORDS if not in_viqr(word).endswith((".", "?"))]))
def test_viqr_gives_back_what_was_written(word):
    assert from_viqr(in_viqr(word)) == word.lower()


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), st.sampled_from(["”", "’", "…", "\xa0", "»", "²", ")"])
)
def test_no_row_of_vietnamese_words_is_taken_for_one(words, end):
    row = " ".join(words)
    assert [old_encoding(text) for text in (row + end, row.upper() + end)] == ["", ""]


@given(
    st.lists(st.sampled_from([word for word in WORDS if not word.isascii()]), min_size=3, max_size=6),
    st.sampled_from(CODECS),
)
def test_three_words_are_always_recognised(words, codec):
    assert old_encoding(misread_as(codec, "tỉnh " + " ".join(words))) == MISREAD
