"""A summary form made of nothing but data: what its paper is tested with, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from organizations.sectors import SECTORS
from ratings.counts.cap import Counts
from ratings.grounds import Cause
from ratings.summary.form import Causes, Summary
from ratings.summary.lines import SummaryLine
from reports.snapshots.year import YearSnapshot

LAST = Counts(excellent=13, good=48, completed=15, not_completed=3, not_rated={"new_organization": 2})
GRASSROOTS = Counts(excellent=14, good=50, completed=14, not_completed=2, not_rated={"new_organization": 1})
MEMBERS = Counts(excellent=700, good=4100, completed=140, not_completed=18, not_rated={"exempt": 25, "pending": 6})


def of_sector(subject: str, share: int, counts: Counts) -> list[SummaryLine]:
    """The counts spread over the six sectors, unevenly, with what they were a year before."""
    return [
        SummaryLine(
            subject,
            name,
            replace(counts, excellent=counts.excellent // share + at, good=counts.good // share - at),
            replace(LAST, good=LAST.good // share),
            code,
        )
        for at, (code, _kind, name, _english) in enumerate(SECTORS)
    ]


def summary(**values) -> Summary:
    return Summary(
        **{
            "year": 2019,
            "rule_set": "hd21",
            "organization_id": 1,
            "organization": "Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh Quảng Trị",
            "superior": "Đảng bộ tỉnh Quảng Trị",
            "place": "Quảng Trị",
            "synthetic": True,
            "organizations": (
                SummaryLine("grassroots_committee", "Đảng bộ cơ sở", GRASSROOTS, LAST),
                SummaryLine("grassroots_cell", "Chi bộ cơ sở", GRASSROOTS, None),
                SummaryLine("grassroots", "Tổng số tổ chức cơ sở đảng", GRASSROOTS, LAST),
            ),
            "sectors": tuple(of_sector("grassroots", 6, GRASSROOTS)),
            "members": (*of_sector("members", 6, MEMBERS), SummaryLine("members", "Toàn thể đảng viên", MEMBERS, LAST)),
            "causes": Causes({Cause.DISCIPLINED.value: 12, Cause.OTHER.value: 6}, {"": 2}),
            "waiting": 0,
            "last_waiting": 0,
            "has_last_year": True,
            "taken_at": datetime(2020, 1, 20, 3, 5, tzinfo=UTC),
            **values,
        }
    )


def snapshot(**values) -> YearSnapshot:
    return YearSnapshot(summary(**values))


def provisional() -> YearSnapshot:
    """One sector and so the whole still wait for four sheets and for three members."""
    *sectors, whole = summary().members
    first = replace(sectors[0], waiting=4, counts=replace(sectors[0].counts, empty=3))
    total = replace(whole, waiting=4, counts=replace(whole.counts, empty=3))
    return snapshot(members=(first, *sectors[1:], total), waiting=4)
