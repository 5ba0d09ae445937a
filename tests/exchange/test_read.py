from exchange.columns import Column
from exchange.files.reading import read
from exchange.mapping.guessing import map_columns
from exchange.tables.finding import tables
from ui.workbooks.writing import Column as Written
from ui.workbooks.writing import Page, workbook

COLUMNS = [Column("name", "Họ và tên", required=True), Column("born", "Ngày sinh", ("NS",))]


def mapped(content: bytes, name: str):
    book = read(content, name)
    [(_sheet, table)] = tables(book)
    mapping = map_columns(table, COLUMNS)
    return [{name: cell.text for name, cell in row.cells.items()} for row in mapping.rows(table)]


def test_a_workbook_becomes_mapped_rows():
    page = Page("DS", [], [Written("Họ và tên"), Written("NS")], [["Trần Văn A", "1/2/1970"]])
    assert mapped(workbook([page], lists="x"), "a.xlsx") == [{"name": "Trần Văn A", "born": "1/2/1970"}]


def test_csv_becomes_mapped_rows():
    assert mapped("Họ và tên;NS\nTrần Văn A;1/2/1970\n".encode(), "a.csv") == [
        {"name": "Trần Văn A", "born": "1/2/1970"}
    ]
