"""Are the year's work results of a grassroots organisation likely, and do they carry its level?"""

from __future__ import annotations

from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from ratings.findings.base import Finding, Findings, Severity
from ratings.findings.facts import Facts
from ratings.levels import Level
from ratings.models import WorkResult
from ratings.models.work import PAIRS
from ui.numbers import format_integer

# No rule: beyond these a slip of the unit or of a digit is likelier than such a year.
LIKELY_GROWTH = (Fraction(1, 2), Fraction(2))


def work_missing(facts: Facts) -> Findings:
    if facts.is_grassroots and facts.work is None:
        yield Finding(
            code="work_missing",
            severity=Severity.INFO,
            message=_("The work results of the year are not entered yet."),
            remedy=_("Enter them: the targets of the term are counted from them."),
        )


def half_a_pair(facts: Facts) -> Findings:
    for part, whole in PAIRS if facts.work else ():
        names = [name for name in (part, whole) if getattr(facts.work, name) is None]
        if len(names) == 1:
            other = whole if names[0] == part else part
            yield Finding(
                code=f"half_a_pair_{part}",
                severity=Severity.WARNING,
                message=_("“%(there)s” is entered, but not “%(missing)s”."),
                params={"there": _label(other), "missing": _label(names[0])},
                remedy=_("Enter both numbers, or neither."),
            )


def _label(name: str) -> object:
    return WorkResult._meta.get_field(name).verbose_name  # type: ignore[union-attr]


def fewer_summoned_than_members(facts: Facts) -> Findings:
    """The officials of these rows include all Party members."""
    members = facts.members.rated
    summoned = facts.work.officials_summoned if facts.work else None
    if summoned is not None and summoned < members:
        yield Finding(
            code="fewer_summoned_than_members",
            severity=Severity.INFO,
            message=_("%(summoned)s were summoned to study sessions, but %(members)s members are rated."),
            params={"summoned": format_integer(summoned), "members": format_integer(members)},
            remedy=_("Check the number: Party members belong to it."),
        )


def unlikely_growth(facts: Facts) -> Findings:
    work = facts.work
    if work is None or work.revenue is None or not work.revenue_previous:
        return
    least, most = LIKELY_GROWTH
    if not least <= Fraction(work.revenue, work.revenue_previous) <= most:
        yield Finding(
            code="unlikely_growth",
            severity=Severity.WARNING,
            message=_("Revenue went from %(previous)s to %(revenue)s million đồng in a year."),
            params={
                "previous": format_integer(work.revenue_previous),
                "revenue": format_integer(work.revenue),
            },
            remedy=_("Check the digits and the unit (million đồng), or explain."),
        )


def revenue_differs_from_last_year(facts: Facts) -> Findings:
    previous = facts.work.revenue_previous if facts.work else None
    if previous is not None and facts.last_revenue is not None and previous != facts.last_revenue:
        yield Finding(
            code="revenue_differs_from_last_year",
            severity=Severity.WARNING,
            message=_("Last year's revenue is given as %(previous)s, but last year %(entered)s was entered."),
            params={"previous": format_integer(previous), "entered": format_integer(facts.last_revenue)},
            remedy=_("Use last year's number, or explain what was corrected."),
        )


def above_political_task(facts: Facts) -> Findings:
    own, task = facts.own.level, facts.work.political_task_level if facts.work else None
    if own in Level.good_or_better() and own is not None and task is not None and own > task:
        yield Finding(
            code="above_political_task",
            severity=Severity.WARNING,
            message=_("The organisation is “%(own)s”, its political task only “%(task)s”."),
            params={"own": facts.rules.organization_levels[own], "task": Level(task).label},
            remedy=_("Look at both levels again."),
            clause=facts.rules.task,
        )


CHECKS = (work_missing, half_a_pair, fewer_summoned_than_members, unlikely_growth, revenue_differs_from_last_year)
BY_RULES = (above_political_task,)
