"""What can be printed: for each kind of report the snapshot it is frozen in, and the document made of that alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from organizations.paper_heads import head_of
from ratings.register.stands import Stand
from reports.documents.ledger_form import LedgerDocument
from reports.documents.term import ReportDocument
from reports.documents.year import YearDocument
from reports.models import Report
from reports.snapshots.ledger import LedgerSnapshot
from reports.snapshots.term import TermSnapshot
from reports.snapshots.year import YearSnapshot
from ui import frozen as frozen_data

Snapshot = TermSnapshot | YearSnapshot | LedgerSnapshot


@dataclass(frozen=True)
class Paper:
    snapshot: type[Snapshot]
    document: Callable[[Any], Any]


PAPERS: Mapping[str, Paper] = {
    Report.Kind.TERM: Paper(TermSnapshot, ReportDocument),
    Report.Kind.YEAR: Paper(YearSnapshot, YearDocument),
    Report.Kind.LEDGER: Paper(LedgerSnapshot, LedgerDocument),
}


def frozen(report: Report) -> Snapshot:
    """What was frozen before it held a head has the one on record. Raises ValueError where it is of another shape."""
    return PAPERS[report.kind].snapshot.from_json(report.snapshot, head_of(report.organization))


def editions_of(report: Report) -> tuple[Stand, ...]:
    """Those that the report stands on; none where it was frozen before there were any, or not yet."""
    data = report.snapshot or {}
    one = data.get("summary", {}).get("edition")
    return frozen_data.decode(tuple[Stand, ...], data.get("editions") or ([one] if one else []))


def document_of(snapshot: Snapshot) -> Any:
    return next(paper.document(snapshot) for paper in PAPERS.values() if isinstance(snapshot, paper.snapshot))
