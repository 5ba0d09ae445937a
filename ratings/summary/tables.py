"""The summary form laid out in tables: the page and the workbook write the same cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from django.utils.translation import gettext, pgettext

from ratings.counts.cap import Counts
from ratings.grounds import Cause
from ratings.levels import Level, NotRatedReason
from ratings.summary.causes import UNSTATED, cause_name, with_former_names
from ratings.summary.cells import Count, Heading, Percent, SummaryCell, SummaryRow, SummaryTable
from ratings.summary.compared import comparison
from ratings.summary.counts import MEMBERS
from ratings.summary.figures import count, table
from ratings.summary.form import Summary
from ratings.summary.lines import SummaryLine
from ratings.summary.standings import EMPTY, NOT_RATED, RATED, cause_word


def tables(summary: Summary) -> list[SummaryTable]:
    found = [
        _levels("organizations", gettext("Party organisations"), gettext("Type"), summary, summary.organizations),
        _levels("sectors", gettext("Grassroots organisations by sector"), gettext("Sector"), summary, summary.sectors),
        _levels("members", gettext("Party members"), gettext("Sector"), summary, summary.members),
        _excellence(summary),
        _reasons(summary),
        _causes(summary),
        *([comparison(summary, of_members) for of_members in (False, True)] if summary.has_last_year else []),
    ]
    return [table for table in found if table.rows]


def _levels(code: str, title: str, first: str, summary: Summary, lines: Sequence[SummaryLine]) -> SummaryTable:
    names = {level: summary.level_name(level, of_members=code == MEMBERS) for level in Level}
    with_empty = summary.not_entered
    rows = [
        levels_row(line, partial(count, summary, line), with_empty=with_empty, marked=summary.marks(line))
        for line in lines
    ]
    return table(code, title, first, level_headings(names, with_empty=with_empty), rows)


def level_headings(names: Mapping[Level, str], *, with_empty: bool) -> list[Heading]:
    number, share = gettext("count"), "%"
    return [
        Heading(gettext("Total")),
        Heading(gettext("Rated")),
        *(Heading(names[level], (number, share)) for level in Level),
        Heading(gettext("Not rated")),
        *([Heading(gettext("Not entered yet"))] if with_empty else []),
    ]


def levels_row(line: SummaryLine, counted: Callable[..., Count], *, with_empty: bool, marked: bool) -> SummaryRow:
    """`counted`: a number, of those who stand so, as a cell."""
    cells: list[SummaryCell] = [counted(line.total), counted(line.counts.rated, RATED)]
    for level in Level:
        cells += [counted(line.number(level), str(level.value)), Percent(line.share(level))]
    cells.append(counted(line.not_rated, NOT_RATED))
    if with_empty:
        cells.append(counted(line.counts.empty, EMPTY))
    return SummaryRow(line.name, tuple(cells), line.is_total, marked)


def _excellence(summary: Summary) -> SummaryTable:
    names = {
        "excellent": summary.level_name(Level.EXCELLENT, of_members=True),
        "good": summary.level_name(Level.GOOD, of_members=True),
    }
    headings = [
        Heading(gettext("Number of “%(excellent)s”") % names),
        Heading(gettext("in %% of “%(good)s”") % names),
        Heading(gettext("in %% of “%(good)s” or better") % names),
    ]
    rows = [
        SummaryRow(
            line.name,
            (
                count(summary, line, line.counts.excellent, str(Level.EXCELLENT.value)),
                Percent(line.excellent_of_good),
                Percent(line.excellent_of_good_or_better),
            ),
            line.is_total,
            summary.marks(line),
        )
        for line in summary.members
    ]
    title = gettext("Members rated excellent against those rated good")
    note = gettext("The cap is read in both ways; how it is kept in each organisation stands on its sheet.")
    return table("excellence", title, gettext("Sector"), headings, rows, note)


def _reasons(summary: Summary) -> SummaryTable:
    lines = [*summary.organizations, *(line for line in summary.members if line.is_total)]
    present = [reason for reason in NotRatedReason if any(line.counts.not_rated.get(reason) for line in lines)]
    headings = [Heading(gettext("Not rated")), *(Heading(str(reason.label)) for reason in present)]
    rows = [
        SummaryRow(
            line.name,
            (
                count(summary, line, line.not_rated, NOT_RATED),
                *(count(summary, line, line.counts.not_rated.get(reason, 0), reason.value) for reason in present),
            ),
            line.is_total,
            summary.marks(line),
        )
        for line in lines
        if line.not_rated
    ]
    return table("reasons", gettext("Not rated, by reason"), gettext("Subject"), headings, rows)


def _causes(summary: Summary) -> SummaryTable:
    members, organizations = map(with_former_names, (summary.causes.members, summary.causes.organizations))
    if not any((*members.values(), *organizations.values())):
        return table("causes", "", "", [], [])
    lines = _lines_of_all(summary)
    present = [code for code in (*Cause.values, UNSTATED) if members[code] or organizations[code]]
    listed = [
        SummaryRow(cause_name(code), _by_cause(summary, lines, (members[code], organizations[code]), cause_word(code)))
        for code in present
    ]
    sums = members.total(), organizations.total()
    of = str(Level.NOT_COMPLETED.value)
    total = SummaryRow(pgettext("of the lines above", "Total"), _by_cause(summary, lines, sums, of), is_total=True)
    title = gettext("Causes of “%(level)s”") % {"level": summary.level_name(Level.NOT_COMPLETED, of_members=True)}
    note = gettext(
        "Counted once: under the cause written in the row, else discipline announced by the day of approval, "
        "the level as an official, the note."
    )
    headings = [Heading(gettext("Party members")), Heading(gettext("Party organisations"))]
    return table("causes", title, gettext("Cause"), headings, [*listed, total], note)


def _lines_of_all(summary: Summary) -> tuple[SummaryLine, SummaryLine]:
    members = next(line for line in summary.members if line.is_total)
    return members, SummaryLine("", "", Counts(), None)


def _by_cause(
    summary: Summary, lines: tuple[SummaryLine, SummaryLine], numbers: tuple[int, int], of: str
) -> tuple[SummaryCell, ...]:
    return tuple(count(summary, line, number, of) for line, number in zip(lines, numbers, strict=True))
