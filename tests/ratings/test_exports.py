"""The workbook that is handed out: what it holds, what it cannot become, and that it comes back unchanged."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from accounts.models import AuditEvent
from ratings.grid.material import Material
from ratings.models import Sheet
from ratings.workbook.contents import contents_of
from ratings.workbook.preview import RowOutcome, preview
from tests import factories
from tests.ratings.workbooks import downloaded, heading, opened, place

pytestmark = pytest.mark.django_db
HOSTILE = ["=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://x.example","y")', "＝1+1", "\t=1", "http://x.example"]


@pytest.fixture
def sheet(world) -> Sheet:
    return factories.SheetFactory(organization=world.own_cell)


def rated(sheet: Sheet, count: int = 1, **fields):
    members = [factories.member_of(sheet.organization, full_name=f"Hoàng Văn {n:02}") for n in range(count)]
    for member in members:
        factories.MemberRatingFactory(sheet=sheet, member=member, **fields)
    return members


def xml_of(content: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_the_columns_of_the_grid_stand_in_it_with_what_is_saved(sheet):
    (member,) = rated(
        sheet, level=3, self_level=4, civil_level=3, ballot_for=9, ballot_present=10, note="Đi học 3 tháng"
    )
    before = factories.SheetFactory(
        organization=sheet.organization, rating_year=factories.RatingYearFactory(year=2023), state="draft"
    )
    factories.MemberRatingFactory(sheet=before, member=member, level=2)
    page = opened(downloaded(sheet))["Đảng viên"]
    row, columns = heading(page)
    number = place(page, member.code, "Mã dòng").row
    values = {title: page.cell(number, column).value for title, column in columns.items()}
    assert values == {
        "ma dong": member.code,
        "tt": values["tt"],
        "ho va ten": "Hoàng Văn 00",
        "nam sinh": 1980,
        "muc nam truoc": "Hoàn thành nhiệm vụ",
        "tu xep loai": "Hoàn thành xuất sắc nhiệm vụ",
        "muc xep loai": "Hoàn thành tốt nhiệm vụ",
        "ly do khong xep loai": None,
        "muc xep loai cong chuc, vien chuc, nguoi lao dong": "Hoàn thành tốt nhiệm vụ",
        "so phieu tan thanh": 9,
        "so co mat khi bo phieu": 10,
        "ghi chu": "Đi học 3 tháng",
    }
    assert page.freeze_panes == f"D{row + 1}"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)


def test_only_what_is_to_be_filled_can_be_typed_into(sheet):
    (member,) = rated(sheet)
    page = opened(downloaded(sheet))["Đảng viên"]
    assert page.protection.sheet
    assert not page.protection.password
    for title, locked in {
        "Mã dòng": True,
        "Họ và tên": True,
        "Mức năm trước": True,
        "Mức xếp loại": False,
        "Ghi chú": False,
    }.items():
        assert place(page, member.code, title).protection.locked is locked, title
    assert place(page, member.code, "Mã dòng").number_format == "@"


def test_drop_downs_offer_the_levels_of_the_years_rules(sheet):
    (member,) = rated(sheet)
    book = opened(downloaded(sheet))
    at = place(book["Đảng viên"], member.code, "Mức xếp loại").coordinate
    (rule,) = [each for each in book["Đảng viên"].data_validations.dataValidation if at in each.sqref]
    name, cells = rule.formula1.lstrip("=").rsplit("!", 1)
    words = [row[0].value for row in book[name.strip("'")][cells.replace("$", "")]]
    assert words == [
        "Hoàn thành xuất sắc nhiệm vụ",
        "Hoàn thành tốt nhiệm vụ",
        "Hoàn thành nhiệm vụ",
        "Không hoàn thành nhiệm vụ",
        "Không xếp loại",
    ]
    assert book[name.strip("'")].sheet_state == "hidden"


def test_own_level_and_work_results_stand_on_the_second_worksheet_with_units(world):
    sheet = factories.SheetFactory(organization=world.sibling)
    factories.WorkResultFactory(sheet=sheet, revenue=1062, ethics_standards=True)
    factories.OrganizationRatingFactory(sheet=sheet, level=3)
    page = opened(downloaded(sheet))["Tổ chức"]
    assert place(page, "T01", "Trả lời").value == "Hoàn thành tốt nhiệm vụ"
    assert place(page, "K13", "Trả lời").value == 1062
    assert place(page, "K13", "Đơn vị tính").value == "triệu đồng"
    assert place(page, "K09", "Trả lời").value == "Có"


def test_a_guide_in_vietnamese_comes_along(sheet):
    text = "\n".join(str(row[0].value or "") for row in opened(downloaded(sheet))["Hướng dẫn"].iter_rows())
    assert "Chỉ điền vào các ô trắng" in text


def test_no_text_becomes_a_formula_or_a_link(sheet):
    for number, text in enumerate(HOSTILE):
        member = factories.member_of(sheet.organization, full_name=f"{text} {number}")
        factories.MemberRatingFactory(sheet=sheet, member=member, level=3, note=text)
    content = downloaded(sheet)
    assert [xml for xml in xml_of(content).values() if "<f>" in xml or "<hyperlink" in xml] == []
    page = opened(content)["Đảng viên"]
    assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value in HOSTILE} == {"s"}
    written = {cell.value for row in page.iter_rows() for cell in row}
    assert {"=1+1", "@SUM(A1)"} <= written


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"level": 4, "self_level": 3, "note": "=1+1"},
        {"not_rated_reason": "new_member"},
        {"not_rated_reason": "other", "note": "Lý do khác"},
        {"level": 1, "ballot_for": 0, "ballot_present": 12},
        {"ballot_present": 1062, "level": 2, "civil_level": 2},
    ],
    ids=str,
)
def test_sent_back_unchanged_it_changes_nothing(sheet, fields, language):
    rated(sheet, 2, **fields)
    factories.OrganizationRatingFactory(sheet=sheet, level=3, note="Ghi chú")
    with translation.override(language):
        content = downloaded(sheet)
    found = preview(contents_of(content, sheet), Material.of(sheet))
    assert found.rows == {}
    assert {line.outcome for line in found.lines} == {RowOutcome.SAME}
    assert len(found.lines) == 4


def test_work_results_and_names_until_2017_come_back_unchanged(world):
    year = factories.RatingYearFactory(year=2015, rule_set="hd27")
    sheet = factories.SheetFactory(organization=world.sibling, rating_year=year)
    factories.OrganizationRatingFactory(sheet=sheet, level=3, legacy_level="clean_strong")
    factories.WorkResultFactory(
        sheet=sheet, revenue=123_456_789_012, ethics_standards=False, political_task_level=4, dialogues=0
    )
    found = preview(contents_of(downloaded(sheet), sheet), Material.of(sheet))
    assert [(line.key, line.outcome) for line in found.lines] == [("own", RowOutcome.SAME), ("work", RowOutcome.SAME)]


def url(name: str, sheet: Sheet) -> str:
    return reverse(f"ratings:{name}", args=[sheet.rating_year.year, sheet.organization_id])


def test_downloading_is_a_deed_in_the_trail(client, world, sheet):
    client.force_login(world.users["clerk"])
    assert client.get(url("workbook_download", sheet)).status_code == 405
    answer = client.post(url("workbook_download", sheet))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="phieu-2024-{sheet.organization.code}.xlsx"'
    assert "Trần Thị Bình Minh" in str(xml_of(answer.content))
    event = AuditEvent.objects.get(verb="sheet.download")
    assert (event.actor, event.target_id) == (world.users["clerk"], str(sheet.pk))


@pytest.mark.parametrize("name", ["workbook_download", "paper"])
@pytest.mark.parametrize("who", ["lone_clerk", "sibling_committee", "administrator", "auditor"])
def test_a_sheet_out_of_reach_does_not_exist(client, world, sheet, name, who):
    client.force_login(world.users[who])
    ask = client.post if name == "workbook_download" else client.get
    assert ask(url(name, sheet)).status_code == 404
    assert not AuditEvent.objects.filter(verb="sheet.download").exists()


@pytest.mark.parametrize("empty", ["", "?empty=yes"])
def test_the_paper_has_the_same_row_codes(client, world, sheet, empty):
    (member,) = rated(sheet, level=2, note="Bằng khen")
    client.force_login(world.users["leader"])
    page = client.get(url("paper", sheet) + empty).content.decode()
    assert member.code in page
    assert "T01" in page
    assert f"2024-{sheet.organization.code}-1" in page
    assert ("Bằng khen" in page) is not bool(empty)


@pytest.mark.parametrize("name", ["workbook_download", "paper"])
def test_queries_do_not_grow_with_the_rows(client, world, sheet, name):
    client.force_login(world.users["clerk"])
    ask = client.post if name == "workbook_download" else client.get
    counted = []
    for more in (1, 3):
        rated(sheet, more, level=3)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            ask(url(name, sheet))
        counted.append(len(queries))
    assert counted[0] == counted[1]


# The board


def board(client, query: str = ""):
    return client.post(reverse("ratings:board_workbook", args=[2024]) + query)


def board_rows(content: bytes) -> list[str]:
    page = opened(content)["Theo dõi"]
    return [row[1].value for row in page.iter_rows(min_row=6)]


def test_the_board_is_exported_as_its_filter_shows_it(client, world, sheet):
    submitted = factories.SheetFactory(
        organization=world.own_second_cell,
        state="submitted",
        submitted_at="2024-12-20T00:00Z",
        submitted_by=world.users["clerk"],
    )
    client.force_login(world.users["committee"])
    assert board_rows(board(client).content) == [
        "Đảng bộ Sở Bình Minh",
        "Chi bộ Kế toán Bình Minh",
        "Chi bộ Kỹ thuật Bình Minh",
    ]
    answer = board(client, "?state=submitted")
    assert board_rows(answer.content) == [submitted.organization.name]
    assert "Phạm vi: Trạng thái: Đã trình" in str(xml_of(answer.content))
    event = AuditEvent.objects.filter(verb="year.download").latest("pk")
    assert event.data == {"rows": 1, "state": "submitted"}


def test_the_board_needs_the_permission(client, world, sheet):
    client.force_login(world.users["auditor"])
    assert board(client).status_code == 404
