import unicodedata

import pytest

from ui.characters import is_usual
from ui.vietnamese import collation_key, compare_key, fold, nfc, person_key, person_name


@pytest.mark.parametrize(
    ("text", "found"),
    [("Đặng Thị Hà", "dang thi ha"), ("  NGUYỄN   Văn Ước ", "nguyen van uoc"), ("Quảng Trị", "quang tri"), ("", "")],
)
def test_search_ignores_marks_and_case(text, found):
    assert fold(text) == found
    assert fold(unicodedata.normalize("NFD", text)) == found


def test_letters_are_precomposed_and_spaces_single():
    assert nfc(unicodedata.normalize("NFD", "Trần  Văn\tẨn")) == "Trần Văn Ẩn"


@pytest.mark.parametrize(
    "ordered",
    [
        ["a", "ă", "â", "b", "d", "đ", "e", "ê", "o", "ô", "ơ", "u", "ư"],
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["An", "Ân", "Ấn"],
        ["Lê An", "Lệ An", "Lê Bình"],
        ["Chi bộ", "Chi bộ 1", "Chi bộ 1-2", "Chi bộ 1.2", "Chi bộ 10", "Chi bộ 2", "Chi bộ Ẩm thực", "Chi bộ Kế toán"],
        ["Ở", "Ở A", "Ở A - B", "Ở A (cũ)", "Ở A/B", "Ở A1", "Ở Ă"],
        ["Y Bhăm", "Y-Bhăm", "Y'Bhăm", "Y2", "Ya"],
    ],
)
def test_words_stand_in_vietnamese_order(ordered):
    keys = [collation_key(word) for word in ordered]
    assert keys == sorted(set(keys))


def test_composition_does_not_change_the_order():
    assert collation_key("Ấn") == collation_key(unicodedata.normalize("NFD", "Ấn"))


def test_people_stand_by_their_given_name():
    people = ["Trần Văn Bình", "Nguyễn Thị An", "Lê Văn An", "Đỗ Ân"]
    assert sorted(people, key=person_key) == ["Lê Văn An", "Nguyễn Thị An", "Đỗ Ân", "Trần Văn Bình"]


def test_a_person_without_a_name_has_a_key():
    assert person_key("") == person_key(" ")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("nguyễn thị  thử nghiệm", "Nguyễn Thị Thử Nghiệm"),
        ("NGUYỄN THỊ THỬ NGHIỆM", "Nguyễn Thị Thử Nghiệm"),
        (unicodedata.normalize("NFD", "đặng ngọc ánh"), "Đặng Ngọc Ánh"),
        ("h'hen niê", "H'Hen Niê"),
        ("H’HEN NIÊ", "H’Hen Niê"),
        ("h\u02bchen niê", "H\u02bcHen Niê"),
        ("y-kông", "Y-Kông"),
        ("Y-KÔNG ÊBAN", "Y-Kông Êban"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("Y-kông êban", "Y-kông êban"),
        ("Nguyễn Thị thử", "Nguyễn Thị thử"),
        ("nguyễn An", "nguyễn An"),
        ("trần an (b)", "Trần An (B)"),
        ("trần an2b", "Trần An2b"),
        ("1990", "1990"),
        ("", ""),
        ("ßa ba", "ßa Ba"),
    ],
)
def test_a_name_typed_in_letters_of_one_size_gets_capitals_and_any_other_stays(typed, name):
    assert person_name(typed) == name
    assert person_name(name) == name
    assert len(person_name("İ" * 120)) <= 120


@pytest.mark.parametrize("work", [nfc, fold, compare_key, collation_key])
def test_usual_letters_take_a_short_way_to_the_same_end(work, monkeypatch):
    texts = [chr(code) for code in range(0x2000) if is_usual(chr(code))]
    assert len(texts) == 94 + 2 * 67
    texts += ["  Nguyễn  Thị   Hà ", "TC01-02, (Số 5)", "ĐẢNG BỘ SỞ"]
    short = [work(text) for text in texts]
    for place in ("ui.characters", "ui.vietnamese"):
        monkeypatch.setattr(f"{place}.is_usual", lambda text: False)
    assert [work(text) for text in texts] == short


def test_what_has_to_be_cleaned_is_not_usual():
    assert not any(map(is_usual, ["a\u0301", "\u00d0", "`", "\n", "\u00a0", "\u200b", "Ａ", "–", "²"]))
