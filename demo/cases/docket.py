"""The cases and disciplines that were written down."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from inspections.models import Case, Discipline

Kind = Case.Kind


@dataclass
class Docket:
    cases: list[Case] = field(default_factory=list)
    disciplines: list[Discipline] = field(default_factory=list)

    def disciplined_members(self, year: int) -> set[int]:
        return {row.member_id for row in self.disciplines if row.member_id and row.counted_in_year == year}

    def disciplined_organizations(self, year: int) -> set[int]:
        return {row.organization_id for row in self.disciplines if not row.member_id and row.counted_in_year == year}

    def numbered(self) -> Docket:
        numbers: Counter[tuple[str, int]] = Counter()
        self.cases.sort(key=lambda case: case.opened_on)
        for pk, case in enumerate(self.cases, start=1):
            year = case.opened_on.year
            numbers[case.kind, year] += 1
            letters = "KT" if case.kind == Kind.INSPECTION else "GS"
            case.pk, case.number = pk, f"{letters}-{year}-{numbers[case.kind, year]:03}"
            case.set_keys()
        self.disciplines.sort(key=lambda row: row.decided_on)
        for pk, row in enumerate(self.disciplines, start=1):
            row.pk, row.decision_number = pk, f"{pk:02}-QĐ/KL"
        return self
