"""What speaks against a sheet as it stands: findings with a clause and an advice, never walls.

`check(sheet)` is for a page; `judge(brief)` is pure, and the tests of the rules go through it.
"""

from ratings.findings import caps, members, organization, presence, work
from ratings.findings.base import Check, Finding, Severity
from ratings.findings.brief import load
from ratings.findings.facts import Brief
from ratings.models import RatingYear, Sheet
from ratings.rules.base import RuleSet, Trigger

__all__ = ["CHECKS", "Finding", "Severity", "check", "judge", "unchecked", "worst"]

_ALWAYS = (*presence.CHECKS, *members.CHECKS, *organization.CHECKS, *caps.CHECKS, *work.CHECKS)
_FOUR_LEVELS = (
    *_ALWAYS,
    *members.OFFICIALS,
    *members.BALLOTS,
    members.head_above_collective,
    members.self_review_missing,
)
_NEW = (presence.new_member_rated, organization.new_organization_rated)

# Which checks a year knows, by its rule set. What a rule asks in numbers stands in ratings/rules.
CHECKS: dict[str, tuple[Check, ...]] = {
    RatingYear.RuleSet.HD27: _ALWAYS,
    RatingYear.RuleSet.HD16: (*_FOUR_LEVELS, *organization.CONDITIONS, work.above_political_task),
    RatingYear.RuleSet.HD21: (*_FOUR_LEVELS, *_NEW, *organization.CONDITIONS, work.above_political_task),
    RatingYear.RuleSet.QD124: (
        *_FOUR_LEVELS,
        *_NEW,
        *organization.CONDITIONS,
        organization.disciplined_below,
        work.above_political_task,
    ),
    RatingYear.RuleSet.QD366: (*_FOUR_LEVELS, *_NEW, organization.disciplined_below),
}
# Shares of tasks done, conclusions of other bodies and sick leave are nowhere in the portal.
_ONLY_PEOPLE_KNOW = ("T3", "T4", "T10")
_ORDER = {severity: number for number, severity in enumerate(Severity)}


def check(sheet: Sheet) -> list[Finding]:
    return judge(load(sheet))


def judge(brief: Brief) -> list[Finding]:
    """The gravest first, else in the order of the checks and of the rows."""
    found = [finding for each in CHECKS[brief.rules.code] for finding in each(brief)]
    return sorted(found, key=lambda finding: _ORDER[finding.severity])


def worst(findings: list[Finding]) -> Severity | None:
    return min((finding.severity for finding in findings), key=_ORDER.__getitem__, default=None)


def unchecked(rules: RuleSet) -> tuple[Trigger, ...]:
    """What people have to look at themselves, so that a sheet without findings is not taken for one without doubt."""
    return tuple(trigger for trigger in rules.triggers if trigger.code in _ONLY_PEOPLE_KNOW)
