"""Workbooks of 2025 on hold points, tasks and grounds; those of earlier years are as they were."""

import pytest
from django.utils import translation

from ratings.grid.material import Material
from ratings.models import Sheet
from ratings.sheets import entry, saving
from ratings.workbook.columns import SCORED_COLUMNS
from ratings.workbook.contents import contents_of
from ratings.workbook.layout import asked
from ratings.workbook.preview import preview
from tests.ratings import sheets
from tests.ratings.sheets import own, row
from tests.ratings.workbooks import downloaded, filled, heading, opened, saved

YEAR = 2025
SAID = {
    "level": 4,
    "self_level": 3,
    "points_common": 2850,
    "points_results": 6525,
    "tasks_given": 10,
    "tasks_done": 10,
    "tasks_late": 0,
    "tasks_above": 4,
    "shortcomings_fixed": True,
    "exception": "tự phát hiện",
}


@pytest.fixture
def scored(world) -> Sheet:
    sheets.open_year(world, YEAR, rule_set="qd366")
    return sheets.sheet_of(world.own_cell, YEAR)


@pytest.fixture
def key(world):
    return entry.key_of(world.members["own"].pk)


def read(sheet: Sheet, content: bytes):
    material = Material.of(Sheet.objects.get(pk=sheet.pk))
    return preview(contents_of(content, material.sheet), material)


def said(world, sheet: Sheet, key: str) -> Sheet:
    rows = {
        key: row(**SAID, title_group="leader", opinion_received=False),
        entry.OWN: own(**{**SAID, "level": 1}, cause="points"),
    }
    saving.save_rows(sheet=sheet, rows=rows, version=1, by=world.users["clerk"])
    return sheet


@pytest.mark.parametrize("language", ["vi", "en"])
def test_sent_back_unchanged_it_changes_nothing_in_either_language(world, scored, key, language):
    content = downloaded(said(world, scored, key))
    with translation.override(language):
        shown = read(scored, content)
    assert not shown.problems
    assert shown.rows == {}


def test_what_is_typed_in_the_new_columns_is_read(world, scored, key):
    code = world.members["own"].code
    typed = {
        "Điểm tiêu chí chung": "28,5",
        "Điểm kết quả nhiệm vụ": 65,
        "Nhóm chức danh": "lãnh đạo, quản lý",
        "Nhiệm vụ được giao": 12,
        "Nhiệm vụ hoàn thành": 5,
        "Nguyên nhân không hoàn thành nhiệm vụ": "Dưới 50 điểm",
        "Đã khắc phục 100% hạn chế, khuyết điểm trước đây": "Không",
    }
    own_cells = {
        ("T05", "Trả lời"): 25,
        ("T06", "Trả lời"): "40,5",
        ("T12", "Trả lời"): "Nguyên nhân khác, ghi ở ghi chú",
    }
    content = filled(downloaded(scored), {**{(code, title): value for title, value in typed.items()}, **own_cells})
    shown = read(scored, content)
    assert [(each.typed, each.sentence) for each in shown.problems] == []
    assert shown.rows[key] == row(
        level=4,
        points_common=2850,
        points_results=6500,
        title_group="leader",
        tasks_given=12,
        tasks_done=5,
        cause="points",
        shortcomings_fixed=False,
    )
    own_row = shown.rows[entry.OWN]
    assert (own_row["points_common"], own_row["points_results"], own_row["level"]) == (2500, 4050, 2)
    assert own_row["cause"] == "other"


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("Điểm tiêu chí chung", 31),
        ("Điểm tiêu chí chung", "hai mươi"),
        ("Điểm tiêu chí chung", "2²"),
        ("Điểm kết quả nhiệm vụ", "②"),
        ("Nhiệm vụ được giao", "2²"),
        ("Nhiệm vụ hoàn thành", 3),
        ("Nhóm chức danh", "vua"),
        ("Nguyên nhân không hoàn thành nhiệm vụ", "thời tiết"),
        ("Đã khắc phục 100% hạn chế, khuyết điểm trước đây", "có lẽ"),
    ],
)
def test_what_cannot_be_is_said_at_its_cell(world, scored, title, value):
    shown = read(scored, filled(downloaded(scored), {(world.members["own"].code, title): value}))
    (problem,) = shown.problems
    worksheet = opened(downloaded(scored))["Đảng viên"]
    _row, columns = heading(worksheet)
    from ui.vietnamese import fold

    assert problem.place.field in {field.name for field in SCORED_COLUMNS if fold(title) in field.titles}
    assert columns[fold(title)]
    assert shown.rows == {}


def test_a_workbook_without_the_new_columns_still_imports_and_leaves_them_alone(world, scored, key):
    said(world, scored, key)
    book = opened(downloaded(scored))
    worksheet = book["Đảng viên"]
    first = heading(worksheet)[1]["diem tieu chi chung"]
    worksheet.delete_cols(first, len(SCORED_COLUMNS))
    shown = read(scored, filled(saved(book), {(world.members["own"].code, "Mức xếp loại"): 3}))
    assert not shown.problems
    assert shown.rows[key] == row(**{**SAID, "level": 3}, title_group="leader", opinion_received=False)


def test_earlier_years_have_the_columns_and_questions_they_had(world, year):
    sheet = sheets.sheet_of(world.own_cell)
    titles = heading(opened(downloaded(sheet))["Đảng viên"])[1]
    assert "diem tieu chi chung" not in titles
    assert len(titles) == 12
    assert [each.code for each in asked(Material.of(sheet)) if each.key == entry.OWN] == ["T01", "T02", "T03", "T04"]


def test_codes_of_questions_are_given_once_for_all(scored):
    codes = {each.code: each.field for each in asked(Material.of(scored)) if each.key == entry.OWN}
    assert codes == {
        "T01": "level",
        "T02": "not_rated_reason",
        "T03": "self_level",
        "T04": "note",
        "T05": "points_common",
        "T06": "points_results",
        "T07": "tasks_given",
        "T08": "tasks_done",
        "T09": "tasks_late",
        "T10": "tasks_above",
        "T11": "shortcomings_fixed",
        "T12": "cause",
        "T13": "exception",
    }


def guide_of(content: bytes) -> str:
    page = opened(content)["Hướng dẫn"]
    return "\n".join(str(value) for line in page.iter_rows(values_only=True) for value in line if value)


def test_the_guide_says_that_points_have_decimals_where_they_are_asked_for(world, scored):
    sheets.open_year(world, 2024)

    assert "28,5" in guide_of(downloaded(scored))
    assert "28,5" not in guide_of(downloaded(sheets.sheet_of(world.own_cell)))
