"""The shares of a year beside those of the year before."""

from __future__ import annotations

from django.utils.translation import gettext

from ratings.levels import Level
from ratings.summary.cells import Heading, Percent, Points, SummaryRow, SummaryTable
from ratings.summary.figures import table
from ratings.summary.form import Summary


def comparison(summary: Summary, of_members: bool) -> SummaryTable:
    last, points = gettext("%(year)s, %%") % {"year": summary.year - 1}, gettext("points")
    lines = summary.members if of_members else (*summary.organizations, *summary.sectors)
    headings = [Heading(summary.level_name(level, of_members=of_members), (last, points)) for level in Level]
    rows = [
        SummaryRow(
            line.name,
            tuple(cell for level in Level for cell in (Percent(line.last_share(level)), Points(line.points(level)))),
            line.is_total,
            summary.marks(line),
        )
        for line in lines
    ]
    title = gettext("Members compared with %(year)s") if of_members else gettext("Organisations compared with %(year)s")
    first = gettext("Sector") if of_members else gettext("Type or sector")
    code = "members_compared" if of_members else "organizations_compared"
    return table(code, title % {"year": summary.year - 1}, first, headings, rows, _comparison_note(summary, of_members))


def _comparison_note(summary: Summary, of_members: bool) -> str:
    notes = [gettext("Difference in percentage points of the rated.")]
    if summary.last_waiting:
        notes.append(gettext("Last year is provisional too."))
    if summary.is_converted and not of_members:
        notes.append(gettext("Levels until 2017 are converted from the names of that time."))
    return " ".join(notes)
