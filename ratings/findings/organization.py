"""May the organisation have its own level?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from inspections.models import Discipline
from ratings.counts.cap import Counts
from ratings.findings.base import Finding, Findings, Severity
from ratings.findings.facts import Disciplined, Facts, Leader, under_six_months
from ratings.levels import Level, NotRatedReason
from ratings.rules.base import Condition, RatedPart, RuleSet, Trigger


def meets(condition: Condition, below: Counts) -> bool:
    """Of those rated; a condition on nobody holds."""
    completed = below.rated - below.not_completed
    return (
        completed * 100 >= condition.completed_percent * below.rated
        and below.good_or_better * 100 >= condition.good_percent * below.rated
    )


def highest_level(rules: RuleSet, below: Counts) -> Level:
    """The highest level of its own that those below leave an organisation, by the conditions alone."""
    for level in (Level.EXCELLENT, Level.GOOD):
        condition = rules.condition(level)
        if condition is None or meets(condition, below):
            return level
    return Level.COMPLETED


def conditions_below(facts: Facts) -> Findings:
    """T7 and T8."""
    own, below = facts.own.level, facts.below
    condition = facts.rules.condition(own)
    if own is None or condition is None or meets(condition, below):
        return
    message = (
        _("%(completed)s of %(rated)s members completed their tasks, %(good)s of them well or better.")
        if facts.is_cell
        else _("%(completed)s of %(rated)s organisations below completed their tasks, %(good)s of them well or better.")
    )
    yield Finding(
        code="conditions_below",
        severity=Severity.WARNING,
        message=message,
        params={
            "completed": below.rated - below.not_completed,
            "rated": below.rated,
            "good": below.good_or_better,
            "own": facts.rules.organization_levels[own],
            "highest": facts.rules.organization_levels[highest_level(facts.rules, below)],
        },
        remedy=_("That is not enough for “%(own)s”. With these levels the organisation can be “%(highest)s” at most."),
        clause=condition.clause,
    )


def too_many_not_completed(facts: Facts) -> Findings:
    """T6, and before 2018 the third of the organisations or the half of the members."""
    own = facts.own.level
    if own is None or own == Level.NOT_COMPLETED:
        return
    for limit in facts.rules.limits:
        below = _counted(facts, limit.part)
        if (limit.cells_only and not facts.is_cell) or below.not_completed <= limit.share * below.rated:
            continue
        yield Finding(
            code=f"too_many_{limit.part.value}_not_completed",
            severity=Severity.WARNING,
            message=_MANY[limit.part],
            params={
                "number": below.not_completed,
                "rated": below.rated,
                "own": facts.rules.organization_levels[own],
                "lowest": facts.rules.organization_levels[Level.NOT_COMPLETED],
            },
            remedy=_("By the rules the organisation is “%(lowest)s”, not “%(own)s”."),
            clause=limit.clause,
        )


_MANY = {
    RatedPart.MEMBERS: _("%(number)s of %(rated)s members have not completed their tasks."),
    RatedPart.CHILDREN: _("%(number)s of %(rated)s organisations below have not completed their tasks."),
}


def _counted(facts: Facts, part: RatedPart) -> Counts:
    if part is RatedPart.CHILDREN:
        return facts.children_counts
    return facts.own_members if facts.is_cell else facts.members


def leadership_disciplined(facts: Facts) -> Findings:
    """T5: the organisation itself, or one who leads it warned or worse; from 2025 reprimanded, too."""
    trigger = facts.rules.trigger("T5")
    own = facts.own
    if trigger is None or own.level in (None, Level.NOT_COMPLETED) or own.grounds.exception:
        return
    heavy = _names(leader for leader, each in _of_leaders(facts) if _is_heavy(each, trigger))
    if any(each.counts_in(facts.year) for each in facts.disciplines):
        heavy.insert(0, facts.name)
    if heavy:
        yield Finding(
            code="leadership_disciplined",
            severity=Severity.WARNING,
            message=_("The organisation or its leadership was disciplined in %(year)s: %(names)s."),
            params={
                "year": facts.year,
                "names": ", ".join(heavy),
                "lowest": facts.rules.organization_levels[Level.NOT_COMPLETED],
            },
            remedy=_("Set “%(lowest)s”, or write down why the rule does not apply."),
            clause=trigger.clause,
        )


def _is_heavy(discipline: Disciplined, trigger: Trigger) -> bool:
    return trigger.from_reprimand or discipline.form != Discipline.Form.REPRIMAND


def _of_leaders(facts: Facts) -> Iterator[tuple[Leader, Disciplined]]:
    """What counts in the year; under Regulation 366 against the organisation where it happened, not the present one."""
    where_it_happened = facts.rules.violation is not None
    for leader in (*facts.leaders, *(facts.former if where_it_happened else ())):
        for each in leader.disciplines:
            if each.counts_in(facts.year) and not (where_it_happened and each.elsewhere):
                yield leader, each


def _names(leaders: Iterable[Leader]) -> list[str]:
    return [*dict.fromkeys(leader.name for leader in leaders)]


def disciplined_below(facts: Facts) -> Findings:
    """T9: an organisation below, or one who leads, disciplined in any form."""
    trigger = facts.rules.trigger("T9")
    own = facts.own.level
    if trigger is None or own is None or own not in trigger.bars:
        return
    leaders = _names(leader for leader, _discipline in _of_leaders(facts))
    if names := [*facts.disciplined_below, *leaders]:
        yield Finding(
            code="disciplined_below",
            severity=Severity.WARNING,
            message=_("Disciplined in %(year)s: %(names)s."),
            params={
                "year": facts.year,
                "names": ", ".join(names),
                "own": facts.rules.organization_levels[own],
            },
            remedy=_("Lower “%(own)s”, or write down that the organisation found and remedied the violation itself."),
            clause=trigger.clause,
        )


def new_organization_rated(facts: Facts) -> Findings:
    if facts.own.level is not None and under_six_months(facts.opened_on, facts.day):
        yield Finding(
            code="new_organization_rated",
            severity=Severity.WARNING,
            message=_("%(organization)s was founded on %(date)s, less than 6 months before the end of the year."),
            params={"organization": facts.name, "date": f"{facts.opened_on:%d/%m/%Y}"},
            remedy=_("Do not rate, and choose the reason “Organisation founded less than 6 months ago”."),
            clause=facts.rules.not_rated[NotRatedReason.NEW_ORGANIZATION],
        )


def own_reason_without_note(facts: Facts) -> Findings:
    own = facts.own
    if own.level is None and own.reason == NotRatedReason.OTHER and not own.note.strip():
        yield Finding(
            code="own_reason_without_note",
            severity=Severity.WARNING,
            message=_("%(organization)s is not rated for another reason, but the note does not say which."),
            params={"organization": facts.name},
            remedy=_("Write the reason in the note."),
            clause=facts.rules.not_rated[NotRatedReason.OTHER],
        )


CHECKS = (own_reason_without_note, too_many_not_completed)
BY_RULES = (conditions_below, leadership_disciplined, disciplined_below, new_organization_rated)
