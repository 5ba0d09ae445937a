import pytest

from exchange.tables.finding import find
from tests.exchange.made import sheet

PLAIN = [
    ["TT", "Họ và tên", "Ngày sinh", "Đơn vị"],
    ["1", "Trần Văn A", "1/2/1970", "Chi bộ 1"],
    ["2", "Lê B", "3/4/1980", "x"],
]


def why(table):
    return {each.row: each.why for each in table.left_out}


def titles(table):
    return [heading.title for heading in table.headings]


def numbers(table):
    return [row.number for row in table.rows]


def test_a_plain_table():
    table = find(sheet(PLAIN))
    assert titles(table) == ["TT", "Họ và tên", "Ngày sinh", "Đơn vị"]
    assert (numbers(table), table.left_out, table.heading_row) == ([2, 3], (), 1)


def test_lines_above_are_left_out_and_told():
    table = find(
        sheet(
            [
                ["ĐẢNG BỘ A", "", "", "ĐẢNG CỘNG SẢN VIỆT NAM"],
                ["CHI BỘ B", "", "", "ngày 5 tháng 6 năm 2024"],
                ["DANH SÁCH ĐẢNG VIÊN"],
                [],
                *PLAIN,
            ]
        )
    )
    assert titles(table)[1] == "Họ và tên"
    assert numbers(table) == [6, 7]
    assert [each.text for each in table.left_out] == [
        "ĐẢNG BỘ A · ĐẢNG CỘNG SẢN VIỆT NAM",
        "CHI BỘ B · ngày 5 tháng 6 năm 2024",
        "DANH SÁCH ĐẢNG VIÊN",
    ]
    assert set(why(table).values()) == {"đứng trên dòng tiêu đề"}


GROUPED = [
    ["TT", "Họ và tên", "Xếp loại", "", "", "", "Ghi chú"],
    ["", "", "XS", "T", "HT", "KHT", ""],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
    ["1", "Trần Văn A", "x", "", "", "", ""],
    ["2", "Lê Thị B", "", "", "X", "", "đi học"],
    ["3", "Ngô C", "", "x", "x", "", ""],
    ["4", "Bùi D", "", "", "", "", ""],
]


def test_a_cross_in_one_of_four_columns_is_one_value():
    table = find(sheet(GROUPED))
    assert titles(table) == ["TT", "Họ và tên", "Xếp loại", "Ghi chú"]
    assert why(table) == {3: "số thứ tự của các cột"}
    marked = [table.headings[2].cell(row) for row in table.rows]
    assert [(cell.kind, cell.text, cell.address) for cell in marked] == [
        ("text", "XS", "C4"),
        ("text", "HT", "E5"),
        ("twice", "T, HT", "D6"),
        ("blank", "", "C7"),
    ]
    assert not marked[2].is_read


def test_a_day_in_the_column_of_a_sex_is_a_day_and_a_sex():
    table = find(
        sheet(
            [
                ["TT", "Họ tên", "Ngày sinh", "", "Đơn vị"],
                ["", "", "Nam", "Nữ", ""],
                ["1", "A", "\x01d1970-02-01", "", "CB"],
                ["2", "B", "", "1985", "CB"],
                ["3", "C", "1/2/1970", "1985", "CB"],
            ]
        )
    )
    assert titles(table) == ["TT", "Họ tên", "Ngày sinh", "Nam / Nữ", "Đơn vị"]
    born, sex = table.headings[2:4]
    cells = [born.cell(row) for row in table.rows]
    assert [(cell.kind, cell.text, cell.address) for cell in cells] == [
        ("date", "01/02/1970", "C3"),
        ("text", "1985", "D4"),
        ("twice", "1/2/1970, 1985", "C5"),
    ]
    assert [sex.cell(row).text for row in table.rows] == ["Nam", "Nữ", "Nam, Nữ"]


def test_numbers_of_men_and_women_are_two_columns():
    rows = [
        ["Đơn vị", "Đảng viên", "", "Ghi chú"],
        ["", "Nam", "Nữ", ""],
        ["CB 1", "3", "4", ""],
        ["CB 2", "5", "6", ""],
    ]
    assert titles(find(sheet(rows))) == ["Đơn vị", "Nam", "Nữ", "Ghi chú"]


def test_groups_of_other_columns_keep_their_own():
    table = find(
        sheet(
            [
                ["TT", "Họ tên", "Ngày", "", "Đơn vị"],
                ["", "", "kết nạp", "chính thức", ""],
                ["1", "Trần A", "1/2/2000", "1/2/2001", "CB 1"],
            ]
        )
    )
    assert [(heading.group, heading.title) for heading in table.headings[2:]] == [
        ("Ngày", "kết nạp"),
        ("Ngày", "chính thức"),
        ("", "Đơn vị"),
    ]
    assert table.heading_row == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["TT", "HỌ VÀ TÊN", "Ngày sinh", "Đơn vị"], "dòng tiêu đề lặp lại"),
        (["", "Cộng", "", "2"], "dòng cộng"),
        (["Tổng số: 2 đảng viên"], "dòng cộng"),
        (["Cộng: 81 tổ chức"], "dòng cộng"),
        (["", "Cộng", "81 tổ chức"], "dòng cộng"),
        (["Cộng", "1.281 đồng chí", "", "2 chi bộ"], "dòng cộng"),
        (["", "TỔNG CỘNG", "12", "50%"], "dòng cộng"),
        (["Danh sách này có 2 đồng chí./."], "dòng cộng"),
        (["", "Người lập biểu", "", "TM. CHI ỦY"], "phần ký tên dưới danh sách"),
        (["", "", "", "Đông Hà, ngày … tháng … năm 2024"], "phần ký tên dưới danh sách"),
        (["T/M ĐẢNG ỦY"], "phần ký tên dưới danh sách"),
        (["", "", "", "(Ký, ghi rõ họ tên)"], "phần ký tên dưới danh sách"),
        (["Ghi chú: danh sách năm 2024"], "ghi chú"),
        (["I", "Khối cơ quan"], "tiêu đề của một phần"),
        (["B.", "Doanh nghiệp", "", "12"], "tiêu đề của một phần"),
        (["KHỐI CƠ QUAN"], "tiêu đề của một phần"),
        (["3"], "chỉ có số thứ tự"),
    ],
)
def test_a_row_that_is_no_data_is_left_out_with_its_reason(row, reason):
    table = find(sheet([*PLAIN, row]))
    assert numbers(table) == [2, 3]
    assert why(table) == {4: reason}


@pytest.mark.parametrize(
    "row",
    [
        ["3", "Tống Văn Cộng", "5/6/1990", "Tổng công ty"],
        ["3", "Cộng Hòa"],
        ["", "Cộng", "Chi bộ 2", "81 tổ chức"],
        ["", "Cộng Hòa", "12 Lê Lợi"],
        ["", "Tổng công ty Thương mại", "", "Chi bộ 2"],
        ["", "Nguyễn Ký", "1/1/1990", "CB"],
        ["1.1", "Người lập biểu", "", ""],
        ["", "Hồ Thị Tổng", "", ""],
        ["IV", "Lê Văn Tư", "1/1/1990", "CB"],
    ],
)
def test_data_that_looks_like_something_else_stays(row):
    table = find(sheet([*PLAIN, row]))
    assert numbers(table) == [2, 3, 4]


def test_what_stands_under_a_signature_is_left_out_until_the_list_goes_on():
    table = find(
        sheet(
            [
                *PLAIN,
                ["", "Người lập biểu", "", "BÍ THƯ"],
                [],
                ["", "Nguyễn Thị Lập", "", "Trần Ký"],
                PLAIN[0],
                ["1", "2", "3", "4"],
                ["3", "Phan D", "", ""],
            ]
        )
    )
    assert numbers(table) == [2, 3, 9]
    assert why(table) == {
        4: "phần ký tên dưới danh sách",
        6: "phần ký tên dưới danh sách",
        7: "dòng tiêu đề lặp lại",
        8: "số thứ tự của các cột",
    }


def test_every_row_is_either_data_or_left_out_or_a_heading():
    rows = [["A"], [], *GROUPED, ["", "Cộng", "1"], ["KT. x"], ["y", "", "z"]]
    worksheet = sheet(rows)
    table = find(worksheet)
    heads = {3, 4}
    told = {*numbers(table), *why(table), *heads}
    assert told == {row.number for row in worksheet.rows}


def test_a_column_without_heading_is_not_lost():
    table = find(sheet([["TT", "Họ tên"], ["1", "A"], ["2", "B", "", "đi học"]]))
    assert [(heading.letter, heading.title) for heading in table.headings] == [("A", "TT"), ("B", "Họ tên"), ("D", "")]


def test_a_cell_merged_downwards_is_read_for_each_of_its_rows():
    table = find(
        sheet([["Đơn vị", "Họ tên"], ["CB 1", "A"], ["", "B"], ["", "C"], ["CB 2", "D"], ["", "E"]], merged=["A2:A4"])
    )
    assert [row.parts()[0] for row in table.rows] == ["CB 1", "CB 1", "CB 1", "CB 2", ""]
    assert table.remarks == ("Ô gộp được đọc cho từng dòng: A2:A4.",)


def test_a_title_merged_across_is_the_heading_of_a_section():
    rows = [["Họ tên", "Đơn vị", "Ngày sinh"], ["Khối cơ quan"], ["A", "CB 1", "1/1/1970"]]
    assert why(find(sheet(rows, merged=["A2:C2"]))) == {2: "tiêu đề của một phần"}
    assert numbers(find(sheet(rows))) == [2, 3]


def test_known_headings_tell_the_row_from_others():
    rows = [["Sở A", "Phòng B", "Năm nay", "Quý I"], ["Họ tên", "Đơn vị", "", ""], ["A", "CB 1"], ["B", "CB 2"]]
    assert titles(find(sheet(rows), frozenset({"ho ten", "don vi"})))[:2] == ["Họ tên", "Đơn vị"]


@pytest.mark.parametrize("rows", [[], [["chỉ một ô"], ["1"]], [["1", "2", "3"], ["4", "5", "6"]], [["1/2/1970", "A"]]])
def test_what_has_no_headings_is_no_table_or_one_without_rows(rows):
    table = find(sheet(rows))
    assert table is None or titles(table) == ["chỉ một ô"]
