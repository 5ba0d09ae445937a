import pytest

from exchange.columns import Column
from exchange.mapping.forgetting import without_forgotten
from exchange.mapping.guessing import choose, known_headings, map_columns
from exchange.tables.finding import find
from tests.exchange.made import sheet

NAME = Column("name", "Họ và tên", ("Họ tên", "Họ và tên đảng viên"), required=True)
BORN = Column("born", "Ngày sinh", ("NS", "Năm sinh"))
ADMITTED = Column("admitted", "Ngày kết nạp", ("Ngày vào Đảng", "Ngày vào Đảng (kết nạp)"))
OFFICIAL = Column("official", "Ngày chính thức")
CELL = Column("cell", "Tổ chức đảng", ("Chi bộ đang sinh hoạt", "Sinh hoạt ở"), required=True)
LEVEL = Column("level", "Xếp loại", choices={"XS": ("HTXSNV", "Xuất sắc"), "T": ("HTTNV",), "HT": (), "KHT": ()})
CARD = Column("card", "Số CCCD", ("CCCD", "Căn cước"), left_out="Cổng không lưu số định danh.")
COLUMNS = [NAME, BORN, ADMITTED, OFFICIAL, CELL, LEVEL, CARD]


def mapped(headings, *rows, columns=COLUMNS, saved=None):
    table = find(sheet([headings, *(rows or [["x" * 3] * len(headings)])]))
    return map_columns(table, columns, saved), table


def taken(mapping):
    return [(match.column and match.column.code, str(match.certainty)) for match in mapping.matches]


@pytest.mark.parametrize(
    ("heading", "code", "certainty"),
    [
        ("Họ và tên", "name", "exact"),
        ("HỌ VÀ TÊN:", "name", "exact"),
        ("Họ\nvà tên", "name", "exact"),
        ("NS", "born", "exact"),
        ("Sinh hoạt ở", "cell", "exact"),
        ("Ho va ten", "name", "guessed"),
        ("Ngày sinh (dd/mm/yyyy)", "born", "guessed"),
        ("Ngày vô Đảng", "admitted", "guessed"),
        ("C.thức", "official", "guessed"),
        ("Ngày C.thức", "official", "guessed"),
        ("NCT", "official", "guessed"),
        ("Ngày chính thứ", "official", "guessed"),
        ("Tổ chức đảng đang sinh hoạt", "cell", "guessed"),
        ("Đ/c ở tổ", None, "unknown"),
        ("Ghi chú 2", None, "unknown"),
        ("STT", None, "skipped"),
        ("Số CCCD", None, "left_out"),
        ("so cccd/cmnd", None, "left_out"),
    ],
)
def test_how_sure_a_heading_is(heading, code, certainty):
    mapping, _table = mapped([heading, "Cột khác"])
    assert taken(mapping)[0] == (code, certainty)


def test_each_heading_says_its_letter_samples_and_why_it_is_left_out():
    mapping, _table = mapped(["Họ tên", "CCCD"], ["Trần A", "0123"], ["Trần A", ""], ["Lê B", "4"], ["Ngô C", "5"])
    first, second = mapping.matches
    assert (first.heading.letter, first.heading.title, first.samples) == ("A", "Họ tên", ("Trần A", "Lê B"))
    assert (second.column, second.reason, second.samples) == (None, "Cổng không lưu số định danh.", ())


def test_what_is_left_out_on_purpose_goes_no_further():
    table = find(sheet([["Họ tên", "CCCD", "Tổ"], ["Trần A", "0123", "1"], ["Lê B", "4567"], ["Ngô C"]]))
    kept = without_forgotten(table, COLUMNS, [CARD])
    assert [row.parts() for row in kept.rows] == [["Trần A", "", "1"], ["Lê B"], ["Ngô C"]]
    assert without_forgotten(table, [CELL], [CARD]).rows == kept.rows, "in the wrong place just as well"
    assert without_forgotten(table, [Column("number", "CCCD")], [CARD]).rows == table.rows, "its own column"
    assert kept.headings == table.headings
    assert taken(map_columns(kept, COLUMNS)) == taken(map_columns(table, COLUMNS))


def test_what_keeps_a_mapping_from_use_is_told():
    mapping, _table = mapped(["Họ tên", "Họ và tên", "Tổ", ""], ["A", "A", "1", "đi học"])
    assert [(problem.code, problem.letter) for problem in mapping.problems] == [
        ("unknown", "C"),
        ("unknown", "D"),
        ("twice", "A"),
        ("twice", "B"),
        ("missing", ""),
    ]
    sentences = [problem.sentence for problem in mapping.problems]
    assert sentences[0] == "Chưa rõ cột C “Tổ” là gì. Đồng chí chọn nơi ghi, hoặc không nhập cột này."
    assert sentences[4] == "Tệp thiếu cột “Tổ chức đảng” là cột bắt buộc. Đồng chí chọn cột của tệp ghi vào đó."


def test_the_nearer_of_two_guesses_wins():
    mapping, _table = mapped(["Họ và tên", "Họ và tên vợ hoặc chồng", "Sinh hoạt ở"])
    assert taken(mapping) == [("name", "exact"), (None, "unknown"), ("cell", "exact")]


BIRTH_PLACE = Column("place", "Nơi đăng ký khai sinh", ("Nơi sinh",), left_out="Cổng không lưu.")


@pytest.mark.parametrize(
    ("heading", "code", "certainty"),
    [
        ("Nơi sinh (tỉnh)", None, "left_out"),
        ("Nơi sinh, quê quán", None, "left_out"),
        ("Nơi sinh hoạt", None, "unknown"),
        ("Nơi sinh hoạt Đảng hiện nay", None, "unknown"),
        ("Ngày sinh hoạt đầu tiên", None, "unknown"),
        ("Nơi sinh hoạt: Sinh hoạt ở", "cell", "exact"),
    ],
)
def test_a_word_of_two_parts_is_not_its_first_part(heading, code, certainty):
    mapping, _table = mapped([heading, "Số"], columns=[*COLUMNS, BIRTH_PLACE])
    assert taken(mapping)[0] == (code, certainty)


def test_choices_are_taken_and_win_the_next_time():
    headings = ["Họ và tên", "Tổ", "Ghi chú", "CCCD"]
    first, _table = mapped(headings)
    assert first.choices == ["name", None, None, ""]
    chosen = choose(first, ["name", "cell", "", "name"])
    assert taken(chosen) == [("name", "exact"), ("cell", "chosen"), (None, "skipped"), (None, "left_out")]
    assert chosen.problems == ()
    again, _table = mapped(headings, saved={first.fingerprint: chosen.choices})
    assert taken(again) == [("name", "exact"), ("cell", "saved"), (None, "skipped"), (None, "left_out")]
    moved, _table = mapped(["Tổ", "Họ và tên", "Ghi chú", "CCCD"], saved={first.fingerprint: chosen.choices})
    assert taken(moved)[0] == (None, "unknown")


def test_a_choice_of_a_field_that_is_gone_is_open_again():
    first, _table = mapped(["Họ tên", "Tổ"])
    again, _table = mapped(["Họ tên", "Tổ"], saved={first.fingerprint: ["name", "gone"]})
    assert taken(again)[1] == (None, "unknown")


def test_choices_for_other_headings_change_nothing():
    first, _table = mapped(["Họ tên", "Tổ"])
    assert choose(first, ["cell"]) == first


CROSSED = [["1", "Trần A", "x", "", "", ""], ["2", "Lê B", "", "", "x", ""], ["3", "Ngô C", "", "", "", ""]]


@pytest.mark.parametrize(
    "heads",
    [
        [["TT", "Họ tên", "Xếp loại", "", "", ""], ["", "", "XS", "T", "HT", "KHT"]],
        [["TT", "Họ tên", "HTXSNV", "T", "HT", "KHT"]],
    ],
    ids=["under one heading", "side by side"],
)
def test_crosses_are_one_field(heads):
    table = find(sheet([*heads, *CROSSED]))
    mapping = map_columns(table, COLUMNS)
    assert taken(mapping)[2][0] == "level"
    words = [row.cells["level"].text for row in mapping.rows(table)]
    assert words in (["XS", "HT", ""], ["HTXSNV", "HT", ""])
    assert len(mapping.matches) == 3


def test_a_sex_above_a_day_is_found_by_its_choices():
    sex = Column("sex", "Giới tính", choices={"M": ("Nam",), "F": ("Nữ",)})
    table = find(sheet([["Họ tên", "Ngày sinh", ""], ["", "Nam", "Nữ"], ["A", "1970", ""], ["B", "", "1985"]]))
    mapping = map_columns(table, [NAME, BORN, sex])
    assert taken(mapping)[1:] == [("born", "exact"), ("sex", "exact")]
    rows = [(row.cells["born"].text, row.cells["sex"].text) for row in mapping.rows(table)]
    assert rows == [("1970", "Nam"), ("1985", "Nữ")]


def test_a_lone_column_of_crosses_keeps_them():
    table = find(sheet([["Họ tên", "Sinh hoạt ở", "Dự bị"], ["A", "1", "x"], ["B", "1", ""]]))
    mapping = choose(map_columns(table, COLUMNS), ["name", "cell", "official"])
    assert [row.cells["official"].text for row in mapping.rows(table)] == ["x", ""]


def test_rows_carry_cells_with_their_address():
    mapping, table = mapped(["", "Họ tên", "Sinh hoạt ở"], ["", "Trần A", "CB 1"], ["", "", "CB 2"])
    second = list(mapping.rows(table))[1]
    assert (second.number, second.cells["name"].address, second.cells["name"].text) == (3, "B3", "")
    assert second.cells["cell"].text == "CB 2"


def test_known_headings_are_keys():
    assert {"ho va ten", "ns", "sinh hoat o"} <= known_headings(COLUMNS)
