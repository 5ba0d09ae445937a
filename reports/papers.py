"""What can be printed: for each kind of report the snapshot it is frozen in, and the document made of that alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from reports.document import ReportDocument
from reports.models import Report
from reports.term_snapshot import TermSnapshot
from reports.year_document import YearDocument
from reports.year_snapshot import YearSnapshot

Snapshot = TermSnapshot | YearSnapshot


@dataclass(frozen=True)
class Paper:
    snapshot: type[Snapshot]
    document: Callable[[Any], Any]
    template: str


PAPERS: Mapping[str, Paper] = {
    Report.Kind.TERM: Paper(TermSnapshot, ReportDocument, "reports/pdf/report.html"),
    Report.Kind.YEAR: Paper(YearSnapshot, YearDocument, "reports/pdf/year.html"),
}


def frozen(kind: str, data: dict[str, Any]) -> Snapshot:
    """Raises ValueError where the data is of another shape."""
    return PAPERS[kind].snapshot.from_json(data)


def paper_of(snapshot: Snapshot) -> Paper:
    return next(paper for paper in PAPERS.values() if isinstance(snapshot, paper.snapshot))
