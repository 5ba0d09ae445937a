"""Who comes after the Bloc, by which decisions, with what targets and settings. All of it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from organizations.deeds.changing import Named
from organizations.deeds.decision import Decision
from ratings.models import RatingYear
from reports.models import Target

Base, Rounding = RatingYear.CapBase, RatingYear.Rounding
AT_LEAST, MORE_THAN, EXACTLY = Target.Comparison.AT_LEAST, Target.Comparison.MORE_THAN, Target.Comparison.EXACTLY
EACH_YEAR, WHOLE_TERM = Target.Period.EACH_YEAR, Target.Period.WHOLE_TERM

YEAR = 2025
FOUNDED, HANDED_OVER, MERGED = date(2025, 2, 20), date(2025, 3, 1), date(2025, 7, 1)
LAST_DAY = date(2025, 2, 28)
TERM, TERM_ENDS = "2020-2025", date(2025, 8, 31)


def decided(on: date, number: int) -> Decision:
    return Decision(on, f"{number}-QĐ/MP", on, "Dữ liệu mô phỏng")


@dataclass(frozen=True)
class Root:
    """`sectors`: whose organisations it takes over; `people`: (user name, full name) of its office and its leader.

    `targets`: (indicator, comparison, bound, period).
    """

    named: Named
    targets: tuple[tuple[str, str, int, str], ...]
    settings: Mapping[str, Any]
    sectors: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = field(default=())


OFFICES = Root(
    Named("HOABUOI", "Đảng bộ Các cơ quan Hoa Bưởi"),
    (
        ("org_rated_good_up", AT_LEAST, 85, EACH_YEAR),
        ("member_rated_good_up", AT_LEAST, 90, EACH_YEAR),
        ("admissions", AT_LEAST, 45, WHOLE_TERM),
    ),
    {"cap_base": Base.GOOD_ONLY, "cap_rounding": Rounding.FLOOR, "cap_enforced": True},
    ("party", "social", "internal_affairs", "front"),
    (("hoabuoi", "Võ Thị Minh Thư"), ("hoabuoi-tt", "Đặng Hữu Phước")),
)
COMPANIES = Root(
    Named("GIONGAN", "Đảng bộ Hành chính và Doanh nghiệp Gió Ngàn"),
    (
        ("enterprise_growth", AT_LEAST, 6, EACH_YEAR),
        ("advanced_labour", MORE_THAN, 96, EACH_YEAR),
        ("org_rated_failed", EXACTLY, 0, EACH_YEAR),
        ("admissions", AT_LEAST, 60, WHOLE_TERM),
    ),
    {"cap_base": Base.GOOD_OR_BETTER, "cap_rounding": Rounding.NEAREST, "cap_minimum_group": 5},
    ("advisory", "enterprises"),
    (("giongan", "Bùi Công Lĩnh"), ("giongan-tt", "Ngô Thị Thanh Tâm")),
)
UNITED = Root(
    Named("BONMUA", "Đảng bộ Hợp nhất Bốn Mùa"),
    (("org_rated_good_up", MORE_THAN, 82, EACH_YEAR), ("admissions", AT_LEAST, 100, WHOLE_TERM)),
    {"cap_base": Base.ALL_RATED, "cap_rounding": Rounding.FLOOR},
)
SUCCESSORS = (OFFICES, COMPANIES)
