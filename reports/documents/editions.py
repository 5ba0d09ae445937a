"""Which edition each closed year of a paper stands on, and what was entered later: in Vietnamese as the paper is."""

from __future__ import annotations

from collections.abc import Sequence

from ratings.register.stands import Stand
from reports.documents.phrases import in_years, listed
from ui.moments import day
from ui.numbers import format_integer

FIRST = "lần chốt thứ nhất"


def sentence(editions: Sequence[Stand]) -> str:
    """Such as "Số liệu năm 2022 theo lần chốt thứ 2, ngày 12/03/2024; các năm 2020 và 2021 theo lần chốt thứ nhất."."""
    corrected = [each for each in editions if each.number > 1]
    first = in_years(list(dict.fromkeys(each.year for each in editions if each.number == 1)))
    parts = [*([_corrected(corrected)] if corrected else []), *([f"{first} theo {FIRST}"] if first else [])]
    return f"Số liệu {'; '.join(parts)}." if parts else ""


def of_one_year(stand: Stand) -> str:
    number = "thứ nhất" if stand.number == 1 else f"thứ {stand.number}"
    return f"Số liệu năm {stand.year} theo lần chốt {number}, ngày {day(stand.fixed_on)}."


def beside(number: int) -> str:
    """A figure of a closed year that does not hold them."""
    return f"thay đổi sau: {format_integer(number)}" if number else ""


def of_one_year_later(number: int) -> str:
    """Came, changed or went elsewhere: a year that was handed over with its members holds more than the register."""
    if not number:
        return ""
    return f"Sau khi khóa năm, sổ đã thay đổi {format_integer(number)} mục; số liệu của năm giữ nguyên."


def is_corrected(editions: Sequence[Stand]) -> bool:
    return any(each.number > 1 for each in editions)


def _corrected(editions: Sequence[Stand]) -> str:
    return listed([f"năm {each.year} theo lần chốt thứ {each.number}, ngày {day(each.fixed_on)}" for each in editions])
