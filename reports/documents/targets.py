"""The table of the term's targets against its results, a row for each line, part and other reading."""

from __future__ import annotations

from reports.documents.blocks import Table, TableCell, TableRow
from reports.documents.editions import beside
from reports.documents.phrases import UNBOUND, years
from reports.indicators.definitions import Unit
from reports.indicators.verdicts import Bound, Verdict
from reports.scorecard.figures import Line, PartFigures, ReadingFigures, TermFigure, YearFigure, lacks_plan
from reports.scorecard.links import Figures, records_url
from reports.scorecard.wording import WAITING, number, shown
from reports.snapshots.term import TermSnapshot
from ui.numbers import NO_VALUE

VERDICTS = {
    Verdict.MET: "Đạt",
    Verdict.EXCEEDED: "Vượt",
    Verdict.NOT_MET: "Không đạt",
    Verdict.PENDING: "Đang thực hiện",
    Verdict.NO_DATA: "Chưa có số liệu",
    Verdict.NO_TARGET: NO_VALUE,
}
NO_PLAN = "Chưa có chỉ tiêu"


def targets(snapshot: TermSnapshot) -> Table:
    card = snapshot.scorecard
    rows = [row for position, line in enumerate(card.lines, start=1) for row in _line_rows(snapshot, line, position)]
    return Table(
        kind="targets",
        caption=f"Kết quả thực hiện các chỉ tiêu, nội dung của nhiệm kỳ {card.term.replace('-', ' – ')}",
        head=("STT", "Chỉ tiêu, nội dung", "ĐVT", "Nghị quyết", *map(str, card.years), "Cả nhiệm kỳ", "Đánh giá"),
        rows=tuple(rows),
        numbered=True,
    )


def _line_rows(snapshot: TermSnapshot, line: Line, position: int) -> list[TableRow]:
    notes = " ".join(note.words for note in line.notes)
    rows = [TableRow(str(line.name), _cells(snapshot, line, line, line.target), number=str(position), note=notes)]
    for part in line.parts:
        name = next(str(each.name) for each in line.indicator.parts if each.code == part.code)
        rows.append(TableRow(name, _cells(snapshot, line, part, part.target), minor=True))
    for reading in line.readings if line.indicator.reading else ():
        name = f"Cách tính khác: {line.indicator.reading.name}" if line.indicator.reading else ""
        rows.append(TableRow(name, _cells(snapshot, line, reading, ""), minor=True))
    return rows


def _cells(
    snapshot: TermSnapshot, line: Line, figures: Line | PartFigures | ReadingFigures, target: str
) -> tuple[TableCell, ...]:
    bound = line.bound if isinstance(figures, ReadingFigures) else figures.bound
    return (
        TableCell("%" if line.unit is Unit.PERCENT else line.indicator.paper_unit),
        TableCell(target or NO_VALUE),
        *(year_cell(snapshot, line, figure, bound, figures) for figure in figures.years),
        TableCell(
            written(figures.term, line.unit, bound),
            href=records_url(snapshot.scorecard.term, line.code, figures=figures),
        ),
        _verdict_cell(figures.term) if target else TableCell(NO_VALUE),
    )


def year_cell(
    snapshot: TermSnapshot, line: Line, figure: YearFigure, bound: Bound = UNBOUND, figures: Figures | None = None
) -> TableCell:
    """What is provisional decides nothing, so it is not marked as missed."""
    plan = f"KH {number(figure.plan)}" if figure.plan is not None else ""
    later = snapshot.entered_later(line.code, figure.year) if figures in (None, line) else 0
    href = records_url(snapshot.scorecard.term, line.code, figure.year, figures)
    return TableCell(
        written(figure, line.unit, bound),
        small="; ".join(filter(None, (plan, beside(later)))),
        href=href if figure.value is not None else "",
        provisional=figure.provisional,
        missed=figure.verdict is Verdict.NOT_MET and not figure.provisional,
    )


def written(figure: YearFigure | TermFigure, unit: Unit, bound: Bound = UNBOUND) -> str:
    if figure.value is None:
        return WAITING if figure.provisional else NO_VALUE
    return starred(shown(figure.value, unit, bound), figure.provisional)


def starred(text: str, provisional: bool) -> str:
    return f"{text}*" if provisional else text


def _verdict_cell(term: TermFigure) -> TableCell:
    """The strict reading and, where it differs, the one by the average of the term."""
    remarks = [f"năm {years(term.failed_years)}"] if term.failed_years else []
    if term.verdict is Verdict.NOT_MET and term.lenient.holds:
        remarks.append("bình quân nhiệm kỳ: đạt")
    if term.verdict is Verdict.PENDING:
        remarks.append("theo tiến độ" if term.on_course else "chậm tiến độ")
    words = NO_PLAN if lacks_plan(term) else VERDICTS[term.verdict]
    return TableCell(words, small="; ".join(remarks))
