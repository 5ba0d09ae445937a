"""What the quarters of one who leads or manages say about the year (Guide 02-HD/BTCTW of 2026)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from ratings.findings.base import Finding, Findings, Severity
from ratings.findings.facts import Facts, MemberFacts
from ratings.grounds import QuarterResult, TitleGroup
from ratings.levels import Level

FAILED = QuarterResult.NOT_COMPLETED


def quarter_bars_excellent(facts: Facts) -> Findings:
    rule = facts.rules.quarters
    for row in _leaders(facts):
        if rule and row.level == Level.EXCELLENT and FAILED in row.quarters:
            yield Finding(
                code="quarter_bars_excellent",
                severity=Severity.WARNING,
                message=_("%(name)s: a quarter was not completed, yet the level is “%(level)s”."),
                params={"name": row.name, "level": facts.rules.member_levels[row.level]},
                remedy=_("Look at the level again, correct the quarter, or write down why it stands."),
                clause=rule.one,
                member_id=row.member_id,
            )


def quarters_in_a_row(facts: Facts) -> Findings:
    rule = facts.rules.quarters
    for row in _leaders(facts):
        if rule and (FAILED, FAILED) in pairwise(row.quarters):
            yield Finding(
                code="quarters_in_a_row",
                severity=Severity.INFO,
                message=_("%(name)s: two quarters in a row were not completed."),
                params={"name": row.name},
                remedy=_("See whether another person in the office is to be considered."),
                clause=rule.two,
                member_id=row.member_id,
            )


def _leaders(facts: Facts) -> Iterator[MemberFacts]:
    if facts.rules.asks_for_quarters(facts.year):
        yield from (row for row in facts.rows if row.belongs and row.title_group in TitleGroup.leading())


BY_RULES = (quarter_bars_excellent, quarters_in_a_row)
