import pytest
from django.http import QueryDict

from ui.pickers.fields import Picked, in_one_key
from ui.pickers.rows import marked


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("van phong", "Đảng bộ <mark>Văn phòng</mark> Nắng Sớm"),
        ("phong dang", "<mark>Đảng</mark> bộ Văn <mark>phòng</mark> Nắng Sớm"),
        ("na", "Đảng bộ Văn phòng <mark>Nắ</mark>ng Sớm"),
        ("ang", "Đảng bộ Văn phòng Nắng Sớm"),
        ("", "Đảng bộ Văn phòng Nắng Sớm"),
    ],
)
def test_what_was_typed_is_marked_in_the_name(typed, shown):
    assert marked("Đảng bộ Văn phòng Nắng Sớm", typed) == shown


def test_a_name_is_text_and_no_markup():
    assert marked("<b>An</b> & Bình", "binh") == "&lt;b&gt;An&lt;/b&gt; &amp; <mark>Bình</mark>"


@pytest.mark.parametrize(
    ("picked", "holds"),
    [
        (Picked("5"), True),
        (Picked("5", "Chi bộ (TC01)", "Chi bộ (TC01)"), True),
        (Picked("5", "Chi bo\u0323\u0302 (TC01)", "Chi bộ (TC01)"), True),
        (Picked("5", "Chi bộ kh", "Chi bộ (TC01)"), False),
        (Picked("5", "", "Chi bộ (TC01)"), False),
        (Picked("", "an", "an"), False),
    ],
)
def test_a_value_holds_only_while_the_box_says_what_it_was_chosen_for(picked, holds):
    assert picked.holds is holds


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("organization=5&organization_text=Chi&organization_for=Chi&q=an", "organization=5&q=an"),
        ("organization=5&organization_text=Khac&organization_for=Chi", "organization=Khac"),
        ("organization=&organization_text=35&organization_for=", "organization=+35"),
        ("organization=&organization_text=&organization_for=", "organization="),
        ("organization=5", "organization=5"),
    ],
)
def test_a_lists_address_keeps_one_key_of_a_picker(address, kept):
    assert in_one_key(QueryDict(address)).urlencode() == kept
