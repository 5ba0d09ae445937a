"""Notices that the gallery shows: one unread, one that was read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple


class Words(NamedTuple):
    mark: str
    action: str


class Told(NamedTuple):
    pk: int
    title: str
    text: str
    words: Words
    at: datetime
    read_at: datetime | None = None


NOON = datetime(2024, 12, 20, 5, tzinfo=UTC)


def sample_notices() -> dict[str, Any]:
    returned = "Trần Văn Mẫu: “Thiếu biên bản bỏ phiếu.” Đề nghị sửa và trình lại, hạn 20/12/2024."
    told = [
        Told(2, "Phiếu năm 2024, Chi bộ Mẫu, bị trả lại", returned, Words("returned", "Mở phiếu"), NOON),
        Told(1, "Đã lập xong: Báo cáo nhiệm kỳ 2020-2025", "", Words("success", "Mở báo cáo"), NOON, NOON),
    ]
    return {"told": told, "unread_notices": 1}
