"""The tables and charts of the printed report, out of the snapshot."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from ratings.levels import LegacyLevel, Level
from ratings.measures import LEVEL_WORDS
from reports.annex import RatedOrganization, Standing, YearCounts
from reports.blocks import Cell, Columns, Row, Stacks, Table
from reports.figures import Line, PartFigures, ReadingFigures, Scorecard, TermFigure, YearFigure
from reports.indicators import Unit
from reports.narrative import find, percent, years
from reports.records import records_url
from reports.term_snapshot import TermSnapshot
from reports.verdicts import Verdict
from reports.wording import number
from ui.charts import ColumnChart, Point, Share, Stack, StackedChart
from ui.numbers import NO_VALUE, format_integer

LEVELS = (Level.EXCELLENT, Level.GOOD, Level.COMPLETED, Level.NOT_COMPLETED)
SHORT = {Level.EXCELLENT: "HTXS", Level.GOOD: "HTT", Level.COMPLETED: "HTNV", Level.NOT_COMPLETED: "KHTNV"}
SHORT_LEGACY = {
    LegacyLevel.MODEL: "TSVM-TB",
    LegacyLevel.CLEAN_STRONG: "TSVM",
    LegacyLevel.GOOD: "HTT",
    LegacyLevel.COMPLETED: "HTNV",
    LegacyLevel.WEAK: "Yếu kém",
}
TONES = {Level.EXCELLENT: "l4", Level.GOOD: "l3", Level.COMPLETED: "l2", Level.NOT_COMPLETED: "l1"}
EVENTS = {
    "recognized": "Công nhận chính thức",
    "transferred_in": "Chuyển đến",
    "transferred_out": "Chuyển đi",
    "removed": "Xóa tên",
    "resigned": "Xin ra khỏi Đảng",
    "expelled": "Khai trừ",
    "died": "Từ trần",
}
ACTS = {
    "violation_inspected_orgs": "Kiểm tra tổ chức đảng khi có dấu hiệu vi phạm",
    "violation_inspected_members": "Kiểm tra đảng viên khi có dấu hiệu vi phạm",
    "committee_inspected_orgs": "Cấp ủy kiểm tra tổ chức đảng",
    "committee_inspected_members": "Cấp ủy kiểm tra đảng viên",
    "committee_supervised_orgs": "Cấp ủy giám sát tổ chức đảng",
    "committee_supervised_members": "Cấp ủy giám sát đảng viên",
    "commission_inspected_orgs": "Ủy ban kiểm tra kiểm tra tổ chức đảng",
    "commission_inspected_members": "Ủy ban kiểm tra kiểm tra đảng viên",
    "commission_supervised_orgs": "Ủy ban kiểm tra giám sát tổ chức đảng",
    "commission_supervised_members": "Ủy ban kiểm tra giám sát đảng viên",
}


def written(unit: Unit, value: Fraction | None) -> str:
    if value is None:
        return NO_VALUE
    return percent(value) if unit is Unit.PERCENT else number(value)


def starred(text: str, provisional: bool) -> str:
    return f"{text}*" if provisional and text != NO_VALUE else text


# Targets against results


def targets(card: Scorecard) -> Table:
    rows = [row for position, line in enumerate(card.lines, start=1) for row in _line_rows(card, line, position)]
    return Table(
        kind="targets",
        caption=f"Kết quả thực hiện các chỉ tiêu, nội dung của nhiệm kỳ {card.term.replace('-', ' – ')}",
        head=("STT", "Chỉ tiêu, nội dung", "ĐVT", "Nghị quyết", *map(str, card.years), "Cả nhiệm kỳ", "Đánh giá"),
        rows=tuple(rows),
        numbered=True,
    )


def _line_rows(card: Scorecard, line: Line, position: int) -> list[Row]:
    unit = "%" if line.unit is Unit.PERCENT else _counted_unit(line.code)
    notes = " ".join(note.words for note in line.notes)
    rows = [_row(card, line, str(line.name), unit, line.target, number=str(position), note=notes)]
    for part in line.parts:
        name = next(str(each.name) for each in line.indicator.parts if each.code == part.code)
        rows.append(_row(card, part, name, unit, part.target, code=line.code))
    for reading in line.readings:
        rows.append(_row(card, reading, f"Cách tính khác: {_reading_name(line)}", unit, "", code=line.code))
    return rows


def _counted_unit(code: str) -> str:
    if code == "admissions":
        return "đảng viên"
    return "tổ chức" if code == "org_rated_failed" else "lượt"


def _reading_name(line: Line) -> str:
    reading = line.indicator.reading
    return str(reading.name) if reading else ""


def _row(
    card: Scorecard,
    figures: Line | PartFigures | ReadingFigures,
    name: str,
    unit: str,
    target: str,
    *,
    number: str = "",
    note: str = "",
    code: str = "",
) -> Row:
    kind = Unit.PERCENT if unit == "%" else Unit.COUNT
    code = code or getattr(figures, "code", "")
    return Row(
        number=number,
        heading=name,
        note=note,
        minor=not number,
        cells=(
            Cell(unit),
            Cell(target or NO_VALUE),
            *(_year_cell(card, code, kind, figure) for figure in figures.years),
            Cell(starred(written(kind, figures.term.value), figures.term.provisional), href=records_url(card, code)),
            Cell(*_verdict(figures.term, bool(target))),
        ),
    )


def _year_cell(card: Scorecard, code: str, unit: Unit, figure: YearFigure) -> Cell:
    return Cell(
        starred(written(unit, figure.value), figure.provisional),
        small=f"KH {number(figure.plan)}" if figure.plan is not None else "",
        href=records_url(card, code, figure.year) if figure.value is not None else "",
        provisional=figure.provisional,
        missed=figure.verdict is Verdict.NOT_MET,
    )


def _verdict(term: TermFigure, has_target: bool) -> tuple[str, str]:
    """The strict reading and, where it differs, the one by the average of the term."""
    if not has_target:
        return NO_VALUE, ""
    words = {
        Verdict.MET: "Đạt",
        Verdict.EXCEEDED: "Vượt",
        Verdict.NOT_MET: "Không đạt",
        Verdict.PENDING: "Đang thực hiện",
        Verdict.NO_DATA: "Chưa có số liệu",
        Verdict.NO_TARGET: NO_VALUE,
    }
    small = f"năm {years(term.failed_years)}" if term.failed_years else ""
    if term.verdict is Verdict.NOT_MET and term.lenient.holds:
        small = f"{small}; bình quân nhiệm kỳ: đạt".removeprefix("; ")
    return words[term.verdict], small


# Members and inspection


def events(snapshot: TermSnapshot) -> Table | None:
    card, admissions = snapshot.scorecard, find(snapshot.scorecard, "admissions")
    counted = [kind for kind in EVENTS if any(year.get(kind) for year in snapshot.annex.events)]
    if admissions is None and not counted:
        return None
    admitted = [_counted_row(card, admissions, "Kết nạp")] if admissions else []
    return Table(
        kind="years",
        caption="Biến động đảng viên theo năm (số quyết định trong năm)",
        head=("Nội dung", *(str(year.year) for year in snapshot.annex.events), "Cộng"),
        rows=(*admitted, *(_event_row(kind, snapshot.annex.events) for kind in counted)),
    )


def _event_row(kind: str, events: tuple[YearCounts, ...]) -> Row:
    counts = [year.get(kind) for year in events]
    cells = [Cell(NO_VALUE if count is None else format_integer(count)) for count in counts]
    return Row(EVENTS[kind], (*cells, Cell(format_integer(sum(count or 0 for count in counts)))))


def acts(card: Scorecard) -> Table | None:
    lines = [line for code in ACTS if (line := find(card, code))]
    if not lines:
        return None
    return Table(
        kind="years",
        caption="Số lượt kiểm tra, giám sát theo năm",
        head=("Nội dung", *map(str, card.years), "Cả nhiệm kỳ"),
        rows=tuple(_counted_row(card, line, ACTS[line.code]) for line in lines),
    )


def _counted_row(card: Scorecard, line: Line, heading: str) -> Row:
    whole = starred(written(Unit.COUNT, line.term.value), line.term.provisional)
    return Row(
        heading,
        (
            *(_year_cell(card, line.code, Unit.COUNT, figure) for figure in line.years),
            Cell(whole, href=records_url(card, line.code)),
        ),
    )


def admissions(card: Scorecard) -> Columns | None:
    line = find(card, "admissions")
    if line is None or line.term.value is None:
        return None
    points = tuple(
        Point(str(figure.year), figure.value, written(Unit.COUNT, figure.value), provisional=figure.provisional)
        for figure in line.years
    )
    return Columns(ColumnChart("Số đảng viên được kết nạp theo năm", points))


def growth(card: Scorecard) -> Columns | None:
    line = find(card, "enterprise_growth")
    if line is None or line.term.value is None:
        return None
    points = tuple(
        Point(str(figure.year), figure.value, written(Unit.PERCENT, figure.value), provisional=figure.provisional)
        for figure in line.years
    )
    return Columns(ColumnChart("Mức tăng trưởng của các doanh nghiệp trong khối theo năm", points))


# Ratings


def member_levels(snapshot: TermSnapshot) -> Table | None:
    counts = {year: _levels(snapshot, "members", year) for year in snapshot.scorecard.years}
    rated = {year: count for year, count in counts.items() if count.total()}
    if not rated:
        return None
    return Table(
        kind="years",
        caption="Kết quả xếp loại đảng viên theo năm",
        head=("Mức xếp loại", *map(str, rated)),
        rows=(
            Row("Số đảng viên được xếp loại", tuple(Cell(format_integer(each.total())) for each in rated.values())),
            *(
                Row(str(level.label), tuple(_share_cell(each[level], each.total()) for each in rated.values()))
                for level in LEVELS
            ),
        ),
    )


def _levels(snapshot: TermSnapshot, group: str, year: int) -> Counter[Level]:
    found: Counter[Level] = Counter()
    for sector in snapshot.annex.sectors:
        for counts in sector.years:
            if counts.year == year:
                found.update({level: counts.get(f"{group}_{word}") or 0 for level, word in LEVEL_WORDS.items()})
    return found


def _share_cell(count: int, whole: int) -> Cell:
    return Cell(format_integer(count), small=percent(Fraction(100 * count, whole)))


def organization_levels(snapshot: TermSnapshot) -> Stacks | None:
    stacks = []
    for year in snapshot.scorecard.years:
        counts = counted_levels(snapshot.annex.rated, year)
        if counts.total():
            shares = tuple(Share(str(level.label), counts[level], TONES[level]) for level in LEVELS if counts[level])
            stacks.append(Stack(str(year), shares, is_provisional(snapshot.annex.rated, year)))
    title = "Số tổ chức cơ sở đảng theo mức xếp loại"
    return Stacks(StackedChart(title, tuple(stacks))) if stacks else None


def counted_levels(organizations: tuple[RatedOrganization, ...], year: int) -> Counter[Level]:
    standings = (organization.standing(year) for organization in organizations)
    return Counter(Level(standing.level) for standing in standings if standing and standing.level is not None)


def is_provisional(organizations: tuple[RatedOrganization, ...], year: int) -> bool:
    return any((standing := organization.standing(year)) and standing.provisional for organization in organizations)


def organizations(snapshot: TermSnapshot) -> Table:
    years = snapshot.scorecard.years
    rows: list[Row] = []
    number = 0
    for sector in snapshot.annex.sectors:
        of_sector = [each for each in snapshot.annex.rated if each.sector == sector.code]
        if of_sector:
            rows.append(Row(f"{sector.name} ({format_integer(len(of_sector))} tổ chức)"))
        for organization in of_sector:
            number += 1
            cells = tuple(_standing_cell(organization.standing(year)) for year in years)
            rows.append(Row(organization.name, cells, number=str(number)))
    rows.append(Row("Tổng hợp"))
    rows += [
        Row(str(level.label), tuple(_total_cell(counted_levels(snapshot.annex.rated, year), level) for year in years))
        for level in LEVELS
    ]
    return Table(
        kind="organizations",
        caption="Kết quả xếp loại chất lượng tổ chức cơ sở đảng theo năm",
        head=("STT", "Tổ chức cơ sở đảng", *map(str, years)),
        rows=tuple(rows),
        numbered=True,
    )


def _standing_cell(standing: Standing | None) -> Cell:
    if standing is None:
        return Cell(NO_VALUE)
    if standing.level is None:
        return Cell(starred("KĐG" if standing.not_rated_reason else "…", standing.provisional))
    small = SHORT_LEGACY[LegacyLevel(standing.legacy_level)] if standing.legacy_level else ""
    return Cell(
        starred(SHORT[Level(standing.level)], standing.provisional), small=small, provisional=standing.provisional
    )


def _total_cell(counts: Counter[Level], level: Level) -> Cell:
    return _share_cell(counts[level], counts.total()) if counts.total() else Cell(NO_VALUE)
