"""The term report tells how the number of members came about, by the lines of the ledger."""

from dataclasses import replace

from reports.documents import tables
from reports.scorecard.facts import Counted, YearCounts
from reports.snapshots.term import TermSnapshot
from tests.reports import paper


def year(number: int, **counts: int) -> YearCounts:
    return YearCounts(number, tuple(Counted(name, value) for name, value in counts.items()))


LEDGER = (
    year(2016, opening=4760, admitted=218, from_province=39, died=6, to_province=205, closing=4806, within=28),
    year(2017, opening=4806, admitted=10, from_province=0, died=0, to_province=0, closing=4816, within=0),
    year(2018),
)
SNAPSHOT = paper.snapshot(facts=paper.annex(ledger=LEDGER))


def rows() -> dict[str, list[str]]:
    table = tables.movements(SNAPSHOT)
    assert table
    return {row.heading: [cell.text for cell in row.cells] for row in table.rows}


def test_moves_inside_stand_apart_and_both_ends_are_told():
    assert rows() == {
        "Đầu năm": ["4.760", "4.806", "—", "4.760"],
        "Kết nạp": ["218", "10", "—", "228"],
        "Chuyển đến từ đảng bộ khác trong tỉnh": ["39", "0", "—", "39"],
        "Từ trần": ["6", "0", "—", "6"],
        "Chuyển đi đảng bộ khác trong tỉnh": ["205", "0", "—", "205"],
        "Cuối năm": ["4.806", "4.816", "—", "4.816"],
        "Ngoài ra: chuyển trong nội bộ Đảng bộ": ["28", "0", "—", "28"],
    }


def test_what_was_frozen_before_there_was_a_ledger_prints_what_was_decided():
    before = paper.snapshot()
    assert tables.movements(before) == tables.events(before)
    assert TermSnapshot.from_json(before.to_json()) == before
    assert "ledger" not in before.to_json()["annex"]


def test_the_ledger_is_kept_and_belongs_to_the_code():
    assert TermSnapshot.from_json(SNAPSHOT.to_json()) == SNAPSHOT
    fewer = replace(SNAPSHOT, annex=replace(SNAPSHOT.annex, ledger=LEDGER[:1]))
    assert fewer.sha256 != SNAPSHOT.sha256
