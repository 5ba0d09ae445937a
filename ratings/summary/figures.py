"""A number of the summary form with the way to the records behind it, and the tables that such numbers fill."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.urls import reverse

from ratings.summary.cells import Count, Heading, SummaryRow, SummaryTable
from ratings.summary.form import Summary
from ratings.summary.lines import SummaryLine


def link(summary: Summary, line: SummaryLine, of: str = "") -> str:
    asked = {"of": of, "sector": line.sector, "kind": "" if line.of_members else line.subject}
    return records_url(summary.year, line.of_members, organization=summary.organization_id, **asked)


def records_url(year: int, of_members: bool, **asked: object) -> str:
    """The records behind a number."""
    name = "ratings:summary_members" if of_members else "ratings:summary_organizations"
    return f"{reverse(name, args=[year])}?{urlencode({key: value for key, value in asked.items() if value})}"


def count(summary: Summary, line: SummaryLine, value: int, of: str = "") -> Count:
    """Every number leads to the records behind it; a zero has none."""
    return Count(value, link(summary, line, of) if value else "")


def table(
    code: str, title: str, first: str, headings: Sequence[Heading], rows: Iterable[SummaryRow], note: str = ""
) -> SummaryTable:
    return SummaryTable(code, title, first, tuple(headings), tuple(rows), note)
