"""How offices wrote levels and reasons over the years, beside the words of the portal itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from django.conf import settings
from django.utils.translation import override

from exchange.tables.texts import key
from ratings import rules
from ratings.levels import LegacyLevel, Level, NotRatedReason

EXCELLENT, GOOD, COMPLETED, NOT_COMPLETED = (str(level.value) for level in Level)
# A list says that somebody has no level, and in another column why.
NO_LEVEL = "none"
_NONE = ("Không xếp loại", "Chưa xếp loại", "Không đánh giá", "Chưa đánh giá", "Không đánh giá, xếp loại", "KXL")

LEVELS: Mapping[str, tuple[str, ...]] = {
    EXCELLENT: ("Hoàn thành xuất sắc nhiệm vụ", "HTXSNV", "HTXS", "Hoàn thành xuất sắc", "HTXS nhiệm vụ", "Xuất sắc"),
    GOOD: ("Hoàn thành tốt nhiệm vụ", "HTTNV", "HTT", "Hoàn thành tốt", "HTT nhiệm vụ", "HT tốt nhiệm vụ", "Tốt"),
    COMPLETED: ("Hoàn thành nhiệm vụ", "HTNV", "HT nhiệm vụ", "Hoàn thành"),
    NOT_COMPLETED: (
        "Không hoàn thành nhiệm vụ",
        "KHTNV",
        "Không HTNV",
        "Không hoàn thành",
        "Chưa hoàn thành nhiệm vụ",
        "CHTNV",
    ),
}
OF_ORGANIZATIONS: Mapping[str, tuple[str, ...]] = {
    **LEVELS,
    LegacyLevel.MODEL: (
        "Trong sạch, vững mạnh tiêu biểu",
        "Trong sạch, vững mạnh, tiêu biểu",
        "TSVM tiêu biểu",
        "TSVMTB",
        "TSVM TB",
    ),
    LegacyLevel.CLEAN_STRONG: ("Trong sạch, vững mạnh", "TSVM", "Đạt trong sạch, vững mạnh"),
    LegacyLevel.WEAK: ("Yếu kém", "YK", "Yếu"),
    NO_LEVEL: _NONE,
}
_QUALIFIED = ("Đủ tư cách,", "Đảng viên đủ tư cách,", "ĐTC", "ĐTC,", "ĐVĐTC")
OF_MEMBERS: Mapping[str, tuple[str, ...]] = {
    level: (*words, *(f"{before} {each}" for before in _QUALIFIED for each in words)) for level, words in LEVELS.items()
} | {
    NOT_COMPLETED: (
        *LEVELS[NOT_COMPLETED],
        "Vi phạm tư cách",
        "Vi phạm tư cách, không hoàn thành nhiệm vụ",
        "Vi phạm tư cách hoặc không hoàn thành nhiệm vụ",
        "Không đủ tư cách",
        "VPTC",
    ),
    NO_LEVEL: _NONE,
}
REASONS: Mapping[str, tuple[str, ...]] = {
    NotRatedReason.EXEMPT: (
        "Miễn sinh hoạt",
        "Miễn sinh hoạt đảng",
        "Miễn công tác và sinh hoạt",
        "Miễn công tác và sinh hoạt đảng",
        "Được miễn sinh hoạt",
        "Miễn SH",
    ),
    NotRatedReason.SUSPENDED: ("Đình chỉ sinh hoạt", "Đình chỉ sinh hoạt đảng", "Bị đình chỉ sinh hoạt"),
    NotRatedReason.NEW_MEMBER: (
        "Mới kết nạp",
        "Mới kết nạp dưới 6 tháng",
        "Kết nạp dưới 6 tháng",
        "Kết nạp chưa đủ 6 tháng",
        "Mới kết nạp chưa đủ 6 tháng",
    ),
    NotRatedReason.NEW_ORGANIZATION: (
        "Mới thành lập",
        "Thành lập dưới 6 tháng",
        "Thành lập chưa đủ 6 tháng",
        "Mới thành lập dưới 6 tháng",
        "Mới thành lập chưa đủ 6 tháng",
    ),
    NotRatedReason.PENDING: ("Vắng mặt có lý do", "Vắng có lý do", "Vắng mặt có lý do chính đáng", "Xếp loại sau"),
}


_OF_A_HEADING = {*key("năm kết quả KQ xếp loại mức đánh giá chất lượng").split(), "year", "result", "level", "rating"}
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def year_headed(text: str) -> str:
    """“2021”, “Năm 2021”, “Kết quả xếp loại năm 2021”: a heading that says a year and nothing else."""
    words = key(text).split()
    return year_named(text) if set(words) - {*filter(_YEAR.fullmatch, words)} <= _OF_A_HEADING else ""


def year_named(text: str) -> str:
    """The only year in a name, or the one that it begins with."""
    words = key(text).split()
    found = [*dict.fromkeys(filter(_YEAR.fullmatch, words))]
    begins = found and " ".join(words).removeprefix("nam ").startswith(found[0]) and "(" in text
    return found[0] if len(found) == 1 or begins else ""


def level_words(*, of_members: bool) -> dict[str, str]:
    """{key of the words: a level's number, a name of until 2017, a reason, or `NO_LEVEL`}."""
    named = ((rule.member_levels if of_members else rule.organization_levels) for rule in rules.ALL)
    own = chain(Level.choices, chain.from_iterable(each.items() for each in named))
    # What an old rule set called good may have had a name of its own.
    old = [] if of_members else LegacyLevel.choices
    spellings = OF_MEMBERS if of_members else OF_ORGANIZATIONS
    return {**reason_words(of_members=of_members), **_said(own), **_said(old), **_listed(spellings)}


def reason_words(*, of_members: bool) -> dict[str, str]:
    fitting = NotRatedReason.fitting(of_member=of_members)
    spellings = {reason: REASONS[reason] for reason in fitting if reason in REASONS}
    return {**_said((reason.value, reason.label) for reason in fitting), **_listed(spellings)}


def _said(choices: Iterable[tuple[object, object]]) -> dict[str, str]:
    """The portal's words in each of its languages: what it hands out comes back in."""
    return {key(words): code for code, words in _in_each_language(choices)}


def _in_each_language(choices: Iterable[tuple[object, object]]) -> Iterator[tuple[str, str]]:
    listed = list(choices)
    for language, _name in settings.LANGUAGES:
        with override(language):
            yield from [(_code(value), str(words)) for value, words in listed]


def _code(value: object) -> str:
    return str(value.value) if isinstance(value, Level) else str(value)


def _listed(spellings: Mapping[Any, tuple[str, ...]]) -> dict[str, str]:
    return {key(each): str(code) for code, listed in spellings.items() for each in listed}
