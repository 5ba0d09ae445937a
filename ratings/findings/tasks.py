"""Do the year's tasks carry the level? Shares are of the tasks given."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ratings.findings.base import Finding, Findings, Severity
from ratings.findings.facts import Facts
from ratings.findings.judged import Judged, judged_by_numbers
from ratings.levels import Level
from ratings.rules.scoring import TaskRule


def tasks_against_level(facts: Facts) -> Findings:
    for each in judged_by_numbers(facts):
        rule = facts.rules.task_rule(each.level)
        if rule is not None:
            yield from _short_of(rule, each)


def _short_of(rule: TaskRule, each: Judged) -> Findings:
    entered, given = each.grounds, each.grounds.tasks_given or 0
    advice = _("Look at the level again, correct the numbers, or write down why it stands.")
    numbers = {"given": given, "done": entered.tasks_done, "late": entered.tasks_late, "above": entered.tasks_above}
    limits = {"late_limit": rule.late, "above_limit": rule.above}
    wrong = {
        "tasks_not_done": entered.is_under(rule.done),
        "tasks_late": given and entered.tasks_late is not None and entered.tasks_late * 100 > rule.late * given,
        "tasks_not_above": given and entered.tasks_above is not None and entered.tasks_above * 100 < rule.above * given,
        "shortcomings_open": rule.shortcomings_fixed and entered.shortcomings_fixed is False,
    }
    for code, is_wrong in wrong.items():
        if is_wrong:
            yield each.finding(code, Severity.WARNING, _SHORT[code], advice, rule.clause, **numbers, **limits)


_SHORT = {
    "tasks_not_done": _("%(name)s: %(done)s of %(given)s tasks are done; “%(level)s” asks for all."),
    "tasks_late": _("%(name)s: %(late)s of %(given)s tasks were late; “%(level)s” allows %(late_limit)s%% at most."),
    "tasks_not_above": _(
        "%(name)s: %(above)s of %(given)s tasks are above what was asked; “%(level)s” asks for at least "
        "%(above_limit)s%%."
    ),
    "shortcomings_open": _("%(name)s: earlier shortcomings are not all made good; “%(level)s” asks for that."),
}


def too_few_tasks(facts: Facts) -> Findings:
    """T3 of members, T14 of leaders and collectives."""
    for each in judged_by_numbers(facts):
        for trigger in facts.rules.grounds(each.subject):
            least = trigger.least_done
            if least is None or each.level == Level.NOT_COMPLETED or each.grounds.exception:
                continue
            if each.grounds.is_under(least):
                yield each.finding(
                    "too_few_tasks",
                    Severity.WARNING,
                    _("%(name)s: %(done)s of %(given)s tasks are done, less than %(least)s%%."),
                    _("Set “%(lowest)s”, or write in the row why this does not count."),
                    trigger.clause,
                    done=each.grounds.tasks_done,
                    given=each.grounds.tasks_given,
                    least=least,
                    lowest=facts.rules.member_levels[Level.NOT_COMPLETED],
                )


def tasks_missing(facts: Facts) -> Findings:
    """Of those proposed excellent, in one line."""
    rule = facts.rules.task_rule(Level.EXCELLENT)
    without = sum(each.level == Level.EXCELLENT and not each.grounds.has_tasks for each in judged_by_numbers(facts))
    if rule and without:
        yield Finding(
            code="tasks_missing",
            severity=Severity.INFO,
            message=_("Excellent, without numbers of tasks or without an answer on shortcomings: %(count)s."),
            params={"count": without},
            remedy=_(
                "Enter how many tasks were given, completed, late and above what was asked, and whether all earlier "
                "shortcomings are made good."
            ),
            clause=rule.clause,
        )


BY_RULES = (tasks_against_level, too_few_tasks, tasks_missing)
