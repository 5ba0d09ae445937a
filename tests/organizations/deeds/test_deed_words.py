"""What each form of a deed says where it is sent empty or wrong: a sentence to be read aloud, at its place."""

import re
from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from notices.kinds import kinds
from organizations.deeds.pages.past import relatives
from organizations.lineage import sentences
from organizations.models import Organization
from organizations.notices import REORGANIZED
from tests import factories
from tests.organizations.deeds.small import build

pytestmark = pytest.mark.django_db
DECISION = {"on": "01/07/2024", "decision_number": "12-QĐ/ĐU", "decided_on": "", "note": ""}
DAY = {"on": "Đồng chí ghi ngày quyết định có hiệu lực."}
NEW = {"code": "Đồng chí ghi mã cho tổ chức mới.", "name": "Đồng chí ghi tên của tổ chức mới."}
ABOVE = {"parent": "Đồng chí chọn tổ chức cấp trên kể từ ngày đó."}
EMPTY = {
    "found": DAY | NEW | {"kind": "Đồng chí chọn loại hình của tổ chức mới."},
    "correct": {"on": "Đồng chí chọn lần ghi có chỗ nhầm.", "note": "Đồng chí ghi rõ đã ghi nhầm thế nào"},
    "founding": {"founded_on": "Đồng chí ghi ngày thành lập.", "note": "Đồng chí ghi rõ đã ghi nhầm thế nào"},
    "rename": DAY | {"name": "Đồng chí ghi tên mới của tổ chức."},
    "classify": DAY,
    "to-committee": DAY | {"cells": "Đồng chí ghi tên ít nhất một chi bộ trực thuộc đảng bộ mới."},
    "to-cell": DAY,
    "move": DAY | ABOVE,
    "hand-over": DAY | ABOVE | {"organizations": "Đồng chí đánh dấu ít nhất một tổ chức được bàn giao."},
    "merge": DAY
    | {
        "other": "Đồng chí chọn tổ chức cùng sáp nhập.",
        "goes_on": "Đồng chí chọn tổ chức tiếp tục hoạt động sau khi sáp nhập.",
    },
    "split": DAY | NEW | {"part": "Đồng chí đánh dấu ít nhất một mục chuyển sang tổ chức mới."},
    "dissolve": DAY,
}
NOT_LISTED = "Mục này không có trong danh sách. Đồng chí chọn một mục trong danh sách."
LISTED = ("kind", "sector", "unit_type", "organizations", "goes_on", "part")


@pytest.fixture
def small():
    return build()


@pytest.fixture
def office(client, small):
    factories.AssignmentFactory(user=small.office, role=Role.OFFICE, organization=small.two)
    client.force_login(small.office)
    return client


def errors(office, small, deed, **values):
    of = {"to-committee": small.lone, "hand-over": small.one, "move": small.first, "merge": small.first}
    organization = of.get(deed, small.first if deed == "split" else small.own)
    answer = office.post(reverse("organizations:change", args=[organization.pk, deed]), values)
    return {name: " ".join(told) for name, told in answer.context["form"].errors.items()}, answer.text


@pytest.mark.parametrize("deed", EMPTY)
def test_a_form_sent_empty_says_of_each_field_what_to_do(office, small, deed):
    for values in ({}, {"note": ""}):
        told, text = errors(office, small, deed, **values)
        assert told.keys() == EMPTY[deed].keys()
        assert all(told[name].startswith(sentence) for name, sentence in EMPTY[deed].items()), told
        assert "Hãy ghi có hiệu lực" not in text
        assert "Hãy chọn từ đó" not in text


@pytest.mark.parametrize("deed", EMPTY)
def test_what_is_not_among_the_choices_is_told_in_plain_words(office, small, deed):
    told, _text = errors(office, small, deed, **dict.fromkeys(LISTED, "999"))
    fields = set(LISTED) & told.keys()
    assert {told[name] for name in fields} <= {NOT_LISTED}
    assert not any(re.search("lựa chọn khả thi|hợp lệ", each) for each in told.values())


@pytest.mark.parametrize("deed", ["found", "split"])
def test_whose_code_it_is_already_is_told(office, small, deed):
    values = {"name": "Mới", "kind": "subordinate_cell", "part": [small.members["first"][0].pk]}
    told, _text = errors(office, small, deed, **DECISION, **values, code=small.sibling.code)
    assert told == {"code": f"Mã {small.sibling.code} đã là mã của Đảng bộ Ban. Đồng chí ghi mã khác."}


def test_whose_code_it_is_stays_untold_where_it_does_not_exist_for_the_person(client, small):
    client.force_login(small.office)
    values = {"name": "Mới", "kind": "subordinate_cell"}
    told, text = errors(client, small, "found", **DECISION, **values, code=small.other.code)
    assert told["code"].endswith("không hiển thị ở đây. Đồng chí ghi mã khác.")
    assert small.other.name not in text


ITSELF = {
    "move": ("parent", {"parent": "first"}, "Một không thể trực thuộc chính mình. Đồng chí chọn tổ chức khác."),
    "hand-over": ("parent", {"parent": "own", "organizations": "own"}, "Đảng bộ Sở không thể trực thuộc chính mình."),
    "merge": ("other", {"other": "first", "goes_on": "this"}, "Một không thể sáp nhập với chính mình."),
}


@pytest.mark.parametrize("deed", ITSELF)
def test_an_organisation_below_itself_is_refused_at_the_field(office, small, deed):
    field, values, sentence = ITSELF[deed]
    sent = {name: getattr(small, value).pk if hasattr(small, value) else value for name, value in values.items()}
    told, _text = errors(office, small, deed, **DECISION, **sent)
    assert told.keys() == {field}
    assert told[field].startswith(sentence)


def test_the_third_of_a_merger_is_no_other_than_the_two(office, small):
    sent = {"other": small.second.pk, "third": small.second.pk, "goes_on": "this"}
    told, _text = errors(office, small, "merge", **DECISION, **sent)
    assert told == {"third": "Hai không thể sáp nhập với chính mình. Đồng chí chọn tổ chức khác."}


def test_a_sector_of_a_cell_below_is_refused_at_its_field(office, small):
    values = {"name": "Mới", "kind": "subordinate_cell", "code": "N1", "unit_type": "service"}
    told, _text = errors(office, small, "found", **DECISION, **values)
    assert told == {"unit_type": "Chỉ tổ chức cơ sở đảng mới có loại hình đơn vị. Đồng chí để trống mục này."}


def test_a_cell_whose_name_is_too_long_is_named_and_not_cut(office, small):
    told, text = errors(office, small, "to-committee", **DECISION, cells="Chi bộ Một\n" + "x" * 201)
    assert told["cells"].startswith("Dòng 2: Nội dung này có 201 ký tự.")
    assert "x" * 201 in text


DONE = {
    "Giải thể": lambda s: s.dissolve(factories.cell(s.own)),
    "Sáp nhập": lambda s: s.merge(s.first, into=s.second),
    "Hợp nhất": lambda s: s.merge_anew(s.first, s.second, name="Chi bộ Mới"),
    "Bàn giao nhiều tổ chức": lambda s: s.move(s.own, s.lone, to=s.two),
    "Chuyển trực thuộc": lambda s: s.move(s.second, to=s.sibling),
}


@pytest.mark.parametrize("word", DONE)
def test_what_is_recorded_bears_the_word_of_the_decision(office, small, word):
    row = DONE[word](small)
    said = {"deed": row.named, "name": "X", "on": "2024-07-01", "number": "", "by": ""}
    page = office.get(row.get_absolute_url()).text

    assert row.title == word
    assert kinds()[REORGANIZED].title(said) == f"X: {word}"
    assert re.search(rf"<h1[^>]*>\s*{word}\s*</h1>", page)


def test_one_that_goes_on_took_the_other_in_and_a_new_one_came_of_both(small):
    small.merge(small.first, into=small.second)
    small.merge_anew(small.sibling, small.own, name="Đảng bộ Mới")
    told = {each: sentences(Organization.objects.get(name=each))[0] for each in ("Một", "Hai", "Đảng bộ Mới")}

    assert told["Một"].startswith("Sáp nhập vào Hai ngày")
    assert told["Hai"].startswith("Tiếp nhận Một sáp nhập vào ngày")
    assert told["Đảng bộ Mới"].startswith("Hợp nhất từ ")


def test_what_one_root_hands_over_is_said_as_a_part_of_it(small):
    small.move(small.own, to=small.two)
    told = {each: sentences(Organization.objects.get(pk=each.pk))[0] for each in (small.one, small.two)}

    assert told[small.one].startswith("Bàn giao một số tổ chức đảng cho Đảng bộ Hai ngày")
    assert told[small.two].startswith("Tiếp nhận một số tổ chức đảng từ Đảng bộ Một ngày")


def test_one_that_ended_leads_to_what_it_was_merged_into_and_names_apart_who_got_a_part(office, small):
    three = factories.OrganizationFactory(name="Đảng bộ Ba")
    small.move(small.own, to=three)
    small.merge(small.one, into=small.two, on=date(2024, 8, 1))
    page = " ".join(office.get(small.one.get_absolute_url()).text.split())

    assert re.search(r"Sau ngày này xem tại: (<a[^>]*>)?Đảng bộ Hai(</a>)? Trước đó đã bàn giao", page)
    assert re.search(r"bàn giao một số tổ chức đảng cho: (<a[^>]*>)?Đảng bộ Ba", page)


def test_one_that_handed_all_over_leads_to_each_that_got_a_part(small):
    three = factories.OrganizationFactory(name="Đảng bộ Ba")
    small.move(small.own, to=three)
    small.move(small.sibling, small.lone, to=small.two)
    small.dissolve(small.one, on=date(2024, 8, 1))
    told = relatives(Organization.objects.get(pk=small.one.pk), small.office)

    assert {each.organization for each in told.heirs} == {three, small.two}
    assert told.handed == []
