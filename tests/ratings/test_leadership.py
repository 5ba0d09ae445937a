import pytest

from members.offices import Leading, leading
from organizations.models import Organization

Kind = Organization.Kind


@pytest.mark.parametrize(
    ("position", "kind", "expected"),
    [
        ("Bí thư chi bộ", Kind.SUBORDINATE_CELL, Leading.HEAD),
        ("Bí thư", Kind.GRASSROOTS_CELL, Leading.HEAD),
        ("Phó Bí thư chi bộ", Kind.SUBORDINATE_CELL, Leading.MEMBER),
        ("Chi ủy viên", Kind.SUBORDINATE_CELL, Leading.MEMBER),
        ("Bí thư Đảng ủy", Kind.SUBORDINATE_CELL, None),
        ("Bí thư Đảng ủy, Giám đốc", Kind.GRASSROOTS_COMMITTEE, Leading.HEAD),
        ("Giám đốc; Phó Bí thư Đảng ủy", Kind.GRASSROOTS_COMMITTEE, Leading.MEMBER),
        ("Đảng ủy viên, Bí thư chi bộ", Kind.GRASSROOTS_COMMITTEE, Leading.MEMBER),
        ("Đảng ủy viên, Bí thư chi bộ", Kind.SUBORDINATE_CELL, Leading.HEAD),
        ("Bí thư chi bộ", Kind.GRASSROOTS_COMMITTEE, None),
        ("Bí thư Đảng ủy bộ phận", Kind.SECTION, Leading.HEAD),
        ("Bí thư Đảng ủy bộ phận", Kind.GRASSROOTS_COMMITTEE, None),
        ("Ủy viên Ban Thường vụ Đảng ủy Khối", Kind.GRASSROOTS_COMMITTEE, None),
        ("Ủy viên Ủy ban Kiểm tra Đảng ủy", Kind.GRASSROOTS_COMMITTEE, None),
        ("Bí thư Đoàn thanh niên", Kind.SUBORDINATE_CELL, None),
        ("Chuyên viên", Kind.SUBORDINATE_CELL, None),
        ("", Kind.SUBORDINATE_CELL, None),
    ],
)
def test_leading(position: str, kind: str, expected: Leading | None):
    assert leading(position, kind) == expected
