"""What the words and signs around a table look like, in a cell as it stands in its row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from exchange.files.lines import MARK
from ui.vietnamese import fold

ORDINALS = frozenset({"stt", "tt", "so tt", "so thu tu", "thu tu"})
CROSSES = frozenset("xX×✓✔√☑")
_NUMBERS = re.compile(r"[-(]?\d[\d\s.,/%-]*\)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COLUMN_NUMBER = re.compile(r"\(?\s*(?:(\d{1,2})|[A-ZĐa-zđ])\s*\)?\s*(?:=.*)?")
_ROMAN_OR_LETTER = re.compile(r"(?:[IVXLC]+|[A-ZĐa-zđ])(?:\.\d{1,2})?[.)]?")
_TOTAL = re.compile(
    r"(?:tổng cộng|tổng số|cộng)(?!\w)|tổng\s*(?:[:(\d]|$)|tong cong(?!\w)|tong so(?!\w)"
    r"|(?:danh sách|bảng) (?:này )?(?:có|gồm)(?!\w)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?:có |gồm )?\d[\d.]* (?:tổ chức|tccsđ|đảng bộ|chi bộ|đảng viên|đồng chí|đ/c|đơn vị|người|phiếu)(?!\w).{,30}",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:tm|kt|tl|tuq)\s*\.\s*\w|[tk]/[mtl]\b|người (?:lập|tổng hợp|ghi|báo cáo|kê khai|kiểm tra|in)\b"
    r"|thủ trưởng\b|nơi nhận\b|xác nhận (?:của|cấp)\b|\(?\s*(?:đã )?ký(?:\s|,|\)|$)|nguoi lap\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"\bngày\b[\s\d.…_]*\btháng\b", re.IGNORECASE)
_NOTE = re.compile(r"(?:ghi chú|lưu ý|chú thích|nguồn)\s*:|\*", re.IGNORECASE)


def plain(part: str) -> str:
    return part[2:] if part.startswith(MARK) else part


def filled(parts: Sequence[str]) -> list[int]:
    """Columns, from 1, in which something stands."""
    return [column for column, part in enumerate(parts, start=1) if part]


def key(text: str) -> str:
    """Two headings are written alike where their keys are: letters and digits, without marks."""
    return " ".join(re.findall(r"\w+", fold(text)))


def is_number(part: str) -> bool:
    return bool(_NUMBERS.fullmatch(plain(part)))


def can_head(part: str) -> bool:
    """A word, or the number of a year."""
    return (not part.startswith(MARK) and not is_number(part)) or bool(_YEAR.fullmatch(plain(part)))


def numbers_columns(parts: Sequence[str], headings: int) -> bool:
    """(1) (2) (3), or A B 1 2 3, under the headings."""
    said = [_COLUMN_NUMBER.fullmatch(plain(part)) for part in parts if part]
    numbers = [int(each[1]) for each in said if each and each[1]]
    is_row_of_them = all(said) and len(said) >= max(2, headings // 2)
    return is_row_of_them and len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


def is_total(words: Sequence[str]) -> bool:
    """`words`: the parts in which something stands. It begins with the word, and beside it stand counts only."""
    return bool(_TOTAL.match(words[0])) and all(is_number(part) or _COUNT.fullmatch(part) for part in words[1:])


def begins_signatures(words: Sequence[str], headings: int) -> bool:
    if len(words) > 3:
        return False
    if any(map(_SIGNED.match, words)):
        return True
    return len(words) < max(2, headings / 2) and any(map(_DATED.search, words))


def is_note(words: Sequence[str]) -> bool:
    return len(words) == 1 and bool(_NOTE.match(words[0]))


def heads_section(parts: Sequence[str], ordinal: int) -> bool:
    """Its number is a letter or Roman, or the words stand where numbers do; beside it stand one text and numbers."""
    number = parts[ordinal - 1] if 0 < ordinal <= len(parts) else ""
    most = 2 if _ROMAN_OR_LETTER.fullmatch(number) else 1
    return _is_word(number) and sum(map(_is_word, parts)) <= most


def _is_word(part: str) -> bool:
    return bool(part) and not is_number(part)


def joined(parts: Iterable[str]) -> str:
    return " · ".join(plain(part) for part in parts if part)[:200]
