"""Is the cause of "not completed" named, is it one of the list that holds for whom it is named, and does it count?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ratings.findings.base import Findings, Severity
from ratings.findings.facts import Facts
from ratings.findings.judged import Judged, judged, judged_by_numbers
from ratings.grounds import Cause
from ratings.levels import Level
from ratings.rules.base import RuleSet
from ratings.rules.scoring import Subject

_WHOSE = {
    Subject.COLLECTIVE: _("collectives"),
    Subject.LEADER: _("leaders and managers"),
    Subject.MEMBER: _("members without an office"),
}


def cause_missing(facts: Facts) -> Findings:
    for each in judged(facts):
        if each.level != Level.NOT_COMPLETED:
            continue
        if not each.grounds.cause:
            yield each.finding(
                "cause_missing",
                Severity.WARNING,
                _("%(name)s: “%(level)s” has no cause."),
                _("Choose the cause: the summary of the year counts by it."),
            )
        elif each.grounds.cause == Cause.OTHER and not each.note.strip():
            yield each.finding(
                "cause_not_told",
                Severity.WARNING,
                _("%(name)s: the cause of “%(level)s” is another one, but the note does not say which."),
                _("Write the cause in the note."),
            )


def cause_against_level(facts: Facts) -> Findings:
    for each in judged(facts):
        if each.grounds.cause and each.level != Level.NOT_COMPLETED and not each.grounds.exception:
            yield each.finding(
                "cause_against_level",
                Severity.WARNING,
                _("%(name)s: the cause “%(cause)s” is entered, yet the level is “%(level)s”."),
                _("Set “%(lowest)s”, take the cause out, or write in the row why it does not count."),
                cause=each.grounds.cause_label,
                lowest=facts.rules.member_levels[Level.NOT_COMPLETED],
            )


def cause_of_others(facts: Facts) -> Findings:
    """Collectives, leaders and members have each their own list."""
    for each in judged(facts):
        cause = each.grounds.cause
        if cause and cause not in facts.rules.causes(each.subject):
            yield each.finding(
                "cause_of_others",
                Severity.WARNING,
                _("%(name)s: the regulation does not name the cause “%(cause)s” for %(whose)s."),
                _("Choose a cause of their list, or the group of titles that the member belongs to."),
                cause=each.grounds.cause_label,
                whose=_WHOSE[each.subject],
            )


def cause_against_numbers(facts: Facts) -> Findings:
    for each in judged_by_numbers(facts):
        if _is_contradicted(each, facts.rules):
            yield each.finding(
                "cause_against_numbers",
                Severity.WARNING,
                _("%(name)s: the numbers entered do not bear out the cause “%(cause)s”."),
                _("Choose the cause that holds, or correct the numbers."),
                cause=each.grounds.cause_label,
            )


def _is_contradicted(each: Judged, rules: RuleSet) -> bool:
    entered = each.grounds
    if entered.cause == Cause.POINTS and rules.points and entered.points is not None:
        return rules.points.level(entered.points) != Level.NOT_COMPLETED
    if entered.cause != Cause.TASKS or not entered.tasks_given or entered.tasks_done is None:
        return False
    floors = [trigger.least_done for trigger in rules.grounds(each.subject) if trigger.least_done]
    return not any(entered.is_under(least) for least in floors)


def exception_claimed(facts: Facts) -> Findings:
    for each in judged(facts):
        if each.grounds.exception and each.level != Level.NOT_COMPLETED:
            yield each.finding(
                "exception_claimed",
                Severity.INFO,
                _("%(name)s: a ground for “%(lowest)s” is said not to count: %(why)s"),
                _("See whether that holds: force majeure, or what was found, reported and repaired by oneself."),
                why=each.grounds.exception,
                lowest=facts.rules.member_levels[Level.NOT_COMPLETED],
            )


BY_RULES = (cause_missing, cause_against_level, cause_of_others, cause_against_numbers, exception_claimed)
