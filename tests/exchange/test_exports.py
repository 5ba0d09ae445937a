"""What the portal hands out comes back in as the table that it is."""

from exchange.files.reading import read
from exchange.tables.finding import tables
from ui.workbooks.lists import list_workbook
from ui.workbooks.writing import Column as Written


def test_an_exported_list_is_read_as_it_was_written():
    content = list_workbook(
        name="Đảng viên",
        title="Đảng viên của Đảng bộ A",
        chosen={"Năm": "2024", "Chi bộ": "Chi bộ Kế hoạch"},
        by="Trần Văn A",
        columns=[Written("Mã", 12), Written("Họ và tên", 30), Written("Ngày sinh"), Written("Số năm", number=True)],
        rows=[["DV0001", "Tống Thị Cộng", "01/02/1970", 30], ["00012", "Lê Văn B", "", None]],
    )
    [(worksheet, table)] = tables(read(content, "dang-vien.xlsx"))
    assert worksheet.name == "Đảng viên"
    assert [heading.title for heading in table.headings] == ["Mã", "Họ và tên", "Ngày sinh", "Số năm"]
    assert [[cell.text for cell in row.cells()] for row in table.rows] == [
        ["DV0001", "Tống Thị Cộng", "01/02/1970", "30"],
        ["00012", "Lê Văn B"],
    ]
    assert len(table.left_out) == 3
