"""Facts for the checks: an organisation as plain values, without a database."""

from organizations.models import Organization
from ratings import rules
from ratings.counts.cap import CapPolicy
from ratings.findings import Finding, judge
from ratings.findings.facts import ChildFacts, Facts, MemberFacts
from ratings.levels import Level
from ratings.models import RatingYear

Kind = Organization.Kind
E, G, C, N = Level.EXCELLENT, Level.GOOD, Level.COMPLETED, Level.NOT_COMPLETED


def facts_of(year: int = 2020, kind: Kind = Kind.SUBORDINATE_CELL, **facts) -> Facts:
    policy = facts.pop("policy", CapPolicy(RatingYear.CapBase.GOOD_ONLY))
    return Facts(year, rules.rules_for(year), policy, 1, "Chi bộ thử", kind, **facts)


def row(level: Level | None = G, **entered) -> MemberFacts:
    """A row that nothing speaks against."""
    entered.setdefault("self_level", level)
    votes = {} if level is None else {"ballot_present": 1, "ballot_for": 1}
    return MemberFacts(**{"member_id": 7, "name": "Lê Thị Thử", "level": level, **votes, **entered})


def rows(*levels: Level | None) -> tuple[MemberFacts, ...]:
    return tuple(row(level, member_id=number) for number, level in enumerate(levels, 1))


def children(*levels: Level | None, kind: Kind = Kind.SUBORDINATE_CELL) -> tuple[ChildFacts, ...]:
    return tuple(ChildFacts(number, f"Chi bộ {number}", kind, level) for number, level in enumerate(levels, 1))


def codes(facts: Facts) -> set[str]:
    return {finding.code for finding in judge(facts)}


def found(facts: Facts, code: str) -> Finding:
    return next(finding for finding in judge(facts) if finding.code == code)
