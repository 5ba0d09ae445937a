"""The printed ledger of members: the table of the page, with the head and foot of a Party document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from ratings.ledger.links import people_of
from ratings.ledger.tables import table
from ratings.summary.cells import SummaryTable
from reports.documents.editions import of_one_year_later, sentence
from reports.snapshots.ledger import LedgerSnapshot
from ui.moments import day


@dataclass(frozen=True)
class LedgerDocument:
    snapshot: LedgerSnapshot

    @property
    def title(self) -> str:
        return f"Biểu tăng, giảm đảng viên {self.days} – {self.place}"

    @property
    def place(self) -> str:
        name, sector = self.snapshot.head.organization, self.snapshot.sector_name
        return f"{name}, {sector}" if sector else name

    @property
    def days(self) -> str:
        period = self.snapshot.now.period
        return f"từ ngày {day(period.first)} đến ngày {day(period.last)}"

    @property
    def taken_at(self) -> datetime:
        return self.snapshot.taken_at

    @property
    def synthetic(self) -> bool:
        return self.snapshot.synthetic

    @property
    def edition(self) -> str:
        return sentence(self.snapshot.editions)

    @property
    def entered_later(self) -> str:
        return of_one_year_later(self.snapshot.entered_later)

    @property
    def tables(self) -> list[SummaryTable]:
        kept = self.snapshot
        return [table(kept.now, kept.before, people_of(kept.organization, kept.sector))]

    @property
    def address(self) -> str:
        """What the links of the cells begin with."""
        return settings.PORTAL_URL
