"""Briefs for the checks: an organisation as plain values, without a database."""

from organizations.models import Organization
from ratings import rules
from ratings.counts.cap import CapPolicy
from ratings.findings import Finding, judge
from ratings.findings.facts import Brief, Child, Row
from ratings.levels import Level
from ratings.models import RatingYear

Kind = Organization.Kind
E, G, C, N = Level.EXCELLENT, Level.GOOD, Level.COMPLETED, Level.NOT_COMPLETED


def brief(year: int = 2020, kind: Kind = Kind.SUBORDINATE_CELL, **facts) -> Brief:
    policy = facts.pop("policy", CapPolicy(RatingYear.CapBase.GOOD_ONLY))
    return Brief(year, rules.rules_for(year), policy, 1, "Chi bộ thử", kind, **facts)


def row(level: Level | None = G, **entered) -> Row:
    """A row that nothing speaks against."""
    entered.setdefault("self_level", level)
    votes = {} if level is None else {"ballot_present": 1, "ballot_for": 1}
    return Row(**{"member_id": 7, "name": "Lê Thị Thử", "level": level, **votes, **entered})


def rows(*levels: Level | None) -> tuple[Row, ...]:
    return tuple(row(level, member_id=number) for number, level in enumerate(levels, 1))


def children(*levels: Level | None, kind: Kind = Kind.SUBORDINATE_CELL) -> tuple[Child, ...]:
    return tuple(Child(number, f"Chi bộ {number}", kind, level) for number, level in enumerate(levels, 1))


def codes(a_brief: Brief) -> set[str]:
    return {finding.code for finding in judge(a_brief)}


def found(a_brief: Brief, code: str) -> Finding:
    return next(finding for finding in judge(a_brief) if finding.code == code)
