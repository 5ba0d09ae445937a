"""What a workbook's cells mean, and every way in which they can be wrong."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ratings.grid.material import Material
from ratings.levels import LegacyLevel, NotRatedReason
from ratings.models import Sheet
from ratings.sheets.entry import blank, key_of, stored
from ratings.sheets.saving import save_rows
from ratings.workbook.contents import contents_of
from ratings.workbook.preview import Preview, RowOutcome, preview
from tests import factories
from tests.ratings.workbooks import downloaded, filled, heading, opened, place, saved
from tests.ui import workbook_corpus as corpus
from ui.vietnamese import fold

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(world) -> Sheet:
    return factories.SheetFactory(organization=world.own_cell)


@pytest.fixture
def member(world):
    return world.members["own"]


def seen(content: bytes, sheet: Sheet) -> Preview:
    sheet = Sheet.objects.get(pk=sheet.pk)
    return preview(contents_of(content, sheet), Material.of(sheet))


def seen_with(sheet: Sheet, cells) -> Preview:
    return seen(filled(downloaded(sheet), cells), sheet)


def said(found: Preview) -> list[tuple[str, str]]:
    return [(problem.address, problem.sentence) for problem in found.problems]


SPELLINGS = {
    4: [
        "Hoàn thành xuất sắc nhiệm vụ",
        "HOAN THANH XUAT SAC NHIEM VU",
        "HTXS",
        "htxsnv",
        "4",
        4,
        4.0,
        "Excellent completion of tasks",
    ],
    3: [
        "Hoàn thành tốt nhiệm vụ",
        "hoan thanh tot nhiem vu",
        "HTT",
        "HTTNV",
        "3",
        3,
        "Hoa\u0300n tha\u0300nh to\u0302\u0301t nhie\u0323\u0302m vu\u0323",
    ],
    2: ["Hoàn thành nhiệm vụ", "HTNV", "htnv", " 2 ", 2],
    1: ["Không hoàn thành nhiệm vụ", "KHT", "KHTNV", 1, "không  hoàn thành nhiệm vụ"],
}


@pytest.mark.parametrize(("level", "typed"), [(level, typed) for level, many in SPELLINGS.items() for typed in many])
def test_levels_are_understood_however_they_are_written(sheet, member, level, typed):
    found = seen_with(sheet, {(member.code, "Mức xếp loại"): typed, (member.code, "Tự xếp loại"): typed})
    row = found.rows[key_of(member.pk)]
    assert (row["level"], row["self_level"], said(found)) == (level, level, [])


def test_a_workbook_of_an_earlier_release_is_read(sheet, member):
    """It names the self-rating otherwise, and the levels by shorter letters."""

    def change(page, row, columns):
        page.cell(row, columns[fold("Tự xếp loại")]).value = "Tự nhận"
        place(page, member.code, "Tự nhận").value = "KHT"
        place(page, member.code, "Mức xếp loại").value = "HTT"

    found = seen(changed_rows(downloaded(sheet), change), sheet)
    row = found.rows[key_of(member.pk)]
    assert (row["level"], row["self_level"], said(found)) == (3, 1, [])


@pytest.mark.parametrize("typed", ["Không xếp loại", "khong xep loai", "KXL", 0, "0", None])
def test_not_rated_has_its_reason(sheet, member, typed):
    reason = fold(str(NotRatedReason.EXEMPT.label))
    cells = {(member.code, "Mức xếp loại"): typed, (member.code, "Lý do không xếp loại"): reason}
    row = seen_with(sheet, cells).rows[key_of(member.pk)]
    assert (row["level"], row["not_rated_reason"]) == (None, "exempt")


WRONG = [
    ("Mức xếp loại", "Khá", "Chọn một trong bốn mức"),
    ("Mức xếp loại", 5, "Chọn một trong bốn mức"),
    ("Mức xếp loại", True, "Chọn một trong bốn mức"),
    ("Mức xếp loại", "=3", "Ô này là công thức"),
    ("Tự xếp loại", "x", "Chọn một trong bốn mức xếp loại."),
    ("Tự xếp loại", "0", "Chọn một trong bốn mức xếp loại."),
    ("Lý do không xếp loại", "ốm", "Chọn một lý do trong danh sách"),
    ("Số có mặt khi bỏ phiếu", "mười", "không phải số nguyên"),
    ("Số có mặt khi bỏ phiếu", 9.5, "không phải số nguyên"),
    ("Số có mặt khi bỏ phiếu", "1,062", "không phải số nguyên"),
    ("Số có mặt khi bỏ phiếu", -1, "Ghi một số từ 0"),
    ("Số có mặt khi bỏ phiếu", 10_000, "Ghi một số từ 0"),
    ("Số có mặt khi bỏ phiếu", 1e300, "không phải số nguyên"),
    ("Ghi chú", "a" * 501, "501 ký tự"),
    ("Ghi chú", "=HYPERLINK(1)", "Ô này là công thức"),
    ("Họ và tên", "Nguyễn Văn Khác", "sắp xếp lệch"),
]


@pytest.mark.parametrize(("title", "typed", "sentence"), WRONG)
def test_every_wrong_cell_has_its_address_and_a_sentence(sheet, member, title, typed, sentence):
    content = filled(downloaded(sheet), {(member.code, title): typed})
    found = seen(content, sheet)
    at = place(opened(content)["Đảng viên"], member.code, title).coordinate
    ((address, told),) = said(found)
    assert address == at
    assert sentence in told
    assert found.rows == {}


@pytest.mark.parametrize("typed", ["1.062", 1062, "1062", " 1062 "])
def test_numbers_are_written_the_vietnamese_way(sheet, member, typed):
    found = seen_with(sheet, {(member.code, "Số có mặt khi bỏ phiếu"): typed})
    assert found.rows[key_of(member.pk)]["ballot_present"] == 1062


def test_all_errors_are_told_at_once(sheet, member):
    others = [factories.member_of(sheet.organization, full_name=f"Hoàng {n}") for n in range(3)]
    found = seen_with(
        sheet,
        {
            (member.code, "Mức xếp loại"): "Khá",
            (member.code, "Số phiếu tán thành"): "nhiều",
            (others[0].code, "Mức xếp loại"): "=A1",
            (others[1].code, "Ghi chú"): "x" * 600,
            (others[2].code, "Mức xếp loại"): 3,
            ("T01", "Trả lời"): "giỏi",
        },
    )
    assert len(found.problems) == 5
    assert len(found.wrong) == 4
    assert [line.code for line in found.of(RowOutcome.NEW)] == [others[2].code]


def test_more_votes_than_people_is_said_at_the_votes(sheet, member):
    content = filled(
        downloaded(sheet), {(member.code, "Số phiếu tán thành"): 12, (member.code, "Số có mặt khi bỏ phiếu"): 10}
    )
    ((address, _sentence),) = said(seen(content, sheet))
    assert address == place(opened(content)["Đảng viên"], member.code, "Số phiếu tán thành").coordinate


def changed_rows(content: bytes, change) -> bytes:
    book = opened(content)
    change(book["Đảng viên"], *heading(book["Đảng viên"]))
    return saved(book)


def test_unknown_double_and_codeless_rows_are_errors_and_the_rest_is_read(world, sheet, member):
    other = factories.member_of(sheet.organization, full_name="Hoàng Hà")

    def change(page, row, columns):
        for code in (world.members["sibling"].code, other.code, None):
            page.append([code, None, "Ai đó", None, None, None, "HTT"])
        place(page, member.code, "Mức xếp loại").value = "HTNV"

    found = seen(changed_rows(downloaded(sheet), change), sheet)
    sentences = [sentence for _address, sentence in said(found)]
    assert len(sentences) == 5
    assert sum("không có trong phiếu này" in sentence for sentence in sentences) == 1
    assert sum("sắp xếp lệch" in sentence for sentence in sentences) == 1
    assert "không có mã" in sentences[-1]
    assert sum("có 2 lần" in sentence for sentence in sentences) == 2
    assert found.rows.keys() == {key_of(member.pk)}
    assert "Hoàng Hôn" not in str(found)


def test_rows_that_are_not_in_the_file_are_not_touched(sheet, member):
    other = factories.member_of(sheet.organization, full_name="Hoàng Hà")
    factories.MemberRatingFactory(sheet=sheet, member=other, level=4)

    def change(page, row, columns):
        page.delete_rows(place(page, other.code, "Mã dòng").row)
        place(page, member.code, "Mức xếp loại").value = 2

    assert seen(changed_rows(downloaded(sheet), change), sheet).rows.keys() == {key_of(member.pk)}


def test_columns_may_stand_in_another_order_and_some_may_be_missing(sheet, member):
    factories.MemberRatingFactory(sheet=sheet, member=member, level=3, note="Giữ lại", ballot_present=9)

    def change(page, row, columns):
        page.delete_cols(columns["ghi chu"])
        level = columns["muc xep loai"]
        for number in range(row, page.max_row + 1):
            page.cell(number, 40).value, page.cell(number, level).value = page.cell(number, level).value, None
        place(page, member.code, "Mức xếp loại").value = 2

    row = seen(changed_rows(downloaded(sheet), change), sheet).rows[key_of(member.pk)]
    assert (row["level"], row["note"], row["ballot_present"]) == (2, "Giữ lại", 9)


def test_merged_cells_are_said_for_every_row_they_cover(sheet, member):
    factories.member_of(sheet.organization, full_name="Hoàng Hà")

    def change(page, row, columns):
        column = columns["muc xep loai"]
        page.merge_cells(start_row=row + 1, end_row=row + 2, start_column=column, end_column=column)

    found = seen(changed_rows(downloaded(sheet), change), sheet)
    assert ["G5:G6" in sentence for _address, sentence in said(found)] == [True, True]


def test_other_worksheets_are_left_alone(sheet, member):
    book = opened(filled(downloaded(sheet), {(member.code, "Mức xếp loại"): 3}))
    notes = book.create_sheet("Ghi chép riêng", 0)
    for number in range(1, 5_000):
        notes.append([f"=A{number}", "Khá"])
    found = seen(saved(book), sheet)
    assert (found.rows[key_of(member.pk)]["level"], said(found)) == (3, [])


def test_dates_as_text_and_as_dates_do_no_harm_where_nothing_is_read(sheet, member):
    def change(page, row, columns):
        place(page, member.code, "Năm sinh").value = "17/05/1980"
        place(page, member.code, "Ghi chú").value = "Kết nạp 03/03/2005"
        place(page, member.code, "Mức năm trước").value = "=TODAY()"

    found = seen(changed_rows(downloaded(sheet), change), sheet)
    assert found.rows[key_of(member.pk)]["note"] == "Kết nạp 03/03/2005"


def test_decomposed_names_and_notes_are_composed(sheet, member):
    found = seen_with(
        sheet,
        {
            (member.code, "Họ và tên"): "Tra\u0302\u0300n Thi\u0323 Bi\u0300nh Minh",
            (member.code, "Ghi chú"): "Ho\u0323c",
        },
    )
    assert found.rows[key_of(member.pk)]["note"] == "Học"


def test_work_results(world):
    sheet = factories.SheetFactory(organization=world.sibling)
    answers = {
        "K01": "1.062",
        "K02": 1000,
        "K09": "co",
        "K12": "Hoàn thành tốt nhiệm vụ",
        "K13": "123.456",
        "T01": "HTT",
    }
    found = seen_with(sheet, {(code, "Trả lời"): value for code, value in answers.items()})
    work = found.rows["work"]
    assert said(found) == []
    assert (work["officials_summoned"], work["officials_attended"], work["revenue"]) == (1062, 1000, 123_456)
    assert (work["ethics_standards"], work["political_task_level"], found.rows["own"]["level"]) == (True, 3, 3)


@pytest.mark.parametrize(
    ("answers", "at", "sentence"),
    [
        ({"K01": "10", "K02": "11"}, "K02", "nhiều hơn số được triệu tập"),
        ({"K13": "99,16"}, "K13", "không phải số nguyên"),
        ({"K09": "chắc là có"}, "K09", ""),
        ({"K20": "=1"}, "K20", "Ô này là công thức"),
        ({"T01": "Giỏi"}, "T01", "Chọn một trong bốn mức"),
    ],
)
def test_wrong_answers_have_their_addresses(world, answers, at, sentence):
    sheet = factories.SheetFactory(organization=world.sibling)
    content = filled(downloaded(sheet), {(code, "Trả lời"): value for code, value in answers.items()})
    ((address, told),) = said(seen(content, sheet))
    assert address == place(opened(content)["Tổ chức"], at, "Trả lời").coordinate
    assert sentence in told


def test_names_until_2017_choose_the_level(world):
    year = factories.RatingYearFactory(year=2015, rule_set="hd27")
    sheet = factories.SheetFactory(organization=world.own_cell, rating_year=year)
    row = seen_with(sheet, {("T01", "Trả lời"): str(LegacyLevel.MODEL.label)}).rows["own"]
    assert (row["legacy_level"], row["level"]) == ("model", 4)


def test_what_somebody_saved_after_the_download_is_kept_where_the_file_says_nothing(world, sheet, member):
    other = factories.member_of(sheet.organization, full_name="Hoàng Hà")
    content = filled(downloaded(sheet), {(member.code, "Mức xếp loại"): 4, (other.code, "Ghi chú"): "Từ tệp"})
    newer = {key_of(pk): {**blank("m0"), "level": 2} for pk in (member.pk, other.pk)}
    save_rows(sheet=sheet, rows=newer, version=1, by=world.users["clerk"])
    found = seen(content, sheet)
    assert found.rows[key_of(member.pk)]["level"] == 4
    assert (found.rows[key_of(other.pk)]["level"], found.rows[key_of(other.pk)]["note"]) == (2, "Từ tệp")
    assert {line.code for line in found.overwritten} == {member.code, other.code}


# Whole files


@pytest.mark.parametrize("make", [corpus.plain, corpus.dimension_bomb, corpus.many_rows])
def test_a_workbook_without_our_columns_is_refused(sheet, make):
    with pytest.raises(ValidationError, match="Không trang tính nào"):
        contents_of(make(), sheet)


def test_our_workbook_with_60_000_rows_is_refused_and_with_a_far_cell_is_read(sheet, member):
    content = filled(downloaded(sheet), {(member.code, "Mức xếp loại"): 3})
    xml = corpus.part(content, corpus.SHEET).decode()
    rows = "".join(f'<row r="{n}">{corpus.text_cell(f"A{n}", "DV")}</row>' for n in range(100, 60_100))
    with pytest.raises(ValidationError, match="hơn 3000 dòng"):
        contents_of(
            corpus.changed(
                {corpus.SHEET: xml.replace("</sheetData>", rows + "</sheetData>").encode()}, content=content
            ),
            sheet,
        )
    far = f'<row r="1048576">{corpus.text_cell("XFD1048576", "x")}</row></sheetData>'
    bomb = corpus.changed({corpus.SHEET: xml.replace("</sheetData>", far).encode()}, content=content)
    assert b"XFD1048576" in corpus.part(bomb, corpus.SHEET)
    assert seen(bomb, sheet).rows.keys() == {key_of(member.pk)}


@pytest.mark.parametrize("year", [2023, 2025])
def test_the_workbook_of_another_year_or_organisation_is_refused(world, sheet, year):
    other_year = factories.SheetFactory(organization=world.own_cell, rating_year=factories.RatingYearFactory(year=year))
    next_door = factories.SheetFactory(organization=world.own_second_cell)
    for other in (other_year, next_door):
        with pytest.raises(ValidationError, match="không phải 2024-"):
            contents_of(downloaded(other), sheet)


def test_without_the_sheet_code_it_is_refused(sheet):
    book = opened(downloaded(sheet))
    for page in ("Đảng viên", "Tổ chức"):
        book[page]["A2"].value = None
    with pytest.raises(ValidationError, match="Thiếu mã phiếu"):
        contents_of(saved(book), sheet)


def test_two_worksheets_with_the_same_rows_are_refused(sheet):
    book = opened(downloaded(sheet))
    book.copy_worksheet(book["Đảng viên"])
    with pytest.raises(ValidationError, match="Nhiều trang tính"):
        contents_of(saved(book), sheet)


def test_a_heading_that_is_there_twice_is_refused(sheet):
    def change(page, row, columns):
        page.cell(row, 20).value = "Mức xếp loại"

    with pytest.raises(ValidationError, match="có hai lần"):
        contents_of(changed_rows(downloaded(sheet), change), sheet)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.lists(
        st.one_of(
            st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30),
            st.integers(-(10**6), 10**12),
            st.floats(allow_nan=False, allow_infinity=False),
            st.booleans(),
            st.none(),
        ),
        min_size=7,
        max_size=7,
    )
)
@example(typed=["", "", "", "", "", "", 1.7976931348623155e308])
def test_whatever_is_typed_is_read_or_refused_in_words(sheet, member, typed):
    titles = [
        "Tự xếp loại",
        "Mức xếp loại",
        "Lý do không xếp loại",
        "Số phiếu tán thành",
        "Số có mặt khi bỏ phiếu",
        "Ghi chú",
    ]
    cells = dict(zip([(member.code, title) for title in titles], typed, strict=False))
    found = seen_with(sheet, cells | {("T01", "Trả lời"): typed[-1]})
    assert all(problem.sentence and problem.address for problem in found.problems)
    save_rows(sheet=(now := Sheet.objects.get(pk=sheet.pk)), rows=found.rows, version=now.version, by=None)
    assert {key: stored(now)[key] for key in found.rows} == found.rows
