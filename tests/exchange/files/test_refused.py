"""What can't be read is refused with a sentence, within limits, in a process of its own."""

import resource
import subprocess
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.files.reading import MAX_BYTES, read
from exchange.files.refusals import REFUSALS
from tests.exchange import made
from tests.exchange.files import hostile
from tests.waiting import WATCHDOG_SECONDS

PARENT_KIBI = 30 * 1024
# Its own memory ends it: the reader below would make all the cells.
DIES_OF_IT = {"dimension_bomb"}


@pytest.fixture
def readers(monkeypatch) -> list[int]:
    """How each reader ended: 0 when it came to an answer of its own, before the limit of its time and memory."""
    ended: list[int] = []

    class Watched(subprocess.Popen):
        def __exit__(self, *error):
            super().__exit__(*error)
            ended.append(self.returncode)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    monkeypatch.setattr("exchange.files.reading.WALL_SECONDS", WATCHDOG_SECONDS)
    return ended


@pytest.mark.parametrize(("make", "code"), hostile.REFUSED.items(), ids=lambda value: getattr(value, "__name__", value))
def test_a_hostile_file_is_refused_outside_of_this_process(make, code, readers):
    content = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ValidationError) as refused:
        read(content, "danh-sach.xlsx")
    assert refused.value.code == code
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < PARENT_KIBI
    [ended] = readers
    assert (ended == 0) == (make.__name__ not in DIES_OF_IT)


@pytest.mark.parametrize("name", hostile.TEXTS)
def test_what_is_no_table_is_told_by_its_content_whatever_its_name(name):
    with pytest.raises(ValidationError) as refused:
        read(hostile.TEXTS[name], "danh-sach.xlsx")
    assert refused.value.code == hostile.CODES.get(name, name)
    assert "Đồng chí" in refused.value.messages[0]


def test_every_refusal_has_been_met():
    texts = {hostile.CODES.get(name, name) for name in hostile.TEXTS}
    assert {*hostile.REFUSED.values(), *texts, "too_big"} == set(REFUSALS)


def test_a_sentence_names_the_place():
    with pytest.raises(ValidationError, match="Trang tính “A”: Có nội dung ở ô BI1,"):
        read(hostile.too_many_columns(), "a.xlsx")
    with pytest.raises(ValidationError, match="Dòng 2: dấu ngoặc kép"):
        read(hostile.TEXTS["open_quote"], "a.csv")
    with pytest.raises(ValidationError, match="TCVN3"):
        read(hostile.TEXTS["tcvn3"], "a.csv")


def test_a_file_that_is_too_big_is_not_even_looked_at(readers):
    with pytest.raises(ValidationError) as refused:
        read(b"PK" + b"0" * MAX_BYTES, "a.xlsx")
    assert (refused.value.code, readers) == ("too_big", [])


GREEDY = """
import sys
sys.path.append(sys.argv[1])
from exchange.files import child
child.answer = lambda content, emit: {"worksheets": [], "size": len(bytearray(2 * 10**9))}
child.main()
"""
TALKATIVE = """
import sys
sys.path.append(sys.argv[1])
from exchange.files import child
child.ANSWER_BYTES = 10_000
child.answer = lambda content, emit: {"rows": emit("x" * 100_000), "kind": "csv", "worksheets": []}
child.main()
"""


@pytest.mark.parametrize(
    "code", ["while True: pass", "import os; os.kill(os.getpid(), 9)", "nonsense", GREEDY, TALKATIVE]
)
def test_a_reader_that_hangs_dies_fails_takes_all_memory_or_fills_the_disk_is_a_refusal(monkeypatch, code):
    monkeypatch.setattr("ui.workbooks.confined.START", code)
    monkeypatch.setattr("exchange.files.reading.WALL_SECONDS", 5)
    with pytest.raises(ValidationError) as refused:
        read(made.xlsx({"A": [["x"]]}), "a.xlsx")
    assert refused.value.code == "too_much"


@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_read_or_refused_with_a_sentence(content):
    for file in (content, b"PK\3\4" + content, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + content):
        with suppress(ValidationError):
            assert read(file, "a").kind == "csv"
