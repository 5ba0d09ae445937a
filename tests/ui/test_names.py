import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from ui.forms import PersonNameField, PlainNameField
from ui.misread import _FORMS
from ui.old_encodings import _TCVN3
from ui.plain_names import is_plain_name
from ui.syllables import NAME_WORDS

NAMES = [
    *(
        "Nguyễn Văn An",
        "H'Hen Niê",
        "H’Hen Niê",
        "Hʼ Hen",
        "Y-Kông Êban",
        "Y–Nguyên",
        "Kpă Púi",
        "Lò Thị Ươn",
        "Hồ Ê Nuôl",
    ),
    *("Ksor H'Bơ", "Rơ Châm H'Yéo", "Niê Kđăm", "K`Brôi", "Đinh Ƀlê", "Nguyễn Văn An (2)", "Bùi Thị A.", "Trần, Bình"),
    *("René Müller", "Ðặng Văn Ðức", "Ｌê Văn An", "𝐋ê 𝐕ă𝐧", "Lê ﬁn"),
]
ORGANISATIONS = [
    *(
        "Chi bộ 10",
        "Công ty CP 1-5",
        "Đảng bộ Công ty A & B",
        "Chi bộ “Hoa Sen” (cũ)",
        "Chi bộ số 5º",
        "Báo Правда",
        "Ga T+",
    ),
    *("Chi bộ №1", "Tổ 1/2", "Viện α"),
]
FOREIGN = ["Hоàng Văn Anh", "Lê Vаn", "Trần Αnh", "Ηà Nội", "Leօ", "Lê Ꭺn"]
SIGNS = [
    "Lê Văn 😀",
    "Lê ★",
    "Lê ™",
    "Lê ²",
    "Lê ①",
    "Lê ♥️",
    "Lê 👩‍👩‍👧",
    "Lê 🇻🇳",
    "Ⓛê",
    "Lê •",
    "Lê ©",
    "Lê 1⃣",
    "Lê ₫",
    "🄻ê",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_a_person_passes(name):
    assert PersonNameField().clean(name)


@pytest.mark.parametrize("name", [*NAMES, *ORGANISATIONS, "Chi bộ 😀"])
def test_a_name_of_an_organisation_passes(name):
    assert PlainNameField().clean(name)


@pytest.mark.parametrize("field", [PersonNameField(), PlainNameField()])
@pytest.mark.parametrize("name", FOREIGN)
def test_a_letter_that_only_looks_like_ours_is_refused_by_its_word(field, name):
    with pytest.raises(ValidationError) as refused:
        field.clean(name)
    [sentence] = refused.value.messages
    assert any(f"“{word}”" in sentence for word in name.split())


@pytest.mark.parametrize("name", ["Lê Ха", "Правда", "金", "Lê สม", "Lê ㅁ"])
def test_a_person_has_no_word_of_another_script(name):
    with pytest.raises(ValidationError):
        PersonNameField().clean(name)


@pytest.mark.parametrize("name", SIGNS)
def test_a_person_has_no_symbol_in_the_name(name):
    with pytest.raises(ValidationError) as refused:
        PersonNameField().clean(name)
    assert refused.value.error_list[0].code == "symbol"


@given(st.text(min_size=1, max_size=20))
def test_what_passes_as_a_name_passes_again(text):
    try:
        clean = PersonNameField().clean(text)
    except ValidationError:
        return
    assert PersonNameField().clean(clean) == clean


PIECES = (
    *(word.title() for word in sorted(NAME_WORDS)),
    *(
        "An",
        "Vò",
        "Lôc",
        "Tõ",
        "XÃ",
        "HÃ",
        "à",
        "ÝÊ",
        "H'Hen",
        "Hoa\u0300",
        "²",
        "(",
        "^",
        "~",
        "Ð",
        " ",
        "\u00a0",
        "\u0421",
    ),
    *sorted(_FORMS),
    *sorted(_TCVN3),
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5), st.sampled_from(["", " "]))
def test_a_plain_name_is_one_that_the_field_gives_back(pieces, between):
    name = between.join(pieces)
    if is_plain_name(name):
        assert PersonNameField().clean(name) == name


@pytest.mark.parametrize("name", ["Nguyễn Văn An", "Ý", "Đặng Thị Hoà"])
def test_most_names_are_plain(name):
    assert is_plain_name(name)


@pytest.mark.parametrize(
    "name",
    ["", "nguyễn văn an", "NGUYỄN VĂN AN", "Lê  An", " Lê", "Lê An (2)", *FOREIGN, *SIGNS, "Nguyeãn Vaên", "Vò Lôc"],
)
def test_what_the_field_would_change_or_refuse_is_not_plain(name):
    assert not is_plain_name(name)
