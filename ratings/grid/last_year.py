"""Last year's levels as a start, for whoever has one and is not new, exempt, suspended or disciplined this year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ratings.findings.facts import Facts, MemberFacts, under_six_months
from ratings.findings.loading import load
from ratings.grid.grid_row import GridRow
from ratings.models import Sheet
from ratings.sheets.entry import key_of

# The field of a page and of a draft that says which rows are as copied and not looked at yet.
COPIED = "copied-rows"


def levels_of_last_year(sheet: Sheet) -> dict[str, str]:
    """By the key of the row, as it is typed."""
    return taken_over(load(sheet))


def taken_over(facts: Facts) -> dict[str, str]:
    return {
        key_of(row.member_id): str(row.last_level.value)
        for row in facts.rows
        if row.last_level is not None and _goes_on(row, facts)
    }


def _goes_on(row: MemberFacts, facts: Facts) -> bool:
    disciplined = any(each.decided_on.year == facts.year or each.counts_in(facts.year) for each in row.disciplines)
    is_gone = not row.belongs or row.ended is not None or bool(row.elsewhere)
    return not (disciplined or is_gone or row.resting or under_six_months(row.admitted_on, facts.day))


def copied_rows(fields: Mapping[str, str]) -> set[str]:
    return set(fields.get(COPIED, "").split())


def marked(lines: Iterable[GridRow], copied: set[str]) -> list[GridRow]:
    return [
        replace(line, copied=line.key in copied and line.raw["level"] == str(line.last_level or "")) for line in lines
    ]
