"""How offices write the kinds, sectors and types of unit, beside the words of the portal itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.conf import settings
from django.utils.translation import override

from organizations.models import Organization, Sector, UnitType
from ui.vietnamese import fold

Kind = Organization.Kind
KINDS: Mapping[str, tuple[str, ...]] = {
    Kind.GRASSROOTS_COMMITTEE: ("Đảng bộ cơ sở", "ĐBCS", "Đảng bộ CS", "Đảng ủy cơ sở", "ĐUCS"),
    Kind.GRASSROOTS_CELL: ("Chi bộ cơ sở", "CBCS", "Chi bộ CS"),
    Kind.SECTION: ("Đảng bộ bộ phận", "ĐBBP", "Đảng bộ BP"),
    Kind.SUBORDINATE_CELL: (
        "Chi bộ trực thuộc",
        "CBTT",
        "Chi bộ TT",
        "Chi bộ trực thuộc đảng ủy cơ sở",
        "Chi bộ trực thuộc đảng bộ cơ sở",
        "Chi bộ trực thuộc đảng bộ bộ phận",
        "Chi bộ",
    ),
}
UNITS: Mapping[str, tuple[str, ...]] = {
    UnitType.AGENCY: ("Cơ quan hành chính", "Hành chính"),
    UnitType.PARTY_BODY: ("Cơ quan Đảng, đoàn thể", "Đảng, đoàn thể", "Cơ quan Đảng"),
    UnitType.SERVICE: ("Đơn vị sự nghiệp", "Sự nghiệp", "ĐVSN", "Sự nghiệp công lập"),
    UnitType.STATE: ("DNNN", "Doanh nghiệp nhà nước"),
    UnitType.LIMITED: ("TNHH", "Công ty TNHH"),
    UnitType.PRIVATE: ("DNTN", "Doanh nghiệp tư nhân"),
}


_GROUPS = ("", *map(fold, ("các cơ quan", "khối các cơ quan", "nhóm")))
# As offices shorten the long names.
SECTORS: Mapping[str, tuple[str, ...]] = {
    "party": ("Cơ quan đảng", "Đảng", "Xây dựng đảng"),
    "advisory": ("Tham mưu, tổng hợp", "Tham mưu tổng hợp", "Tổng hợp", "Kinh tế, tổng hợp"),
    "social": ("Quản lý văn hóa, xã hội", "Văn hóa, xã hội", "Văn hóa - xã hội", "Văn xã"),
    "internal_affairs": ("Nội chính",),
    "front": ("Mặt trận, đoàn thể", "Mặt trận, các đoàn thể", "Mặt trận và các đoàn thể", "Đoàn thể"),
    "enterprises": ("Doanh nghiệp", "Các doanh nghiệp", "DN"),
}


def kind_words() -> dict[str, str]:
    return {**_own(Kind.choices), **_folded(KINDS)}


def unit_words() -> dict[str, str]:
    return {**_own(UnitType.choices), **_folded(UNITS)}


def sector_names() -> list[str]:
    return [str(each) for each in Sector.objects.all()]


def sector_words() -> dict[str, str]:
    """{folded words: code}."""
    names = ((each.code, name) for each in Sector.objects.all() for name in (each.name_vi, each.name_en, each.code))
    own = {fold(name): code for code, name in names}
    return {**_grouped(_folded(SECTORS)), **_grouped(own), **own}


def _grouped(words: Mapping[str, str]) -> dict[str, str]:
    """ "Nhóm nội chính", "Các cơ quan nội chính" and "Nội chính" are one."""
    bare = {name.removeprefix(fold("Các cơ quan")).strip(): code for name, code in words.items()}
    return {f"{start} {name}".strip(): code for name, code in bare.items() for start in _GROUPS}


def _own(choices: Iterable[tuple[str, object]]) -> dict[str, str]:
    """The portal's words in each of its languages: what it exports comes back in."""
    return {fold(words): value for value, words in _in_each_language(choices)}


def _in_each_language(choices: Iterable[tuple[str, object]]) -> Iterator[tuple[str, str]]:
    listed = list(choices)
    for language, _name in settings.LANGUAGES:
        with override(language):
            yield from [(value, str(words)) for value, words in listed]


def _folded(spellings: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(spelling): value for value, listed in spellings.items() for spelling in listed}
