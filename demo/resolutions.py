"""What one committee's congresses resolved, and what the 2015-2020 term reported, in the order of the published texts.

Codes are the indicators' (reports/indicators/catalogue.py). The resolution of the 2015-2020 term is not at hand: its
results are reported without a bound, except admissions, which the text says passed the plan of each year and of the
term.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from demo.tree import BLOC_FOUNDED
from organizations.models import Organization
from reports.models import Target, Term

Comparison, Period = Target.Comparison, Target.Period
EACH_YEAR, WHOLE_TERM = Period.EACH_YEAR, Period.WHOLE_TERM

TERMS = (
    ("2015-2020", date(2015, 10, 1), date(2020, 8, 31), 2015, 2019),
    ("2020-2025", date(2020, 9, 1), date(2025, 8, 31), 2020, 2024),
)

CUT_SHORT = ("2015-2020", date(2015, 10, 1), BLOC_FOUNDED - timedelta(days=1), 2015, 2018)

# (indicator, part, comparison, low, high, period)
TARGETS: dict[str, tuple[tuple[str, str, str, int | None, int | None, str], ...]] = {
    "2015-2020": (
        ("study_participation", "", "", None, None, EACH_YEAR),
        ("ethics_standards", "", "", None, None, EACH_YEAR),
        ("admissions", "", Comparison.PLAN, None, None, WHOLE_TERM),
        ("org_rated_good", "", "", None, None, EACH_YEAR),
        ("org_rated_excellent", "", "", None, None, EACH_YEAR),
        ("member_rated_good_up", "", "", None, None, EACH_YEAR),
        ("violation_inspected_orgs", "", "", None, None, WHOLE_TERM),
        ("violation_inspected_members", "", "", None, None, WHOLE_TERM),
        ("committee_inspected_orgs", "", "", None, None, WHOLE_TERM),
        ("committee_inspected_members", "", "", None, None, WHOLE_TERM),
        ("committee_supervised_orgs", "", "", None, None, WHOLE_TERM),
        ("committee_supervised_members", "", "", None, None, WHOLE_TERM),
        ("commission_inspected_orgs", "", "", None, None, WHOLE_TERM),
        ("commission_inspected_members", "", "", None, None, WHOLE_TERM),
        ("commission_supervised_orgs", "", "", None, None, WHOLE_TERM),
        ("commission_supervised_members", "", "", None, None, WHOLE_TERM),
        ("enterprise_growth", "", "", None, None, EACH_YEAR),
        ("domestic_revenue_share", "", "", None, None, EACH_YEAR),
    ),
    "2020-2025": (
        ("political_tasks", "", Comparison.EXACTLY, 100, None, EACH_YEAR),
        ("enterprise_growth", "", Comparison.AT_LEAST, 5, None, EACH_YEAR),
        ("advanced_labour", "", Comparison.MORE_THAN, 95, None, EACH_YEAR),
        ("study_officials", "", Comparison.EXACTLY, 100, None, EACH_YEAR),
        ("study_workers", "", Comparison.MORE_THAN, 80, None, EACH_YEAR),
        ("exemplary_registration", "officials", Comparison.EXACTLY, 100, None, EACH_YEAR),
        ("exemplary_registration", "workers", Comparison.MORE_THAN, 80, None, EACH_YEAR),
        ("org_rated_good_up", "", Comparison.MORE_THAN, 80, None, EACH_YEAR),
        ("org_rated_failed", "", Comparison.EXACTLY, 0, None, EACH_YEAR),
        ("member_rated_good_up", "", Comparison.AT_LEAST, 85, None, EACH_YEAR),
        ("member_rated_excellent", "", Comparison.BETWEEN, 15, 20, EACH_YEAR),
        ("admissions", "", Comparison.AT_LEAST, 700, None, WHOLE_TERM),
        ("directives_reach", "", Comparison.EXACTLY, 100, None, EACH_YEAR),
    ),
}


def terms(root: Organization) -> list[Term]:
    return [
        Term(pk=number, root=root, code=code, starts_on=start, ends_on=end, first_year=first, last_year=last)
        for number, (code, start, end, first, last) in enumerate(TERMS, start=1)
    ]


def cut_short(predecessors: Iterable[Organization]) -> list[Term]:
    """Of each of both Blocs before the merger, which came in the midst of a term."""
    code, start, end, first, last = CUT_SHORT
    return [
        Term(pk=number, root=root, code=code, starts_on=start, ends_on=end, first_year=first, last_year=last)
        for number, root in enumerate(predecessors, start=len(TERMS) + 1)
    ]


def targets(resolved: Sequence[Term]) -> list[Target]:
    listed = [target for term in resolved for target in _of(term)]
    for number, target in enumerate(listed, start=1):
        target.pk = number
    return listed


def _of(term: Term) -> Iterator[Target]:
    for position, (indicator, part, comparison, low, high, period) in enumerate(TARGETS[term.code], start=1):
        yield Target(
            term=term,
            position=position,
            indicator=indicator,
            part=part,
            comparison=comparison,
            low=None if low is None else Decimal(low),
            high=None if high is None else Decimal(high),
            period=period,
        )
