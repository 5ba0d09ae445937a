"""The printed summary form of a year: the tables of the page, with the head and foot of a Party document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from ratings.summary.cells import SummaryTable
from ratings.summary.tables import tables
from reports.documents.editions import of_one_year, of_one_year_later
from reports.snapshots.year import YearSnapshot


@dataclass(frozen=True)
class YearDocument:
    snapshot: YearSnapshot

    @property
    def title(self) -> str:
        summary = self.snapshot.summary
        return f"Biểu tổng hợp kết quả xếp loại chất lượng năm {summary.year} – {summary.organization}"

    @property
    def taken_at(self) -> datetime:
        return self.snapshot.taken_at

    @property
    def synthetic(self) -> bool:
        return self.snapshot.summary.synthetic

    @property
    def edition(self) -> str:
        return " ".join(map(of_one_year, self.snapshot.editions))

    @property
    def entered_later(self) -> str:
        return of_one_year_later(self.snapshot.entered_later)

    @property
    def tables(self) -> list[SummaryTable]:
        return tables(self.snapshot.summary)

    @property
    def address(self) -> str:
        """What the links of the cells begin with."""
        return settings.PORTAL_URL
