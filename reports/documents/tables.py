"""The tables and charts of the chapters, and the annex of ratings."""

from __future__ import annotations

from collections import Counter

from ratings.counts.measures import LEVEL_WORDS
from ratings.levels import LegacyLevel, Level
from reports.documents.blocks import Columns, Stacks, Table, TableCell, TableRow
from reports.documents.editions import beside
from reports.documents.ledger import ledger
from reports.documents.phrases import find, percent
from reports.documents.targets import starred, written, year_cell
from reports.scorecard.facts import RatedOrganization, Standing, YearCounts
from reports.scorecard.figures import Line, Scorecard
from reports.scorecard.links import records_url
from reports.scorecard.wording import WAITING, shown
from reports.snapshots.term import TermSnapshot
from ui.charts.shapes import ColumnChart, Point, Stack, StackedChart, StackShare
from ui.numbers import NO_VALUE, format_integer, percent_of

SHORT = {Level.EXCELLENT: "HTXSNV", Level.GOOD: "HTTNV", Level.COMPLETED: "HTNV", Level.NOT_COMPLETED: "KHTNV"}
SHORT_LEGACY = {
    LegacyLevel.MODEL: "TSVM-TB",
    LegacyLevel.CLEAN_STRONG: "TSVM",
    LegacyLevel.GOOD: "HTTNV",
    LegacyLevel.COMPLETED: "HTNV",
    LegacyLevel.WEAK: "Yếu kém",
}
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


# Members and inspection


def movements(snapshot: TermSnapshot) -> Table | None:
    """The ledger; of what was frozen before there was one, what was decided."""
    if any(year.counts for year in snapshot.annex.ledger):
        return ledger(snapshot.annex.ledger)
    return events(snapshot)


def events(snapshot: TermSnapshot) -> Table | None:
    admissions = find(snapshot.scorecard, "admissions")
    counted = [kind for kind in EVENTS if any(year.get(kind) for year in snapshot.annex.events)]
    if admissions is None and not counted:
        return None
    admitted = [_counted_row(snapshot, admissions, "Kết nạp")] if admissions else []
    return Table(
        kind="years",
        caption="Biến động đảng viên theo năm (số quyết định trong năm)",
        head=("Nội dung", *(str(year.year) for year in snapshot.annex.events), "Cộng"),
        rows=(*admitted, *(_summed_row(snapshot, kind, EVENTS[kind], snapshot.annex.events) for kind in counted)),
    )


def _summed_row(snapshot: TermSnapshot, name: str, heading: str, years: tuple[YearCounts, ...]) -> TableRow:
    counts = [year.get(name) for year in years]
    texts = (NO_VALUE if count is None else format_integer(count) for count in counts)
    cells = map(TableCell, texts, (beside(snapshot.entered_later(name, each.year)) for each in years))
    return TableRow(heading, (*cells, TableCell(format_integer(sum(count or 0 for count in counts)))))


def acts(snapshot: TermSnapshot) -> Table | None:
    card = snapshot.scorecard
    rows = [row for code in ACTS if (row := _act_row(snapshot, code))]
    if not rows:
        return None
    return Table(
        kind="years",
        caption="Số lượt kiểm tra, giám sát theo năm",
        head=("Nội dung", *map(str, card.years), "Cộng"),
        rows=tuple(rows),
    )


def _act_row(snapshot: TermSnapshot, code: str) -> TableRow | None:
    """Of the term's own line, with its ways to the records; else of what is counted beside the lines."""
    line = find(snapshot.scorecard, code)
    if line is not None:
        return _counted_row(snapshot, line, ACTS[code])
    return _summed_row(snapshot, code, ACTS[code], snapshot.annex.acts) if snapshot.annex.acts else None


def _counted_row(snapshot: TermSnapshot, line: Line, heading: str) -> TableRow:
    whole = TableCell(written(line.term, line.unit), href=records_url(snapshot.scorecard.term, line.code))
    return TableRow(heading, (*(year_cell(snapshot, line, figure) for figure in line.years), whole))


def admissions(card: Scorecard) -> Columns | None:
    return _columns(find(card, "admissions"), "Số đảng viên được kết nạp theo năm")


def growth(card: Scorecard) -> Columns | None:
    return _columns(find(card, "enterprise_growth"), "Mức tăng trưởng của các doanh nghiệp trong đảng bộ theo năm")


def _columns(line: Line | None, title: str) -> Columns | None:
    if line is None or line.term.value is None:
        return None
    points = (
        Point(
            str(figure.year),
            figure.value,
            "" if figure.value is None else shown(figure.value, line.unit, line.bound),
            provisional=figure.provisional,
        )
        for figure in line.years
    )
    return Columns(ColumnChart(title, tuple(points)))


# Ratings


def member_levels(snapshot: TermSnapshot) -> Table | None:
    counts = {year: _levels(snapshot, "members", year) for year in snapshot.scorecard.years}
    rated = {year: count for year, count in counts.items() if count.total()}
    waiting = {pending.year for pending in snapshot.scorecard.pending}
    if not rated:
        return None
    return Table(
        kind="years",
        caption="Kết quả xếp loại đảng viên theo năm",
        head=("Mức xếp loại", *(starred(str(year), year in waiting) for year in rated)),
        rows=(
            TableRow(
                "Số đảng viên được xếp loại", tuple(TableCell(format_integer(each.total())) for each in rated.values())
            ),
            *(
                TableRow(str(level.label), tuple(_share_cell(each[level], each.total()) for each in rated.values()))
                for level in Level
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


def _share_cell(count: int, whole: int) -> TableCell:
    share = percent_of(count, whole)
    return TableCell(NO_VALUE) if share is None else TableCell(format_integer(count), small=percent(share))


def organization_levels(snapshot: TermSnapshot) -> Stacks | None:
    stacks = []
    for year in snapshot.scorecard.years:
        counts = counted_levels(snapshot.annex.rated, year)
        if counts.total():
            shares = tuple(StackShare(str(level.label), counts[level], level.tone) for level in Level if counts[level])
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
    rows: list[TableRow] = []
    number = 0
    for sector in snapshot.annex.sectors:
        of_sector = [each for each in snapshot.annex.rated if each.sector == sector.code]
        if of_sector:
            rows.append(TableRow(f"{sector.name} ({format_integer(len(of_sector))} tổ chức)"))
        for organization in of_sector:
            number += 1
            cells = tuple(_standing_cell(organization.standing(year)) for year in years)
            rows.append(TableRow(organization.name, cells, number=str(number)))
    by_year = [counted_levels(snapshot.annex.rated, year) for year in years]
    rows.append(TableRow("Tổng hợp"))
    rows += [
        TableRow(str(level.label), tuple(_share_cell(counts[level], counts.total()) for counts in by_year))
        for level in Level
    ]
    return Table(
        kind="organizations",
        caption="Kết quả xếp loại chất lượng tổ chức cơ sở đảng theo năm",
        head=("STT", "Tổ chức cơ sở đảng", *map(str, years)),
        rows=tuple(rows),
        numbered=True,
    )


def _standing_cell(standing: Standing | None) -> TableCell:
    if standing is None:
        return TableCell(NO_VALUE)
    if standing.level is None:
        return TableCell(starred("KĐG", standing.provisional) if standing.not_rated_reason else WAITING)
    small = SHORT_LEGACY[LegacyLevel(standing.legacy_level)] if standing.legacy_level else ""
    return TableCell(
        starred(SHORT[Level(standing.level)], standing.provisional), small=small, provisional=standing.provisional
    )
