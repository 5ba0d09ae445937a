"""How the number of members came about, year by year: the rows of form 1 ("Biểu 1") that any year has."""

from __future__ import annotations

from collections.abc import Iterator

from reports.documents.blocks import Table, TableCell, TableRow
from reports.scorecard.facts import YearCounts
from ui.numbers import NO_VALUE, format_integer

OPENING, CLOSING, WITHIN = "opening", "closing", "within"
ROWS = {
    OPENING: "Đầu năm",
    "admitted": "Kết nạp",
    "from_province": "Chuyển đến từ đảng bộ khác trong tỉnh",
    "from_elsewhere": "Chuyển đến từ ngoài tỉnh",
    "from_unstated": "Chuyển đến, chưa ghi từ đâu",
    "from_root": "Chuyển đến từ tổ chức khác trong Đảng bộ",
    "restored": "Khôi phục quyền đảng viên",
    "returned": "Trở lại sau khi chuyển đi",
    "came_along": "Tăng theo tổ chức đảng",
    "came_unexplained": "Tăng chưa rõ lý do",
    "died": "Từ trần",
    "expelled": "Khai trừ",
    "removed": "Xóa tên",
    "resigned": "Xin ra khỏi Đảng",
    "to_province": "Chuyển đi đảng bộ khác trong tỉnh",
    "to_elsewhere": "Chuyển đi ngoài tỉnh",
    "to_unstated": "Chuyển đi, chưa ghi đến đâu",
    "to_root": "Chuyển đi tổ chức khác trong Đảng bộ",
    "went_along": "Giảm theo tổ chức đảng",
    "went_unexplained": "Giảm chưa rõ lý do",
    CLOSING: "Cuối năm",
    "recognized": "Công nhận đảng viên chính thức",
    WITHIN: "Ngoài ra: chuyển trong nội bộ Đảng bộ",
}
ALWAYS = {OPENING, "admitted", CLOSING}


def ledger(years: tuple[YearCounts, ...]) -> Table:
    """Admissions by the day of the ceremony, from which on the member belongs."""
    shown = (name for name in ROWS if name in ALWAYS or any(year.get(name) for year in years))
    return Table(
        kind="years",
        caption="Biến động đảng viên theo năm (kết nạp tính theo ngày làm lễ)",
        head=("Nội dung", *(str(year.year) for year in years), "Cộng"),
        rows=tuple(TableRow(ROWS[name], tuple(_cells(name, years))) for name in shown),
    )


def _cells(name: str, years: tuple[YearCounts, ...]) -> Iterator[TableCell]:
    """Of the whole term the first opening, the last closing, and of all else the sum."""
    counts = [year.get(name) for year in years]
    yield from (TableCell(NO_VALUE if count is None else format_integer(count)) for count in counts)
    known = [count for count in counts if count is not None]
    if name in (OPENING, CLOSING):
        known = known[:1] if name == OPENING else known[-1:]
    yield TableCell(format_integer(sum(known)))
