"""How many acts of which kind in each year, by whom, and what the cases are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from inspections.models import Body, Case, Discipline

Kind, Basis, Form = Case.Kind, Case.Basis, Discipline.Form

BLOC_BODIES = (Body.SUPERIOR_COMMITTEE, Body.SUPERIOR_STANDING, Body.SUPERIOR_ADVISORY, Body.SUPERIOR_COMMISSION)
LAST_DAY = date(2025, 1, 10)
LARGE_ENOUGH = 10


@dataclass(frozen=True)
class Bucket:
    """Acts that are counted together, so many each year from 2015 on."""

    kind: Case.Kind
    of_members: bool
    bodies: tuple[Body, ...]
    bases: tuple[Case.Basis, ...]
    counts: tuple[int, ...]


BY_BLOC = (Body.SUPERIOR_STANDING, Body.SUPERIOR_STANDING, Body.SUPERIOR_COMMITTEE, Body.SUPERIOR_ADVISORY)
BY_ALL = (Body.SUPERIOR_STANDING, Body.SUPERIOR_COMMITTEE, Body.GRASSROOTS_COMMITTEE, Body.GRASSROOTS_COMMITTEE)
BY_CELLS = (Body.CELL, Body.CELL, Body.CELL, Body.GRASSROOTS_COMMITTEE, Body.SUPERIOR_STANDING)
BY_COMMISSIONS = Body.commissions()
DUTIES = (Basis.DUTY, Basis.DUTY, Basis.PARTY_FINANCE, Basis.DISCIPLINE_EXECUTION)
PROGRAMME = (Basis.PROGRAMME,)
INSPECTION, SUPERVISION = Kind.INSPECTION, Kind.SUPERVISION

BUCKETS = (
    Bucket(INSPECTION, False, BY_BLOC, PROGRAMME, (26, 28, 30, 29, 26, 24, 26, 27, 25, 22)),
    Bucket(INSPECTION, True, BY_CELLS, PROGRAMME, (8, 9, 10, 10, 9, 8, 7, 9, 8, 6)),
    Bucket(SUPERVISION, False, BY_ALL, PROGRAMME, (27, 29, 31, 32, 29, 27, 28, 30, 29, 25)),
    Bucket(SUPERVISION, True, BY_CELLS, PROGRAMME, (60, 64, 68, 69, 65, 58, 61, 63, 60, 52)),
    Bucket(INSPECTION, False, BY_COMMISSIONS, DUTIES, (12, 13, 14, 14, 13, 12, 12, 13, 14, 11)),
    Bucket(INSPECTION, True, BY_COMMISSIONS, (Basis.OTHER,), (0, 1, 1, 0, 1, 1, 0, 1, 1, 1)),
    Bucket(SUPERVISION, False, BY_COMMISSIONS, PROGRAMME, (15, 16, 16, 17, 15, 14, 15, 16, 15, 13)),
    Bucket(SUPERVISION, True, BY_COMMISSIONS, PROGRAMME, (2, 3, 3, 4, 3, 3, 3, 4, 3, 2)),
)

NONE, VIOLATION = "none", "violation"
# Signs of violation: (year, what came out). Only in 2021 does an organisation have to bear discipline.
SUSPECTED_ORGANIZATIONS = ((2016, VIOLATION), (2018, NONE), (2019, VIOLATION), (2021, Form.WARNING), (2024, NONE))
SUSPECTED_MEMBERS = (
    (2015, NONE), (2016, NONE), (2016, Form.REPRIMAND), (2017, Form.REPRIMAND), (2018, VIOLATION),
    (2018, Form.WARNING), (2019, Form.REPRIMAND), (2021, Form.REPRIMAND), (2022, VIOLATION), (2023, NONE),
    (2024, Form.REPRIMAND), (2024, NONE),
)  # fmt: skip

CONTENTS = (
    "Việc chấp hành nghị quyết, chỉ thị, kết luận của Đảng",
    "Việc thực hiện quy chế làm việc, nguyên tắc tập trung dân chủ",
    "Việc thực hiện nhiệm vụ được giao và trách nhiệm nêu gương",
    "Công tác cán bộ, phát triển đảng viên",
    "Việc thực hành tiết kiệm, phòng, chống tham nhũng, lãng phí",
    "Việc giữ gìn đạo đức, lối sống và những điều đảng viên không được làm",
)
DUTY_CONTENTS = {
    Basis.DUTY: "Việc thực hiện nhiệm vụ kiểm tra, giám sát",
    Basis.PARTY_FINANCE: "Việc thu, nộp, sử dụng đảng phí và tài chính đảng",
    Basis.DISCIPLINE_EXECUTION: "Việc thi hành kỷ luật trong Đảng",
}
SUSPICION = "Dấu hiệu vi phạm trong việc thực hiện nhiệm vụ được giao"
