"""The type of unit of a made-up body, told by its sector and its kind of body."""

from __future__ import annotations

from organizations.models import UnitType

SERVICES = ("Trường", "Tòa soạn", "Bệnh viện", "Trung tâm", "Đài", "Bảo tàng", "Quỹ", "Thư viện", "Nhà hát")
MAJORITIES = ("Công ty cổ phần Cấp nước", "Công ty cổ phần Môi trường", "Ngân hàng")
MINORITIES = ("Công ty cổ phần Xây lắp", "Công ty cổ phần Dược", "Công ty cổ phần Vật tư")


def unit_type(sector: str, body: str) -> UnitType:
    if sector == "enterprises":
        return _of_company(body)
    if body.startswith(SERVICES):
        return UnitType.SERVICE
    return UnitType.PARTY_BODY if sector in ("party", "front") else UnitType.AGENCY


def _of_company(body: str) -> UnitType:
    if body.startswith(MAJORITIES):
        return UnitType.STATE_MAJORITY
    if body.startswith(MINORITIES):
        return UnitType.STATE_MINORITY
    if body.startswith("Công ty cổ phần"):
        return UnitType.JOINT_STOCK
    return UnitType.LIMITED if body.startswith("Công ty Vận tải") else UnitType.STATE
