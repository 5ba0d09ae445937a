import csv
from io import StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exchange.files import child
from exchange.files.lines import BETWEEN, BREAK
from exchange.files.reading import read
from tests.exchange.made import windows_1258
from ui.vietnamese import nfc_lines

SEPARATORS = {";": ";", ",": ",", "tab": "\t", "|": "|"}
ENCODINGS = {
    "UTF-8": lambda text: text.encode(),
    "UTF-8 with its mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 of other order": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "Windows-1258": windows_1258,
}
ROWS = [
    ["Họ và tên", "Ngày sinh", "Ghi chú"],
    ["Nguyễn Thị Thuỳ Đặng", "1/2/1970", "đi học; về ngày 3, tháng 4"],
    ["Ưng Hoàng Phúc", "", 'nói "được"\nrồi thôi'],
    ["Lê Bá", "0012", "a|b\tc"],
]


def written(rows, separator, ends="\r\n") -> str:
    stream = StringIO(newline="")
    csv.writer(stream, delimiter=separator, lineterminator=ends).writerows(rows)
    return stream.getvalue()


def texts(content: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells()] for row in read(content, "a.csv").worksheets[0].rows]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", SEPARATORS)
def test_every_encoding_with_every_separator(encoding, separator):
    content = ENCODINGS[encoding](written(ROWS, SEPARATORS[separator]))
    if encoding.startswith("Windows"):
        with pytest.raises(UnicodeDecodeError):
            content.decode()
    assert texts(content) == [[nfc_lines(text) for text in row if text] for row in ROWS]


# Letters of Vietnamese, digits, all separators, quotes, line ends; two words at least in a row, or no sign is between.
SIGNS = "aàảãáạăằâấeêệioôồơớuưựyýđĐÀẾ bcdghklmnpqrstvx0123456789;,|\t\"'.\n"
WORDS = st.text(SIGNS, max_size=12).filter(lambda text: nfc_lines(text) == text and not text.startswith('="'))
# An encoding of single bytes is known by the words it makes.
SYLLABLES = st.sampled_from(["Nguyễn", "Đức", "Huế", "ở", "Quảng", "Ưng", "12", "a.b"])
BETWEEN_THEM = st.sampled_from([" ", ";", ",", "|", "\t", '"', "\n", ""])
KNOWN_WORDS = (
    st.lists(st.tuples(BETWEEN_THEM, SYLLABLES), max_size=5)
    .filter(lambda pairs: all(sign for sign, _word in pairs[1:]))
    .map(lambda pairs: "".join(sign + word for sign, word in pairs))
    .filter(lambda text: nfc_lines(text) == text)
)


def tables(words):
    wide = st.integers(2, 5)
    return wide.flatmap(lambda width: st.lists(st.lists(words, min_size=width, max_size=width), min_size=1, max_size=6))


ENCODED_TABLES = st.sampled_from(sorted(ENCODINGS)).flatmap(
    lambda name: st.tuples(st.just(name), tables(KNOWN_WORDS if name.startswith("Windows") else WORDS))
)
HEADS = ["Họ và tên", "Ngày sinh", "Đơn vị", "Quê quán", "Ghi chú"]


@settings(max_examples=150, deadline=None)
@example(("UTF-8", [["", ";Nguyễn\nNguyễn;Nguyễn"]]), ",", "\n")
@example(("UTF-8", [["", "", ";A\nB;C"], [",D", "", ";A\nB;C"]]), ",", "\r\n")
@given(ENCODED_TABLES, st.sampled_from(sorted(SEPARATORS)), st.sampled_from(["\r\n", "\n"]))
def test_what_is_written_is_read(encoded, separator, ends):
    """In this process, as the reader would: a thousand processes would take their time."""
    encoding, rows = encoded
    table = [HEADS[: len(rows[0])], *rows]
    lines: list[str] = []
    told = child.answer(ENCODINGS[encoding](written(table, SEPARATORS[separator], ends)), lines.append)
    assert "refused" not in told
    found = {int(number): cells.split(BETWEEN) for number, _, cells in (line[:-1].partition(BETWEEN) for line in lines)}
    for number, row in enumerate(table, start=1):
        cells = [part.replace(BREAK, "\n") for part in found.get(number, [])]
        cells += [""] * (len(row) - len(cells))
        assert [cell.removeprefix("\x01o") for cell in cells] == row


def test_title_lines_and_decimal_commas_do_not_mislead():
    text = "Đảng bộ A, tỉnh B, năm 2024\n\nTT;Tên;Tỷ lệ\n1;Chi bộ 1;1,5\n2;Chi bộ 2;2,5\n"
    assert texts(text.encode())[1:] == [["TT", "Tên", "Tỷ lệ"], ["1", "Chi bộ 1", "1,5"], ["2", "Chi bộ 2", "2,5"]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('sep=,\r\nTên;x,Mã\r\nA,="0012"\r\n', [["Tên;x", "Mã"], ["A", "0012"]]),
        ("Họ tên\nTrần A\nLê B\n", [["Họ tên"], ["Trần A"], ["Lê B"]]),
        ("a;b\n\n  ;\n1;2", [["a", "b"], ["1", "2"]]),
        ("a;b\nx\x01y;\x1fz\n", [["a", "b"], ["x y", "z"]]),
        ('a;b\nChi bộ "Một";c\n', [["a", "b"], ['Chi bộ "Một"', "c"]]),
    ],
    ids=["separator said", "one column", "blank rows", "controls", "quotes within"],
)
def test_as_programs_write_it(text, rows):
    assert texts(text.encode()) == rows


def test_rows_keep_the_numbers_that_excel_shows():
    [worksheet] = read(b'sep=;\na;b\n\n"x\ny";1\nz;2\n', "Danh sách A.csv").worksheets
    assert [row.number for row in worksheet.rows] == [1, 3, 4]
    assert worksheet.name == "Danh sách A"


def test_an_encoding_that_was_guessed_is_told():
    [remark] = read(windows_1258("Họ tên;Quê\nNguyễn Đức;Huế\n"), "a.csv").remarks
    assert remark.startswith("Tệp được đọc theo bảng mã Windows-1258.")
