"""The forms of a sheet, filled with what it holds, for those who see it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ratings import rules
from ratings.grounds import TitleGroup
from ratings.models import MemberRating, RatingYear
from ratings.printed import texts, views
from tests import factories
from tests.ratings import sheets
from tests.ratings.appealed import appeals_on

YEAR = 2024
PAPERS = ("printed_members", "printed_collective", "printed_dossier")


@pytest.fixture
def sheet(world, year):
    RatingYear.objects.filter(pk=year.pk).update(rule_set="qd366")
    sheet = sheets.sheet_of(world.own_cell)
    factories.MemberRatingFactory(
        sheet=sheet,
        member=world.members["own"],
        level=3,
        self_level=4,
        title_group=TitleGroup.LEADER,
        points_common=2850,
        points_results=6400,
        tasks_given=12,
        tasks_done=9,
        tasks_late=1,
        ballot_present=20,
        ballot_for=18,
    )
    return sheet


def address(sheet, name="printed_members"):
    return reverse(f"ratings:{name}", args=[YEAR, sheet.organization_id])


def test_a_form_is_filled_with_what_the_sheet_holds(client, world, sheet):
    client.force_login(world.users["clerk"])
    text = client.get(address(sheet)).text
    for held in ("Mẫu 2A-HD KĐ.ĐG 2025", "Trần Thị Bình Minh", "28,5/30", "64/70", "92,5/100", "18/20"):
        assert held in text
    assert "được giao 12, hoàn thành 9 (75%), trong đó chậm 1" in text
    boxes = [box.split("</li>")[0] for box in text.split('<span class="box">')[1:]]
    assert [("✕" in box, "Hoàn thành xuất sắc nhiệm vụ" in box) for box in boxes] == [
        (True, True),
        *[(False, False)] * 3,
    ]


def test_what_the_cell_gave_is_not_printed_as_what_the_member_gave(client, world, sheet):
    client.force_login(world.users["clerk"])
    own_view, of_the_cell = client.get(address(sheet)).text.split("Kết quả ở chi bộ")
    assert "………/30" in own_view
    assert "28,5/30 + 64/70" in " ".join(of_the_cell.split())
    assert "Mức đề nghị xếp loại" in of_the_cell


def test_each_sheet_of_paper_says_whose_it_is(client, world, sheet):
    client.force_login(world.users["clerk"])
    head = client.get(address(sheet)).text.split("<thead>")[1].split("</thead>")[0]
    assert f"Trần Thị Bình Minh · {world.own_cell.name} · Mẫu 2A" in head


def test_what_is_not_held_is_left_for_the_pen(client, world, sheet):
    MemberRating.objects.filter(sheet=sheet).delete()
    client.force_login(world.users["clerk"])
    text = client.get(address(sheet)).text
    assert "Điểm: ……/30 + ……/70" in text
    assert "✕" not in text
    assert "Nhiệm vụ theo phiếu" not in text


@pytest.mark.parametrize(
    ("group", "number", "only"),
    [
        ("leader", "2A", "khả năng quy tụ"),
        ("staff", "2B", "Phụ lục 4"),
        ("outside", "2C", "Đảng viên không làm việc trong hệ thống chính trị"),
    ],
)
def test_each_group_of_titles_has_its_form(client, world, sheet, group, number, only):
    MemberRating.objects.filter(sheet=sheet).update(title_group=group)
    client.force_login(world.users["clerk"])
    text = client.get(address(sheet)).text
    assert f"Mẫu {number}-HD KĐ.ĐG 2025" in text
    assert only in text


def test_who_is_in_no_group_yet_is_printed_on_the_form_that_is_chosen(client, world, sheet):
    MemberRating.objects.filter(sheet=sheet).update(title_group="")
    client.force_login(world.users["clerk"])
    page = address(sheet)
    offered = client.get(address(sheet, "printed")).text
    for number, group in (("2A", "leader"), ("2B", "staff"), ("2C", "outside")):
        asked = f"member={world.members['own'].pk}&group={group}"
        assert asked.replace("&", "&amp;") in offered
        assert f"Mẫu {number}-HD KĐ.ĐG 2025" in client.get(f"{page}?{asked}").text


@pytest.mark.parametrize(("rule_set", "number"), [("hd21", "Mẫu 02-HD KĐ.ĐG 2019"), ("qd124", "Mẫu 02B-HD KĐ.ĐG 2023")])
def test_a_form_whose_layout_was_not_seen_carries_its_number_and_no_invented_headings(
    client, world, sheet, rule_set, number
):
    RatingYear.objects.update(rule_set=rule_set)
    client.force_login(world.users["clerk"])
    text = client.get(address(sheet)).text
    assert number in text
    assert "A. Nội dung kiểm điểm" not in text
    assert "Trần Thị Bình Minh" in text
    assert client.get(address(sheet, "printed_collective")).status_code == 404


def test_where_the_guide_has_no_known_forms_there_is_no_page(client, world, sheet):
    RatingYear.objects.update(rule_set="hd16")
    client.force_login(world.users["clerk"])
    assert client.get(address(sheet, "printed")).status_code == 404
    assert "In mẫu" not in client.get(sheet.get_absolute_url()).text


def test_the_sheet_and_the_brief_lead_to_the_forms(client, world, sheet):
    client.force_login(world.users["clerk"])
    for page in (sheet.get_absolute_url(), reverse("ratings:review", args=[YEAR, sheet.organization_id])):
        assert address(sheet, "printed") in client.get(page).text


def test_collective_and_dossier(client, world, sheet):
    client.force_login(world.users["committee"])
    own = sheets.sheet_of(world.own)
    factories.OrganizationRatingFactory(sheet=own, level=3, self_level=3, points_common=3000, points_results=6000)
    text = client.get(address(own, "printed_collective")).text
    for held in ("Mẫu 01-HD KĐ.ĐG 2025", "30/30", "60/70", "90/100", "Phụ lục 1"):
        assert held in text
    assert client.get(address(own, "printed_dossier")).text.count("<tr>") == 10
    assert client.get(address(own)).status_code == 404, "members belong to cells"


def test_the_number_of_queries_does_not_grow(client, world, sheet):
    client.force_login(world.users["clerk"])

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(address(sheet))
        return len(queries)

    asked()
    one = asked()
    for _number in range(3):
        factories.member_of(sheet.organization)
    assert asked() == one


def test_of_very_many_members_one_page_holds_so_many(client, world, sheet, monkeypatch):
    monkeypatch.setattr(views, "AT_ONCE", 2)
    for number in range(2):
        factories.member_of(sheet.organization, full_name=f"Zung Văn {number}")
    client.force_login(world.users["clerk"])
    listed, printed = address(sheet, "printed"), address(sheet, "printed_members")
    assert f'{printed}?page=2"' in client.get(f"{listed}?page=2").text
    shown = [client.get(f"{printed}?page={number}").text.count('class="form-page"') for number in (1, 2)]
    assert shown == [2, 1]
    key = world.members["own"].pk
    assert client.get(f"{printed}?member={key}").text.count('class="form-page"') == 1
    assert client.get(f"{printed}?page=nonsense").status_code == 200


def test_every_rule_set_names_a_form_for_every_group():
    known = [each.forms for each in rules.ALL if each.forms]
    assert [set(each.members) for each in known] == [set(TitleGroup)] * len(known)


@pytest.mark.parametrize("name", ["printed", "printed_members", "printed_collective", "printed_dossier"])
def test_who_does_not_see_the_sheet_finds_no_form(client, world, sheet, name):
    client.force_login(world.users["sibling_committee"])
    assert client.get(address(sheet, name)).status_code == 404
    client.force_login(world.users["clerk"])
    assert client.get(address(sheet, name)).status_code == 200


def test_the_forms_leave_as_many_lines_as_there_is_to_write():
    """Never two under everything: most write nothing where a section is said to be there only if asked for."""
    sections = {section.title: section for section in texts.MEMBERS[TitleGroup.STAFF]}
    if_any = [section for title, section in sections.items() if "(nếu có)" in title]
    assert {section.lines for section in if_any} == {2}
    assert (
        sections[texts.MERITS].lines > sections["VI. Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm"].lines > 2
    )


def test_a_form_keeps_a_title_with_its_lines(client, sheet, world):
    client.force_login(world.users["clerk"])
    blocks = client.get(address(sheet, "printed_collective")).text.split('<div class="written">')[1:]
    wanted = [section.lines for section in texts.COLLECTIVE for point in section.points if point != texts.TASKS]
    assert [block.split("</div>")[0].count('class="pen"') for block in blocks] == wanted


def papers_of(world, sheet):
    at = [YEAR, sheet.organization_id]
    yield from (reverse(f"ratings:{name}", args=at) for name in (*PAPERS, "paper"))
    yield reverse("ratings:summary_official", args=[YEAR])
    yield reverse("ratings:rerating", args=[YEAR, appeals_on(sheet, world.users["committee"])[1].pk])


def test_every_paper_has_the_button_that_prints_it(client, world, sheet):
    client.force_login(world.users["committee"])
    for paper in papers_of(world, sheet):
        page = client.get(paper).text
        assert (page.count("data-print hidden"), page.count("ui/print.js")) == (1, 1), paper


def test_no_cell_of_the_dossier_bears_the_class_of_found_words(client, world, sheet):
    """Bootstrap paints whatever is called `mark` yellow."""
    client.force_login(world.users["clerk"])
    assert not re.search(r'class="[^"]*\bmark\b', client.get(address(sheet, "printed_dossier")).text)
