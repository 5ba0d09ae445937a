"""The six groups in which a Party committee leads its organisations: everywhere alike, so code and no entries."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from organizations.models import Sector

AGENCIES, ENTERPRISES = Sector.Kind.AGENCIES, Sector.Kind.ENTERPRISES

SECTORS = (
    ("party", AGENCIES, "Các cơ quan đảng", "Party agencies"),
    ("advisory", AGENCIES, "Các cơ quan tham mưu, tổng hợp", "Advisory and general agencies"),
    ("social", AGENCIES, "Các cơ quan quản lý văn hóa, xã hội", "Cultural and social agencies"),
    ("internal_affairs", AGENCIES, "Các cơ quan nội chính", "Internal affairs agencies"),
    (
        "front",
        AGENCIES,
        "Mặt trận, các đoàn thể chính trị - xã hội, tổ chức xã hội, nghề nghiệp",
        "Front, mass, social and professional organisations",
    ),
    ("enterprises", ENTERPRISES, "Doanh nghiệp", "Enterprises"),
)

# Of grassroots organisations that nobody has put into one yet: a row beside the sectors, so that these make the whole.
NONE, NO_SECTOR, NO_SECTOR_ON_PAPER = "none", _("Not in a sector yet"), "Chưa xếp khối ngành"


def ensure_sectors(**_: Any) -> None:
    """After every migrate: adds what is missing, changes nothing."""
    for position, (code, kind, name_vi, name_en) in enumerate(SECTORS, start=1):
        Sector.objects.get_or_create(
            code=code, defaults={"kind": kind, "name_vi": name_vi, "name_en": name_en, "position": position}
        )
