from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from portal.searching.found import search
from tests import factories

pytestmark = pytest.mark.django_db


def _found(user, text) -> dict[str, list[str]]:
    return {group.kind: [hit.title for hit in group.nearest] for group in search(user, text, 8).groups}


def _clerk_of(organization, **facts) -> User:
    user = factories.UserFactory(**facts)
    factories.AssignmentFactory(user=user, role=Role.CLERK, organization=organization)
    return user


def _asked(client, user, text):
    client.force_login(user)
    return client.get(reverse("search"), {"q": text})


def test_one_box_finds_people_organisations_cases_and_pages(world):
    factories.CaseFactory(organization=world.own, number="KT-2024-07")

    inspector = world.users["inspector"]

    assert _found(inspector, "tran thi")["person"] == ["Trần Thị Bình Minh"]
    assert _found(inspector, "so binh minh")["organization"] == [world.own.name]
    assert _found(inspector, "kt-2024-07")["case"] == [f"KT-2024-07, {world.own.name}"]
    assert _found(inspector, "ho so vi pham")["page"][0] == "Kiểm tra, giám sát"
    assert _found(inspector, "doi mat khau")["page"][0] == "Đổi mật khẩu"


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("clerk", "Hoàng Hôn"),
        ("clerk", "Kỹ Thuật"),
        ("committee", "Hoàng Hôn"),
        ("bloc_office", "Sao Xa"),
        ("inspector", "Sao Xa"),
        ("leader", "Sao Xa"),
        ("administrator", "Bình Minh"),
        ("auditor", "Bình Minh"),
    ],
)
def test_nothing_out_of_scope_is_found(world, who, text):
    factories.CaseFactory(organization=world.foreign, number="KT-2024-08")
    for typed in (text, world.members["foreign"].code, world.foreign.code, "KT-2024-08"):
        assert not {"person", "organization", "case", "report"} & _found(world.users[who], typed).keys()


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("xep loai 2024", "Xếp loại hằng năm 2024"),
        ("phieu 2024", "Xếp loại hằng năm 2024"),
        ("chi tieu 2020-2025", "Chỉ tiêu nhiệm kỳ 2020-2025"),
        ("bao cao nhiem ky", "Chỉ tiêu nhiệm kỳ 2020-2025"),
    ],
)
def test_a_year_a_term_and_the_guide_are_found_by_plain_words(world, text, page):
    factories.RatingYearFactory(year=2024)
    assert page in _found(world.users["leader"], text)["page"]


def test_the_guide_is_found_by_who_may_do_what_it_explains(world):
    assert "Nhập phiếu xếp loại hằng năm" in _found(world.users["clerk"], "huong dan nhap phieu")["page"]
    assert "page" not in _found(world.users["leader"], "huong dan nhap phieu")


EVERYBODY = ("clerk", "committee", "bloc_office", "inspector", "leader", "auditor", "administrator")


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("mau nen", "Cỡ chữ, màu nền, ngôn ngữ"),
        ("co chu", "Cỡ chữ, màu nền, ngôn ngữ"),
        ("giao dien toi", "Cỡ chữ, màu nền, ngôn ngữ"),
        ("dark theme", "Cỡ chữ, màu nền, ngôn ngữ"),
        ("ty le khong che", "Tỷ lệ khống chế"),
        ("tỉ lệ khống chế", "Tỷ lệ khống chế"),
        ("dhvp", "DHVP (dấu hiệu vi phạm)"),
        ("thuat ngu", "Từ ngữ và chữ viết tắt"),
        ("thong bao", "Thông báo"),
        ("bo loc da luu", "Cách xem của tôi"),
        ("doi email", "Đổi địa chỉ thư điện tử"),
    ],
)
def test_everybody_finds_the_pages_of_everybody_and_the_glossary(world, who, text, page):
    assert page in _found(world.users[who], text)["page"]


def test_a_page_whose_own_title_was_typed_comes_first_and_the_reports_are_among_reports_of_a_term(world):
    clerk = world.users["clerk"]
    assert _found(clerk, "co chu")["page"][0] == "Cỡ chữ, màu nền, ngôn ngữ"
    assert "Báo cáo" in _found(clerk, "bao cao nhiem ky")["page"]


def test_a_word_of_the_glossary_leads_to_its_place_on_the_page(client, world):
    client.force_login(world.users["inspector"])

    [group] = [one for one in search(world.users["inspector"], "khong che", 8).groups if one.kind == "page"]
    path, _sign, place = group.nearest[0].url.partition("#")

    assert f'<dt id="{place}"' in client.get(path).text
    assert group.nearest[0].note


def test_who_keeps_accounts_finds_those_of_their_reach_and_nobody_else_finds_any(client, world):
    administrator = world.users["administrator"]
    mine = _clerk_of(world.own_cell, username="thu.hoa", full_name="Phan Thu Hoà")
    _clerk_of(world.foreign, username="la.hoa", full_name="Phan Lạ Hoà")

    [group] = search(administrator, "phan hòa", 8).groups

    assert [hit.title for hit in group.nearest] == ["Phan Thu Hoà"]
    assert world.own_cell.name in group.nearest[0].note
    assert client.get(group.list_url).status_code == 302
    assert _asked(client, administrator, "Thu.Hoa").url == reverse("organizations:user", args=[mine.pk])
    for who in EVERYBODY[:-1]:
        assert "person" not in _found(world.users[who], "phan hoa")


@pytest.mark.parametrize(
    ("who", "said", "unsaid"),
    [
        ("clerk", "Tìm đảng viên, tổ chức, trang", "hồ sơ,"),
        ("inspector", "Tìm đảng viên, tổ chức, hồ sơ, trang", "người dùng,"),
        ("administrator", "người dùng, trang", "đảng viên,"),
    ],
)
def test_the_box_says_what_it_finds_for_the_person(client, world, who, said, unsaid):
    client.force_login(world.users[who])

    hint = client.get("/").text.split('placeholder="')[1].split('"')[0]

    assert said in hint
    assert unsaid not in hint


def test_words_without_a_page_of_the_person_find_no_page(world):
    assert "page" not in _found(world.users["clerk"], "nhat ky")
    assert "page" in _found(world.users["auditor"], "nhat ky")


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}".lower()])
def test_an_exact_number_opens_its_record(client, world, typed):
    member = world.members["own"]

    answer = _asked(client, world.users["clerk"], typed.format(member.code.lower()))

    assert answer.status_code == 302
    assert answer.url == member.get_absolute_url()


def test_a_number_of_two_records_opens_neither_but_stands_first(client, world):
    member = world.members["own"]
    case = factories.CaseFactory(organization=world.own, number=member.code)

    answer = _asked(client, world.users["inspector"], member.code)

    assert answer.status_code == 200
    assert member.get_absolute_url() in answer.text
    assert case.get_absolute_url() in answer.text


def test_a_number_out_of_scope_opens_nothing(client, world):
    answer = _asked(client, world.users["clerk"], world.members["sibling"].code)

    assert answer.status_code == 200
    assert "Không tìm thấy" in answer.text


def test_more_hits_than_are_shown_lead_to_the_list_that_has_them(client, world):
    for number in range(9):
        member = factories.member_of(world.own_cell, full_name=f"Lê Minh Ấn {'abcdefghi'[number]}")
    member.memberships.update(until=date(2024, 5, 1))

    answer = _asked(client, world.users["clerk"], "le minh an")

    [group] = answer.context["findings"].groups
    assert "Xem cả 9" in answer.text
    listed = client.get(group.list_url)
    assert listed.context["page"].paginator.count == 9


def test_hits_are_marked_where_the_words_begin(client, world):
    factories.member_of(world.own_cell, full_name="Đặng Hoàng Ân")

    page = _asked(client, world.users["clerk"], "dang a").text

    shown = "".join(page.split())
    assert "<mark>Đặng</mark>Hoàng<mark>Â</mark>n" in shown


def test_nothing_typed_and_nothing_found_say_how_to_search(client, world):
    for text in ("", "   ", "zzzz", "!!!"):
        page = _asked(client, world.users["clerk"], text)
        assert page.status_code == 200
        assert "Cách tìm" in page.text


@pytest.mark.parametrize(
    "text",
    [
        "'\"<script>alert(1)</script>",
        "%_\\",
        "a " * 4000,
        "\u202e\u200b",
        "\U0001f600",
        "１９９０",
        "-" * 500,
        "٣" * 20,
    ],
)
@pytest.mark.parametrize("name", ["search", "search_suggestions"])
def test_hostile_and_huge_text_is_only_text(client, world, name, text):
    client.force_login(world.users["leader"])

    answer = client.get(reverse(name), {"q": text})

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("who", ["clerk", "inspector", "leader", "administrator"])
def test_queries_do_not_grow_with_what_is_found(client, world, who):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("search"), {"q": "minh"}).status_code == 200
        return len(queries)

    client.force_login(world.users[who])
    factories.CaseFactory(organization=world.own)
    _clerk_of(world.own_cell, full_name="Lê Minh")
    count()
    before = count()
    for number in range(3):
        factories.member_of(world.own_cell, full_name=f"Lê Minh {number}")
        factories.CaseFactory(organization=factories.cell(world.own, name=f"Chi bộ Minh {number}"))
        _clerk_of(world.own_cell, full_name=f"Lê Minh {number}")
    assert count() == before


def test_a_report_is_found_by_its_words_and_year(world):
    from reports.models import Report

    term = factories.term("2020-2025")
    facts = {"kind": "term", "term": term, "organization": world.bloc, "requested_by": world.users["leader"]}
    Report.objects.create(**facts, snapshot={}, snapshot_sha256="0" * 64)

    assert _found(world.users["leader"], "bao cao 2020-2025")["report"]
    assert _found(world.users["leader"], "nhiem ky 2025")["report"]
    assert "report" not in _found(world.users["leader"], "bao cao 2015")


def test_who_left_is_found_and_said_to_have_left(world):
    member = factories.member_of(world.own_cell, full_name="Vũ Đã Đi")
    member.memberships.update(until=date(2024, 5, 1))

    [group] = [one for one in search(world.users["clerk"], "vu da di", 8).groups if one.kind == "person"]

    assert "không còn trong danh sách" in group.nearest[0].note


def test_the_list_of_reports_has_exactly_those_found(client, world):
    from reports.models import Report

    for code, times in (("2020-2025", 9), ("2015-2020", 2)):
        facts = {"term": factories.term(code), "organization": world.bloc, "kind": "term"}
        for _each in range(times):
            Report.objects.create(
                **facts, requested_by=world.users["leader"], snapshot={}, snapshot_sha256="0" * 64, state="failed"
            )
    client.force_login(world.users["leader"])

    [group] = [one for one in search(world.users["leader"], "2020-2025", 8).groups if one.kind == "report"]

    assert group.count == client.get(group.list_url).context["page"].paginator.count == 9
    assert "Không tìm thấy báo cáo" in client.get(reverse("reports:list"), {"q": "1999"}).text
