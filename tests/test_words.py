"""One word for one thing (docs/domain.md): what was said otherwise before is not said again."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from scripts import catalogues

# Each old word, and what is said in its place.
OLD = {
    r"nổi bật": "cần rà soát: “nổi bật” is praise",
    r"hiệu chuẩn": "hội nghị rà soát, thẩm định kết quả xếp loại",
    r"(?<!số )trung vị": "mức giữa",
    r"tự nhận": "tự xếp loại",
    r"\b(HTXS|HTT|HTN|KHT)\b": "HTXSNV, HTTNV, HTNV, KHTNV",
    r"phiếu / có mặt": "tán thành / có mặt",
    r"^công chức$": "Xếp loại CBCCVC",
    r"\bghi đảng viên\b(?! (không|xin ra|từ trần))": "thêm đảng viên",
    r"(ra|đưa ra) khỏi danh sách": "ghi giảm đảng viên",
    r"lý do (vào|ra khỏi) danh sách": "hình thức tăng, hình thức giảm",
    r"sự kiện trong đời": "diễn biến, quá trình sinh hoạt đảng",
    r"chuyển sinh hoạt sang": "chuyển sinh hoạt đảng",
    r"\bkhung\b": "tỷ lệ khống chế",
    r"đã nộp|hạn nộp|nộp phiếu": "trình",
    r"phê duyệt": "duyệt",
    r"năm đánh giá": "năm xếp loại",
    r"bản tóm tắt và quyết định": "xem lại và trình; tóm tắt và duyệt",
    r"việc chưa làm được": "các thao tác chưa thực hiện được",
    r"góp ý, không quyết định": "ý kiến góp ý",
    r"cách đọc": "cách tính",
    r"nhịp cần": "tiến độ cần đạt",
    r"theo Hồ Chí Minh": "theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    r"người kiểm soát nhật ký": "cán bộ kiểm tra nhật ký hệ thống",
    r"(?<!thiết )lập năm (này|%|\d)": "tạo năm xếp loại",
    r"nhóm nhỏ nhất": "áp dụng từ bao nhiêu người",
    r"^danh mục chính$": "trình đơn chính",
    r"bảng xếp loại chưa": "phiếu chưa",
    r"\bbạn\b": "đồng chí",
    r"đối thoại với công dân": "đối thoại với Nhân dân",
}
FOLDERS = (
    "accounts",
    "committees",
    "exchange",
    "inspections",
    "members",
    "notices",
    "organizations",
    "portal",
    "ratings",
    "reports",
    "ui",
)
# What is searched for, not said: people type the old words too.
SOUGHT = {"approve return correct mistake reason"}
# What earlier releases wrote, and what offices write, is read.
READ_ONLY = {
    "ratings/importing/columns.py",
    "ratings/importing/words.py",
    "ratings/workbook/columns.py",
    "ratings/workbook/words.py",
}


def translated() -> Iterator[tuple[str, str]]:
    for app in catalogues.APPS:
        for message in catalogues.messages(catalogues.read_catalogue(app)):
            if message.id in SOUGHT:
                continue
            for text in catalogues.translations(message):
                yield f"locale/{app}", text


def written() -> Iterator[tuple[str, str]]:
    """Vietnamese that stands in code and templates themselves: on paper, in the gallery."""
    root = Path(settings.BASE_DIR)
    found = [
        *(root / "templates").rglob("*.html"),
        *(root / "static").rglob("*.js"),
        *(path for name in FOLDERS for path in (root / name).rglob("*.py")),
    ]
    for path in found:
        name = path.relative_to(root).as_posix()
        if "/migrations/" not in name and name not in READ_ONLY:
            yield name, path.read_text(encoding="utf-8")


@pytest.mark.parametrize("old", OLD)
def test_an_old_word_is_not_said(old):
    said = [place for place, text in (*translated(), *written()) if re.search(old, text, re.IGNORECASE)]
    assert said == [], f"say “{OLD[old]}”"


def test_the_guard_hears_an_old_word():
    assert re.search(r"hiệu chuẩn", "Hội nghị hiệu chuẩn", re.IGNORECASE)
    assert not re.search(r"\b(HTXS|HTT|HTN|KHT)\b", "HTXSNV, HTTNV, HTNV, KHTNV")
