"""The printed report, chapter by chapter, in the order in which a Party organisation reports its terms.

Layout after Guide 36-HD/VPTW of 3/4/2018 on the format of the Party's documents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from organizations.paper_heads import by_name
from reports.documents import editions, narrative, phrases, tables, targets
from reports.documents.blocks import Block, Chapter, Paragraph, Section, Table
from reports.snapshots.term import TermSnapshot
from ui.numbers import roman

LAST_LEGACY_YEAR = 2017


@dataclass(frozen=True)
class ReportDocument:
    snapshot: TermSnapshot

    @property
    def term(self) -> str:
        return phrases.term_years(self.snapshot.scorecard)

    @property
    def title(self) -> str:
        return f"Báo cáo kết quả nhiệm kỳ {self.term}"

    @property
    def author(self) -> str:
        return by_name(self.snapshot.head.organization).committee

    @property
    def taken_at(self) -> datetime:
        return self.snapshot.taken_at

    @property
    def synthetic(self) -> bool:
        return self.snapshot.scorecard.synthetic

    @property
    def opening(self) -> list[str]:
        corrected = [self.editions] if editions.is_corrected(self.snapshot.editions) else []
        return [*narrative.opening(self.snapshot), *corrected]

    @property
    def editions(self) -> str:
        """Beside the figures of the annex; where a year was corrected after closing, the opening says it, too."""
        return editions.sentence(self.snapshot.editions)

    @property
    def waiting_years(self) -> str:
        return phrases.years(narrative.waiting(self.snapshot))

    @property
    def running_years(self) -> str:
        """Provisional although no sheet waits: events can still be entered."""
        waiting = narrative.waiting(self.snapshot)
        return phrases.years(year for year in self.snapshot.scorecard.provisional_years if year not in waiting)

    @property
    def legacy_years(self) -> str:
        """The years in which ratings had other names; empty where the term has none."""
        return phrases.years(year for year in self.snapshot.scorecard.years if year <= LAST_LEGACY_YEAR)

    @property
    def last_year(self) -> int:
        return self.snapshot.scorecard.years[-1]

    @property
    def targets(self) -> Table:
        return targets.targets(self.snapshot)

    @property
    def organizations(self) -> Table:
        return tables.organizations(self.snapshot)

    @property
    def chapters(self) -> list[Chapter]:
        titled: list[tuple[str, list[Block]]] = [
            ("Công tác chính trị, tư tưởng", self._ideology()),
            ("Công tác tổ chức, cán bộ và đảng viên", self._members()),
            ("Đánh giá, xếp loại chất lượng tổ chức đảng, đảng viên", self._ratings()),
            ("Công tác kiểm tra, giám sát và thi hành kỷ luật", self._inspection()),
            ("Công tác nội chính và phòng, chống tham nhũng, lãng phí", paragraphs(narrative.internal(self.snapshot))),
            (
                "Công tác dân vận và thực hiện quy chế dân chủ ở cơ sở",
                paragraphs(narrative.mobilisation(self.snapshot)),
            ),
            ("Phương thức lãnh đạo", paragraphs(narrative.leadership(self.snapshot))),
            ("Kết quả lãnh đạo thực hiện nhiệm vụ chính trị theo khối ngành", self._sectors()),
            ("Kết quả thực hiện các chỉ tiêu", paragraphs(narrative.targets(self.snapshot))),
        ]
        return numbered((title, blocks) for title, blocks in titled if blocks)

    def _ideology(self) -> list[Block]:
        return paragraphs(narrative.ideology(self.snapshot))

    def _members(self) -> list[Block]:
        sentences = paragraphs([*narrative.members(self.snapshot), *narrative.asked(self.snapshot, "members")])
        return [*sentences, *present(tables.movements(self.snapshot), tables.admissions(self.snapshot.scorecard))]

    def _ratings(self) -> list[Block]:
        sentences = paragraphs([*narrative.ratings(self.snapshot), *narrative.asked(self.snapshot, "ratings")])
        return [*sentences, *present(tables.member_levels(self.snapshot), tables.organization_levels(self.snapshot))]

    def _inspection(self) -> list[Block]:
        sentences = paragraphs([*narrative.inspection(self.snapshot), *narrative.asked(self.snapshot, "inspection")])
        return [*sentences, *present(tables.acts(self.snapshot))]

    def _sectors(self) -> list[Block]:
        blocks: list[Block] = paragraphs(narrative.sectors_opening(self.snapshot))
        for position, facts in enumerate(narrative.sectors(self.snapshot), start=1):
            parts = paragraphs([" ".join(narrative.sector(self.snapshot, facts))])
            if facts.is_enterprises:
                parts += present(tables.growth(self.snapshot.scorecard))
            blocks.append(Section(f"{position}. {facts.name}", tuple(parts)))
        return blocks


def numbered(chapters: Iterable[tuple[str, list[Block]]]) -> list[Chapter]:
    return [Chapter(roman(number), title, tuple(blocks)) for number, (title, blocks) in enumerate(chapters, start=1)]


def paragraphs(sentences: Iterable[str]) -> list[Block]:
    return [Paragraph(sentence) for sentence in sentences]


def present(*blocks: Block | None) -> list[Block]:
    return [block for block in blocks if block is not None]
