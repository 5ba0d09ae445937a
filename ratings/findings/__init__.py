"""What speaks against a sheet as it stands: findings with a clause and an advice, never walls.

`check(sheet)` is for a page; `judge(facts)` is pure, and the tests of the rules go through it.
"""

from ratings.findings import asked, caps, grounds, members, organization, points, presence, quarters, tasks, work
from ratings.findings.base import EXPLAINED_IN, JUSTIFICATION, NO_BALLOT, Check, Finding, Severity
from ratings.findings.facts import Facts
from ratings.findings.loading import load
from ratings.models import Sheet
from ratings.rules.base import RuleSet, Trigger

__all__ = [
    "BY_RULES",
    "EVERY_YEAR",
    "EXPLAINED_IN",
    "JUSTIFICATION",
    "NO_BALLOT",
    "Finding",
    "Severity",
    "check",
    "checks_of",
    "judge",
    "unchecked",
    "worst",
]

EVERY_YEAR = (*presence.CHECKS, *members.CHECKS, *organization.CHECKS, *caps.CHECKS, *work.CHECKS, *asked.CHECKS)
BY_RULES: dict[str, Check] = {
    check.__name__: check
    for module in (presence, members, organization, work, points, tasks, grounds, quarters)
    for check in module.BY_RULES
}
# Conclusions of other bodies, votes of confidence and sick leave are nowhere in the portal; tasks are from 2025 on.
_ONLY_PEOPLE_KNOW = ("T4", "T10", "T15", "T16", "T17", "T18", "T19", "T20")
_BEFORE_TASKS_WERE_ENTERED = ("T3",)
_ORDER = {severity: number for number, severity in enumerate(Severity)}


def check(sheet: Sheet) -> list[Finding]:
    """Nothing of what was decided on paper: the checks of the portal had no part in it."""
    return [] if sheet.is_from_file else judge(load(sheet))


def judge(facts: Facts) -> list[Finding]:
    """The gravest first, else in the order of the checks and of the rows."""
    found = [finding for each in checks_of(facts.rules) for finding in each(facts)]
    return sorted(found, key=lambda finding: _ORDER[finding.severity])


def checks_of(rules: RuleSet) -> tuple[Check, ...]:
    return (*EVERY_YEAR, *(BY_RULES[name] for name in rules.checks))


def worst(findings: list[Finding]) -> Severity | None:
    return min((finding.severity for finding in findings), key=_ORDER.__getitem__, default=None)


def unchecked(rules: RuleSet) -> tuple[Trigger, ...]:
    """What people have to look at themselves, so that a sheet without findings is not taken for one without doubt."""
    codes = _ONLY_PEOPLE_KNOW if rules.tasks else (*_BEFORE_TASKS_WERE_ENTERED, *_ONLY_PEOPLE_KNOW)
    return tuple(trigger for trigger in rules.triggers if trigger.code in codes)
