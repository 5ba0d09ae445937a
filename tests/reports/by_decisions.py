"""Each figure of a term as SQL over tables, which knows neither measures nor paths: (what is counted, out of what)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection

from tests.reports.climbing import climbed

BY_COMMITTEES = (
    "('bloc_committee', 'bloc_standing', 'bloc_advisory', 'grassroots_committee', 'section_committee', 'cell')"
)
BY_COMMISSIONS = "('bloc_commission', 'grassroots_commission')"
IN_GRASSROOTS = "kind IN ('grassroots_committee', 'grassroots_cell')"
ON_SHEETS = """(
  SELECT told.*, sheet.organization_id, {day} AS day, sheet.kind
  FROM {table} AS told
  JOIN ratings_sheet AS sheet ON sheet.id = told.sheet_id
  JOIN ratings_ratingyear AS year ON year.id = sheet.rating_year_id
) AS records"""


class Asked(NamedTuple):
    """Rows of the table, on their day, each with a value."""

    table: str
    day: str
    where: str
    value: str = "1"


class Figure(NamedTuple):
    counted: Asked
    of: Asked | None = None


def _last_day() -> str:
    ends = "(year.year || '-12-31')"
    return f"CAST({ends} AS DATE)" if connection.vendor == "postgresql" else ends


def _sheets(table: str, where: str, value: str = "1") -> Asked:
    return Asked(ON_SHEETS.format(table=table, day=_last_day()), "day", where, value)


def _members(levels: str) -> Asked:
    return _sheets("ratings_memberrating", f"level IN {levels}")


def _organizations(levels: str) -> Asked:
    return _sheets("ratings_organizationrating", f"level IN {levels} AND {IN_GRASSROOTS}")


def _pair(part: str, whole: str) -> Figure:
    """Only where both are given."""
    given = f"{part} IS NOT NULL AND {whole} IS NOT NULL"
    return Figure(*(_sheets("ratings_workresult", given, value) for value in (part, whole)))


def _acts(kind: str, bodies: str, bases: str = "1 = 1") -> Iterator[Figure]:
    for subject in ("member_id IS NULL", "member_id IS NOT NULL"):
        where = f"kind = '{kind}' AND body IN {bodies} AND {bases} AND {subject}"
        yield Figure(Asked("inspections_case", "opened_on", where))


def figures() -> dict[str, Figure]:
    anybody = f"{BY_COMMITTEES[:-1]}, {BY_COMMISSIONS[1:]}"
    acts = {
        "violation_inspected": _acts("inspection", anybody, "basis = 'suspected_violation'"),
        "committee_inspected": _acts("inspection", BY_COMMITTEES, "basis = 'programme'"),
        "committee_supervised": _acts("supervision", BY_COMMITTEES),
        "commission_inspected": _acts("inspection", BY_COMMISSIONS, "basis <> 'suspected_violation'"),
        "commission_supervised": _acts("supervision", BY_COMMISSIONS),
    }
    by_subject = {
        f"{name}_{subject}": figure
        for name, found in acts.items()
        for subject, figure in zip(("orgs", "members"), found, strict=True)
    }
    return (
        by_subject
        | _rated()
        | _work()
        | {
            "admissions": Figure(Asked("members_lifeevent", "happened_on", "kind = 'admitted'")),
        }
    )


def _rated() -> dict[str, Figure]:
    all_of, good_up = "(1, 2, 3, 4)", "(3, 4)"
    return {
        "org_rated_good": Figure(_organizations("(3)"), _organizations(all_of)),
        "org_rated_excellent": Figure(_organizations("(4)"), _organizations(all_of)),
        "org_rated_good_up": Figure(_organizations(good_up), _organizations(all_of)),
        "org_rated_failed": Figure(_organizations("(1)"), _organizations(all_of)),
        "member_rated_good_up": Figure(_members(good_up), _members(all_of)),
        "member_rated_excellent": Figure(_members("(4)"), _members(all_of)),
        "member_rated_excellent of_good_or_better": Figure(_members("(4)"), _members(good_up)),
    }


def _work() -> dict[str, Figure]:
    named = "ratings_workresult"
    ethics = Figure(_sheets(named, "ethics_standards"), _sheets(named, "ethics_standards IS NOT NULL"))
    tasks = Figure(_sheets(named, "political_task_level >= 3"), _sheets(named, "political_task_level IS NOT NULL"))
    grown = "revenue IS NOT NULL AND revenue_previous IS NOT NULL"
    growth = Figure(_sheets(named, grown, "revenue - revenue_previous"), _sheets(named, grown, "revenue_previous"))
    return {
        "study_participation": _pair("officials_attended", "officials_summoned"),
        "study_officials": _pair("officials_attended", "officials_summoned"),
        "study_workers": _pair("workers_attended", "workers_summoned"),
        "exemplary_registration": _pair("officials_registered", "officials_expected"),
        "exemplary_registration officials": _pair("officials_registered", "officials_expected"),
        "exemplary_registration workers": _pair("workers_registered", "workers_expected"),
        "directives_reach": _pair("directives_reached", "directives_expected"),
        "advanced_labour": _pair("staff_titled", "staff_considered"),
        "ethics_standards": ethics,
        "political_tasks": tasks,
        "enterprise_growth": growth,
        "domestic_revenue_share": Figure(_sheets(named, "budget_paid IS NOT NULL", "budget_paid")),
    }


def mean_growths() -> tuple[Counter, Counter]:
    """By organisation and year: each enterprise's own growth summed up, and how many enterprises."""
    grown = "revenue IS NOT NULL AND revenue_previous > 0"
    each = "100.0 * (revenue - revenue_previous) / revenue_previous"
    return count(_sheets("ratings_workresult", grown, each)), count(_sheets("ratings_workresult", grown))


def disciplines(form: str) -> Asked:
    """By where the case's organisation stood when it was opened."""
    table = """(
      SELECT applied.id, subject.organization_id, subject.opened_on, applied.form
      FROM inspections_discipline AS applied JOIN inspections_case AS subject ON subject.id = applied.case_id
    ) AS records"""
    return Asked(table, "opened_on", f"form = '{form}'")


def count(asked: Asked) -> Counter:
    return climbed(*asked)
