import resource
import subprocess
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui import workbook_corpus as corpus
from tests.waiting import WATCHDOG_SECONDS
from ui.workbooks.archives import Unreadable, look_through
from ui.workbooks.child import LIMITS
from ui.workbooks.reading import MAX_BYTES, MAX_ROWS, REFUSALS, Area, address, read
from ui.workbooks.writing import Column, Page, workbook

PARENT_KIBI = 30 * 1024


@pytest.fixture
def readers(monkeypatch) -> list[int]:
    """How each reader ended: 0 when it came to an answer of its own, before the limit of its time and memory."""
    ended: list[int] = []

    class Watched(subprocess.Popen):
        def __exit__(self, *error):
            super().__exit__(*error)
            ended.append(self.returncode)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    monkeypatch.setattr("ui.workbooks.reading.WALL_SECONDS", WATCHDOG_SECONDS)
    return ended


@pytest.mark.parametrize("make", [corpus.huge_part, corpus.steep_ratio, corpus.shared_strings, corpus.many_parts])
def test_what_claims_to_be_too_much_is_refused_before_any_of_it_is_unpacked(make):
    seen: list[str] = []
    with pytest.raises(Unreadable, match="too_much"):
        look_through(make(), LIMITS, lambda name, _chunk: seen.append(name))
    assert seen == []


def test_what_is_written_is_read():
    (first,) = read(corpus.plain())
    assert first.name == "Trang"
    assert {column: cell.text for column, cell in first.rows[4].items()} == {1: "A1", 2: "một"}
    assert (first.rows[5][2].kind, first.rows[5][2].text) == ("number", "2")


@pytest.mark.parametrize(("make", "code"), corpus.REFUSED.items(), ids=lambda value: getattr(value, "__name__", value))
def test_a_hostile_file_is_refused_with_a_sentence_soon_and_outside_of_this_process(make, code, readers):
    content = make()
    assert len(content) <= MAX_BYTES
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ValidationError) as refused:
        read(content)
    assert readers == [0]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < PARENT_KIBI
    assert refused.value.code == code
    assert str(refused.value.messages[0]).startswith(("Tệp", "Đây không phải"))


def test_every_refusal_has_been_met():
    assert {*corpus.REFUSED.values(), "too_big"} == set(REFUSALS)


def test_a_file_that_is_too_big_is_not_even_looked_at():
    with pytest.raises(ValidationError) as refused:
        read(b"PK" + b"0" * MAX_BYTES)
    assert refused.value.code == "too_big"


def test_a_cell_in_the_last_corner_costs_nothing(readers):
    (sheet, *_rest) = read(corpus.dimension_bomb())
    assert readers == [0]
    assert sheet.rows.keys() == {1}
    assert not sheet.overflow


def test_reading_stops_where_rows_are_too_many(readers):
    (sheet, *_rest) = read(corpus.many_rows())
    assert readers == [0]
    assert sheet.overflow
    assert len(sheet.rows) == MAX_ROWS


GREEDY = """
import sys
sys.path.append(sys.argv[1])
from ui.workbooks import child
child.answer = lambda content: {"sheets": [], "size": len(bytearray(10**9))}
child.main()
"""


@pytest.mark.parametrize("code", ["while True: pass", "import os; os.kill(os.getpid(), 9)", "nonsense", GREEDY])
def test_a_reader_that_hangs_dies_fails_or_takes_all_memory_is_a_refusal(monkeypatch, code):
    monkeypatch.setattr("ui.workbooks.confined.START", code)
    monkeypatch.setattr("ui.workbooks.reading.WALL_SECONDS", 3)
    with pytest.raises(ValidationError) as refused:
        read(corpus.plain())
    assert refused.value.code == "too_much"


def of_rows(rows: str, after: str = ""):
    (sheet, *_rest) = read(corpus.changed({corpus.SHEET: corpus.sheet(rows, after=after)}))
    return sheet


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        ('<c r="A1"><v>3</v></c>', "number", "3"),
        ('<c r="A1"><v>3.0</v></c>', "number", "3"),
        ('<c r="A1"><v>1062</v></c>', "number", "1062"),
        ('<c r="A1"><v>99.16</v></c>', "number", "99,16"),
        ('<c r="A1"><v>1E+3</v></c>', "number", "1000"),
        (corpus.text_cell("A1", "1.062"), "text", "1.062"),
        (corpus.text_cell("A1", "  Hoàng   Hà "), "text", "Hoàng Hà"),
        (corpus.text_cell("A1", "Hoa\u0300ng"), "text", "Hoàng"),
        (corpus.text_cell("A1", "=1+1"), "text", "=1+1"),
        ('<c r="A1" t="b"><v>1</v></c>', "truth", "TRUE"),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "error", ""),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "formula", ""),
        ('<c r="A1" t="str"><f>"HTT"</f><v>HTT</v></c>', "formula", ""),
        ('<c r="A1" t="d"><v>2024-12-31</v></c>', "date", "31/12/2024"),
    ],
)
def test_kinds_of_cells(cell, kind, text):
    sheet = of_rows(f'<row r="1">{cell}</row>')
    assert (sheet.rows[1][1].kind, sheet.rows[1][1].text) == (kind, text)


def test_numbers_follow_the_language_of_the_page():
    with translation.override("en"):
        assert of_rows('<row r="1"><c r="A1"><v>99.16</v></c></row>').rows[1][1].text == "99.16"


def test_a_date_by_its_format_is_a_date():
    book = openpyxl.Workbook()
    book.active["A1"] = 45657
    book.active["A1"].number_format = "dd/mm/yyyy"
    stream = BytesIO()
    book.save(stream)
    (sheet,) = read(stream.getvalue())
    assert (sheet.rows[1][1].kind, sheet.rows[1][1].text) == ("date", "31/12/2024")


def test_signs_that_nobody_types_become_spaces():
    assert of_rows(f'<row r="1">{corpus.text_cell("A1", "a&#x85;b")}</row>').rows[1][1].text == "a b"


def test_merged_areas_are_told():
    sheet = of_rows(
        f'<row r="1">{corpus.text_cell("A1", "x")}</row>',
        '<mergeCells count="1"><mergeCell ref="B2:D1048576"/></mergeCells>',
    )
    assert sheet.merged == [Area(2, 2, 1048576, 4)]
    assert str(sheet.merged[0]) == "B2:D1048576"
    assert sheet.merged[0].meets(5, [1, 4])
    assert not sheet.merged[0].meets(1, [4])


@pytest.mark.parametrize(("place", "said"), [((14, 4), "D14"), ((1, 26), "Z1"), ((3, 27), "AA3"), ((1, 16384), "XFD1")])
def test_addresses(place, said):
    assert address(*place) == said


FORMULA_SIGNS = st.sampled_from(["=", "+", "-", "@", "\t", "\r", "＝", "{=", "http://", "mailto:", "internal:"])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(FORMULA_SIGNS, st.text(max_size=40)).map("".join), min_size=1, max_size=8))
def test_no_text_is_written_as_a_formula_or_link(texts):
    rows = [[text] for text in texts]
    content = workbook([Page("Trang", texts[:1], [Column(texts[0])], rows, marks={(0, 0): texts[0]})], lists="Danh mục")
    with ZipFile(BytesIO(content)) as archive:
        sheet = archive.read(corpus.SHEET).decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    written = [row[0] for row in openpyxl.load_workbook(BytesIO(content))["Trang"].iter_rows(min_row=4)]
    assert {cell.data_type for cell in written} == {"s"}


@settings(max_examples=15, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_refused_with_a_sentence(content):
    for file in (content, b"PK\3\4" + content):
        with pytest.raises(ValidationError):
            read(file)
