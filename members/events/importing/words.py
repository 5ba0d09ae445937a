"""How offices name what happened to a member, beside the words of the portal itself."""

from __future__ import annotations

from collections.abc import Mapping

from members.importing.words import folded, own
from members.models import LifeEvent

Kind = LifeEvent.Kind
KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    Kind.ADMITTED: ("Kết nạp", "Kết nạp Đảng", "Kết nạp mới"),
    Kind.RECOGNIZED: ("Công nhận chính thức", "Công nhận đảng viên chính thức", "Chuyển chính thức", "Chuyển CT"),
    Kind.EXTENDED: ("Kéo dài dự bị", "Kéo dài thời gian dự bị", "Gia hạn dự bị"),
    Kind.NOT_RECOGNIZED: ("Không công nhận chính thức", "Không công nhận đảng viên chính thức"),
    Kind.TRANSFERRED_IN: ("Chuyển đến", "Chuyển sinh hoạt đến", "Tiếp nhận"),
    Kind.TRANSFERRED_OUT: ("Chuyển đi", "Chuyển sinh hoạt đi", "Chuyển sinh hoạt", "Chuyển sinh hoạt Đảng"),
    Kind.REMOVED: ("Xóa tên", "Xóa tên trong danh sách đảng viên", "Bị xóa tên"),
    Kind.RESIGNED: ("Xin ra Đảng", "Xin ra khỏi Đảng", "Ra khỏi Đảng"),
    Kind.EXPELLED: ("Khai trừ", "Bị khai trừ", "Khai trừ khỏi Đảng"),
    Kind.DIED: ("Từ trần", "Chết", "Mất", "Đã mất"),
    Kind.EXEMPTED: ("Miễn sinh hoạt", "Miễn công tác và sinh hoạt", "Miễn công tác, sinh hoạt", "Miễn SH"),
    Kind.SUSPENDED: ("Đình chỉ sinh hoạt", "Đình chỉ sinh hoạt Đảng", "Bị đình chỉ sinh hoạt"),
    Kind.RESUMED: ("Sinh hoạt trở lại", "Trở lại sinh hoạt", "Phục hồi sinh hoạt"),
    Kind.TEMPORARY: ("Sinh hoạt tạm thời", "Chuyển sinh hoạt tạm thời", "Tạm thời sinh hoạt nơi khác"),
    Kind.CAME_BACK: ("Hết sinh hoạt tạm thời", "Trở về từ sinh hoạt tạm thời"),
    Kind.RETURNED: ("Trở lại danh sách", "Chuyển về lại"),
    Kind.RESTORED: ("Phục hồi đảng tịch", "Khôi phục đảng tịch", "Phục hồi quyền đảng viên"),
}
BEYOND_WORDS: Mapping[str, tuple[str, ...]] = {
    LifeEvent.Beyond.PROVINCE: ("Trong tỉnh", "Đảng bộ khác trong tỉnh"),
    LifeEvent.Beyond.ELSEWHERE: ("Ngoài tỉnh", "Tỉnh khác"),
}


def kinds() -> dict[str, str]:
    return {**folded(KIND_WORDS), **own(Kind.choices)}


def beyonds() -> dict[str, str]:
    return {**folded(BEYOND_WORDS), **own(LifeEvent.Beyond.choices)}
