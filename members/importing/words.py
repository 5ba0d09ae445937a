"""How offices write what a column of few values holds, beside the words of the portal itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from members.models import LifeEvent, Member
from ui.vietnamese import fold


class Status(StrEnum):
    """What a list says of a person: who has gone is not entered; who is exempt belongs."""

    BELONGS = "belongs"
    GONE = "gone"
    EXEMPTED = "exempted"


ADMITTED, TRANSFERRED = LifeEvent.Kind.ADMITTED.value, LifeEvent.Kind.TRANSFERRED_IN.value
ENTRIES = ((ADMITTED, _("Admitted here")), (TRANSFERRED, _("Transferred in")))

# No event: who stood in the cell when it was founded.
FOUNDED_WITH = ""
SEX_WORDS: Mapping[str, tuple[str, ...]] = {
    Member.Sex.MALE: ("Nam", "Nam giới", "Trai"),
    Member.Sex.FEMALE: ("Nữ", "Nữ giới", "Gái"),
}
ENTRY_WORDS: Mapping[str, tuple[str, ...]] = {
    ADMITTED: ("Kết nạp tại đây", "Kết nạp", "Kết nạp mới", "Mới kết nạp"),
    TRANSFERRED: ("Chuyển đến", "Chuyển sinh hoạt đến", "Chuyển SH đến", "Tiếp nhận", "Nơi khác chuyển đến"),
}
STATUS_WORDS: Mapping[str, tuple[str, ...]] = {
    Status.BELONGS: (
        "Đang sinh hoạt",
        "Sinh hoạt",
        "Hoạt động",
        "Đang hoạt động",
        "Đảng viên chính thức",
        "Đảng viên dự bị",
        "Chính thức",
        "Dự bị",
    ),
    Status.GONE: (
        "Đã từ trần",
        "Từ trần",
        "Đã mất",
        "Chết",
        "Chuyển đi",
        "Đã chuyển đi",
        "Chuyển sinh hoạt đi",
        "Đã chuyển sinh hoạt",
        "Ra khỏi Đảng",
        "Xin ra Đảng",
        "Xóa tên",
        "Khai trừ",
        "Bị khai trừ",
        "Không còn trong danh sách",
    ),
    Status.EXEMPTED: (
        "Miễn sinh hoạt",
        "Miễn công tác và sinh hoạt",
        "Miễn sinh hoạt Đảng",
        "Được miễn sinh hoạt",
        "Miễn SH",
    ),
}


def sexes() -> dict[str, str]:
    return {**own(Member.Sex.choices), **folded(SEX_WORDS)}


def entries() -> dict[str, str]:
    return {**own(ENTRIES), **folded(ENTRY_WORDS)}


def statuses() -> dict[str, str]:
    ours = (
        (Status.BELONGS, _("probationary")),
        (Status.BELONGS, _("full member")),
        (Status.GONE, _("no longer on the list")),
    )
    return {**own(ours), **folded(STATUS_WORDS)}


def own(choices: Iterable[tuple[str, object]]) -> dict[str, str]:
    """The portal's words in each of its languages: what it exports comes back in."""
    return {fold(words): value for value, words in _in_each_language(list(choices))}


def _in_each_language(choices: list[tuple[str, object]]) -> Iterator[tuple[str, str]]:
    for language, _name in settings.LANGUAGES:
        with override(language):
            yield from [(value, str(words)) for value, words in choices]


def folded(spellings: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(spelling): str(value) for value, listed in spellings.items() for spelling in listed}
