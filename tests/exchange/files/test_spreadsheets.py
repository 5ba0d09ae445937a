from datetime import date

import openpyxl
import pytest
from django.utils import translation

from exchange.files.reading import read
from tests.exchange import made
from tests.exchange.made import ods_cell, ods_of, ods_row
from tests.ui import workbook_corpus as corpus

ROWS = [
    ["Họ và tên", "Ngày sinh", "Tuổi", "Mã"],
    ["  Trần\u00a0 Văn  A ", date(1970, 2, 1), 54, "00123"],
    [],
    ["Ðoàn Thị B", date(1980, 12, 31), 44.5, "１８"],
]
READ = [
    (1, [("text", "Họ và tên"), ("text", "Ngày sinh"), ("text", "Tuổi"), ("text", "Mã")]),
    (2, [("text", "Trần Văn A"), ("date", "01/02/1970"), ("number", "54"), ("text", "00123")]),
    (4, [("text", "Đoàn Thị B"), ("date", "31/12/1980"), ("number", "44,5"), ("text", "18")]),
]


def cells(worksheet):
    return [(row.number, [(cell.kind, cell.text) for cell in row.cells()]) for row in worksheet.rows]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_three_kinds_of_workbook_say_the_same(kind):
    book = read(getattr(made, kind)({"Danh sách": ROWS}), "tên-nói-dối.csv")
    assert book.kind == kind
    assert book.remarks == ()
    [worksheet] = book.worksheets
    assert (worksheet.name, cells(worksheet)) == ("Danh sách", READ)


def test_cells_know_their_address_and_their_day():
    [worksheet] = read(made.xlsx({"A": [[], ["", "x", date(2024, 2, 29)]]}), "a.xlsx").worksheets
    text, day = worksheet.rows[0].cells()
    assert (text.address, day.address, day.day, text.day) == ("B2", "C2", date(2024, 2, 29), None)
    blank = worksheet.rows[0].cell(40)
    assert (blank.address, blank.kind, blank.text, blank.is_read) == ("AN2", "blank", "", True)


def test_numbers_follow_the_language_of_the_page():
    [worksheet] = read(made.xlsx({"A": [[1.5, 12345678901]]}), "a.xlsx").worksheets
    with translation.override("en"):
        assert [cell.text for cell in worksheet.rows[0].cells()] == ["1.5", "12345678901"]


def hidden_xlsx(book, sheets):
    sheets["A"].set_row(1, None, None, {"hidden": True})
    sheets["A"].set_row(2, None, None, {"hidden": True})
    sheets["A"].set_row(90, None, None, {"hidden": True})
    sheets["A"].set_column(1, 2, 8, None, {"hidden": True})
    sheets["B"].hide()


def hidden_xls(sheets):
    for row in (1, 2):
        sheets["A"].row(row).hidden = True
    for column in (1, 2):
        sheets["A"].col(column).hidden = True
    sheets["B"].visibility = 1


HIDDEN_ODS = (
    '<table:table table:name="A"><table:table-column/>'
    '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    + ods_row(["a", "b", "c"])
    + ods_row(["d", "e", "f"], ' table:visibility="filter"')
    + ods_row(["g", "h", "i"], ' table:visibility="collapse"')
    + '</table:table><table:table table:name="B" table:style-name="away">'
    + ods_row(["j"])
    + "</table:table>"
)
AWAY = (
    '<style:style style:name="away" style:family="table"><style:table-properties table:display="false"/></style:style>'
)
LETTERS = {"A": ["abc", "def", "ghi"], "B": ["j"]}


@pytest.mark.parametrize(
    "content",
    [
        lambda: made.xlsx(LETTERS, hidden_xlsx),
        lambda: made.xls(LETTERS, hidden_xls),
        lambda: ods_of(HIDDEN_ODS, styles=AWAY),
    ],
    ids=["xlsx", "xls", "ods"],
)
def test_what_is_hidden_is_read_and_told(content):
    book = read(content(), "a")
    first, second = book.worksheets
    assert [row.line.replace("\x1f", "") for row in first.rows] == LETTERS["A"]
    assert first.hidden_rows[0] == (2, 3)
    assert first.hidden_columns == ((2, 3),)
    assert second.hidden
    assert book.remarks == (
        "Trang tính “A”: 2 dòng bị ẩn vẫn được đọc: 2–3.",
        "Trang tính “A”: Cột bị ẩn vẫn được đọc: B–C.",
        "Trang tính “B”: Trang tính này bị ẩn trong tệp, vẫn được đọc.",
    )


@pytest.mark.parametrize(
    ("content", "read_as"),
    [
        (
            lambda: corpus.changed({corpus.SHEET: corpus.sheet('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>')}),
            "#N/A",
        ),
        (
            lambda: corpus.changed(
                {corpus.SHEET: corpus.sheet('<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>')}
            ),
            "#DIV/0!",
        ),
        (
            lambda: corpus.changed({corpus.SHEET: corpus.sheet('<row r="1"><c r="A1"><f>B1&amp;"x"</f></c></row>')}),
            '=B1&"x"',
        ),
        (
            lambda: ods_of(
                '<table:table table:name="A"><table:table-row><table:table-cell table:formula="of:=1/0" '
                'office:value-type="float" office:value="0" calcext:value-type="error"><text:p>#DIV/0!</text:p>'
                "</table:table-cell></table:table-row></table:table>"
            ),
            "#DIV/0!",
        ),
        (lambda: made.xls({"A": []}, lambda sheets: sheets["A"].row(0).set_cell_error(0, 0x2A)), "#N/A"),
    ],
    ids=["xlsx", "xlsx of a formula", "xlsx never reckoned", "ods", "xls"],
)
def test_a_cell_in_error_is_no_blank_one(content, read_as):
    [cell] = read(content(), "a").worksheets[0].rows[0].cells()
    assert (cell.kind, cell.text, cell.address, cell.is_read) == ("error", read_as, "A1", False)


def test_a_formula_that_was_reckoned_is_its_value():
    formulas = lambda _book, sheets: (  # noqa: E731
        sheets["A"].write_formula(0, 0, "=1+1", None, 2),
        sheets["A"].write_formula(0, 1, '=IF(1,"","")', None, ""),
        sheets["A"].write_formula(0, 2, '="a"', None, "a"),
    )
    [worksheet] = read(made.xlsx({"A": []}, formulas), "a").worksheets
    assert cells(worksheet) == [(1, [("number", "2"), ("text", "a")])]


def test_text_of_before_unicode_is_told_and_not_taken():
    book = read(made.xlsx({"A": [["Họ tên"], ["NguyÔn V¨n §øc"], ["Leâ Vaên Taán"], ["Nguye^~n Va(n A"]]}), "a")
    kinds = [[cell.kind for cell in row.cells()] for row in book.worksheets[0].rows]
    assert kinds == [["text"], ["old"], ["old"], ["old"]]
    [remark] = book.remarks
    assert remark.startswith("Có chữ ở bảng mã cũ TCVN3 (ABC): A2, A3, A4. Đồng chí chuyển sang Unicode")


def test_merged_areas_are_told_of_each_kind():
    merge = lambda _book, sheets: sheets["A"].merge_range("A1:B3", "x")  # noqa: E731
    old = lambda sheets: sheets["A"].write_merge(0, 2, 0, 1, "x")  # noqa: E731
    spanned = ods_cell("x").replace(
        "<table:table-cell", '<table:table-cell table:number-rows-spanned="3" table:number-columns-spanned="2"'
    )
    new = ods_of(f'<table:table table:name="A"><table:table-row>{spanned}</table:table-row></table:table>')
    for content in (made.xlsx({"A": []}, merge), made.xls({"A": []}, old), new):
        assert [str(area) for area in read(content, "a").worksheets[0].merged] == ["A1:B3"]


def formatted_rows() -> bytes:
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' for n in range(2, 300_002))
    made_of = corpus.changed({corpus.SHEET: corpus.sheet(f'<row r="1">{corpus.text_cell("A1", "x")}</row>{rows}')})
    assert corpus.part(made_of, corpus.SHEET).count(b"<row ") == 300_001
    return made_of


def with_backslashes() -> bytes:
    content = corpus.plain()
    renamed = {name.replace("/", "\\"): corpus.part(content, name) for name in _names(content)}
    made_of = corpus.changed({**dict.fromkeys(_names(content)), **renamed}, content=content)
    assert "xl\\workbook.xml" in _names(made_of)
    return made_of


def _names(content: bytes) -> list[str]:
    from io import BytesIO
    from zipfile import ZipFile

    return ZipFile(BytesIO(content)).namelist()


def with_prefixes() -> bytes:
    xml = '<x:row r="2" hidden="1"><x:c r="A2" t="e"><x:v>#REF!</x:v></x:c></x:row>'
    whole = corpus.sheet("").decode().replace("<", "<x:").replace("<x:?", "<?").replace("<x:/", "</x:")
    sheet = whole.replace("xmlns=", "xmlns:x=").replace("</x:sheetData>", f"{xml}</x:sheetData>")
    return corpus.changed({corpus.SHEET: sheet.encode()})


def of_openpyxl() -> bytes:
    from io import BytesIO

    book = openpyxl.Workbook()
    book.active.append(["x"])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("make", "rows"),
    [(formatted_rows, [1]), (with_backslashes, [1, 3, 4, 5]), (of_openpyxl, [1]), (with_prefixes, [2])],
)
def test_what_other_programs_write(make, rows):
    worksheet = read(make(), "a").worksheets[0]
    assert [row.number for row in worksheet.rows] == rows


def test_prefixes_of_another_program_hide_nothing():
    worksheet = read(with_prefixes(), "a").worksheets[0]
    assert worksheet.hidden_rows == ((2, 2),)
    assert cells(worksheet) == [(2, [("error", "#REF!")])]


def test_ten_megabytes_are_read():
    text = "".join(chr(0x4E00 + n % 20_000) for n in range(30_000))
    rows = [[f"{n} {text[n : n + 12_000]}"] for n in range(600)]
    content = made.ods({"A": rows})
    assert 10 * 1024 * 1024 < len(content) < 20 * 1024 * 1024
    assert len(read(content, "a").worksheets[0].rows) == 600


@pytest.mark.parametrize(
    "text", ["Chi  bộ Một", " Chi bộ Một", "Chi bộ Một ", "Chi bộ\u00a0Một", "Chi bo\u0323\u0302 Mo\u0302\u0323t"]
)
def test_spaces_and_letters_are_as_elsewhere(text):
    [worksheet] = read(made.xlsx({"A": [["a", text, "b"]]}), "a").worksheets
    assert [cell.text for cell in worksheet.rows[0].cells()] == ["a", "Chi bộ Một", "b"]


def test_lines_in_a_cell_stay_and_controls_do_not():
    [worksheet] = read(made.xlsx({"A": [["một\nhai\x1fba", "x\x01y"]]}), "a").worksheets
    assert [cell.text for cell in worksheet.rows[0].cells()] == ["một\nhai ba", "x y"]


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(1905, 3, 13), "13/03/1905"),
        (date(1905, 3, 14), "1900"),
        (date(1905, 6, 2), "1980"),
        (date(1905, 9, 30), "2100"),
        (date(1905, 10, 1), "01/10/1905"),
    ],
)
@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_year_typed_into_a_cell_of_days_is_a_year(kind, day, text):
    make = {"xlsx": made.xlsx, "xls": made.xls, "ods": made.ods}[kind]
    [worksheet] = read(make({"A": [["Ngày sinh"], [day]]}), f"a.{kind}").worksheets
    [cell] = worksheet.rows[1].cells()
    assert cell.text == text
