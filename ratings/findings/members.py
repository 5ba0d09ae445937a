"""May this member have this level?"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from members.offices import Leading
from ratings.findings.base import NO_BALLOT, Finding, Findings, Severity
from ratings.findings.facts import Facts, MemberFacts
from ratings.levels import Level


def disciplined_above_not_completed(facts: Facts) -> Findings:
    """T1, from 2023 on T13 with exceptions that only people can weigh."""
    trigger = facts.rules.trigger("T1", "T13")
    for row in facts.rows:
        disciplined = any(each.counts_in(facts.year) for each in row.disciplines)
        if disciplined and not row.grounds.exception and row.level not in (None, Level.NOT_COMPLETED):
            yield Finding(
                code="disciplined_above_not_completed",
                severity=Severity.WARNING,
                message=_("%(name)s was disciplined by the Party in %(year)s, yet is rated “%(level)s”."),
                params={
                    "name": row.name,
                    "year": facts.year,
                    "level": facts.rules.member_levels[row.level],
                    "lowest": facts.rules.member_levels[Level.NOT_COMPLETED],
                },
                remedy=_("Set “%(lowest)s”, or write down why the rule does not apply."),
                clause=trigger.clause if trigger else None,
                member_id=row.member_id,
            )


def discipline_used_twice(facts: Facts) -> Findings:
    """One violation counts in one year. Last year's level used it already if nothing else of that year explains it.

    Under Regulation 366 it counts again where the form is made heavier in the round, which only people can say.
    """
    trigger, again = facts.rules.trigger("T1", "T13"), facts.rules.violation
    for row in facts.rows:
        if row.level == Level.NOT_COMPLETED and _is_used_twice(row, facts.year):
            yield Finding(
                code="discipline_used_twice",
                severity=Severity.WARNING if again else Severity.BLOCKING,
                message=_("The discipline of %(name)s was already counted in the rating of %(last)s."),
                params={"name": row.name, "last": facts.year - 1},
                remedy=_AGAIN if again else _ONCE,
                clause=again or (trigger.clause if trigger else None),
                member_id=row.member_id,
            )


_ONCE = _("Rate this year's work; the same violation is not counted a second time.")
_AGAIN = _("It counts in this round only where the form was made heavier in it: write that down, or rate the work.")


def _is_used_twice(row: MemberFacts, year: int) -> bool:
    """Carried from last year's decision into this year although last year was rated down, with no other ground."""
    fresh = [each for each in row.disciplines if each.decided_on.year == year and each.counts_in(year)]
    carried = [each for each in row.disciplines if each.decided_on.year < year and each.counts_in(year)]
    explained = any(each.counts_in(year - 1) for each in row.disciplines)
    return bool(carried) and not fresh and row.last_level == Level.NOT_COMPLETED and not explained


def discipline_counted_elsewhere(facts: Facts) -> Findings:
    """Rated down in the year of a decision that counts in another year."""
    for row in facts.rows:
        decided = [each for each in row.disciplines if each.decided_on.year == facts.year]
        other = [each for each in decided if not each.counts_in(facts.year)]
        if row.level == Level.NOT_COMPLETED and other and len(other) == len(decided):
            yield Finding(
                code="discipline_counted_elsewhere",
                severity=Severity.INFO,
                message=_("The discipline of %(name)s counts in the rating of %(other)s, not of %(year)s."),
                params={"name": row.name, "other": other[0].counted_in_year, "year": facts.year},
                remedy=_("Check that the level rests on something else."),
                member_id=row.member_id,
            )


def above_civil_level(facts: Facts) -> Findings:
    """T2 and the conditions on officials: the level as official is the ceiling."""
    for row in facts.rows:
        if row.level is None or row.civil_level is None or row.level <= row.civil_level:
            continue
        trigger = facts.rules.trigger("T2") if row.civil_level == Level.NOT_COMPLETED else None
        yield Finding(
            code="above_civil_level",
            severity=Severity.WARNING,
            message=_("%(name)s is rated “%(level)s” as a member, but only “%(civil)s” as an official."),
            params={
                "name": row.name,
                "level": facts.rules.member_levels[row.level],
                "civil": row.civil_level.label,
            },
            remedy=_("Set the level as official or a lower one, or correct the level as official."),
            clause=trigger.clause if trigger else facts.rules.civil,
            member_id=row.member_id,
        )


def head_above_collective(facts: Facts) -> Findings:
    own = facts.own.level
    for leader in facts.leaders:
        if own is None or leader.level is None or leader.level <= own or leader.leading is not Leading.HEAD:
            continue
        yield Finding(
            code="head_above_collective",
            severity=Severity.WARNING,
            message=_("%(name)s heads %(organization)s and is rated higher than it."),
            params={"name": leader.name, "organization": facts.name},
            remedy=_("Look at both levels again."),
            clause=facts.rules.head,
            member_id=leader.member_id,
        )


def head_before_collective(facts: Facts) -> Findings:
    for leader in facts.leaders:
        if leader.leading is not Leading.HEAD or leader.level is None or facts.own.level or facts.own.reason:
            continue
        yield Finding(
            code="head_before_collective",
            severity=Severity.INFO,
            message=_("%(name)s heads %(organization)s and has a level before it has one."),
            params={"name": leader.name, "organization": facts.name},
            remedy=_("Decide on the organisation first, then on its head."),
            clause=facts.rules.order,
            member_id=leader.member_id,
        )


def two_years_not_completed(facts: Facts) -> Findings:
    """T12: for consideration, never by itself."""
    trigger = facts.rules.trigger("T12")
    for row in facts.rows:
        if row.level == row.last_level == Level.NOT_COMPLETED:
            yield Finding(
                code="two_years_not_completed",
                severity=Severity.INFO,
                message=_("%(name)s was rated “not completed” in %(last)s and is again in %(year)s."),
                params={"name": row.name, "last": facts.year - 1, "year": facts.year},
                remedy=_("Consider whether to propose removal from the list."),
                clause=trigger.clause if trigger else None,
                member_id=row.member_id,
            )


def majority_missing(facts: Facts) -> Findings:
    for row in facts.rows:
        if row.level is None or row.ballot_present is None or row.ballot_for is None:
            continue
        if row.ballot_for * 2 <= row.ballot_present:
            yield Finding(
                code="majority_missing",
                severity=Severity.WARNING if facts.rules.ballot_binds else Severity.INFO,
                message=_("%(votes)s of %(present)s votes are not more than half for the level of %(name)s."),
                params={"votes": row.ballot_for, "present": row.ballot_present, "name": row.name},
                remedy=_("Check the numbers, or vote again."),
                clause=facts.rules.ballot,
                member_id=row.member_id,
            )


def more_voters_than_members(facts: Facts) -> Findings:
    """Only full members vote."""
    full = sum(row.belongs and row.official_on is not None and row.official_on <= facts.day for row in facts.rows)
    for row in facts.rows:
        if row.belongs and row.ballot_present is not None and row.ballot_present > full:
            yield Finding(
                code="more_voters_than_members",
                severity=Severity.WARNING,
                message=_("%(present)s are said to have voted on %(name)s, but the cell has %(full)s full members."),
                params={"present": row.ballot_present, "name": row.name, "full": full},
                remedy=_("Check the number of those present; probationary members do not vote."),
                member_id=row.member_id,
            )


def ballot_missing(facts: Facts) -> Findings:
    """One line for the sheet: a line for each member would hide the rest. Where the rules bind, a reason is written."""
    binds = facts.rules.ballot_binds
    without = sum(
        row.belongs and row.level is not None and (row.ballot_present is None or row.ballot_for is None)
        for row in facts.rows
    )
    if without:
        yield Finding(
            code="ballot_missing",
            severity=Severity.WARNING if binds else Severity.INFO,
            message=_("Members with a level but without the result of the vote: %(count)s."),
            params={"count": without},
            remedy=_("Enter the votes, or write why there are none.")
            if binds
            else _("Enter how many were present and how many voted for the level."),
            clause=facts.rules.ballot,
            explained_in=NO_BALLOT,
        )


def self_review_missing(facts: Facts) -> Findings:
    """T11: the self-rating is the only trace of the self-review on the sheet."""
    without = sum(row.belongs and row.level is not None and row.self_level is None for row in facts.rows)
    trigger = facts.rules.trigger("T11")
    if without and trigger:
        yield Finding(
            code="self_review_missing",
            severity=Severity.INFO,
            message=_("Members with a level but without a self-rating: %(count)s."),
            params={"count": without},
            remedy=_("Enter the self-rating; whoever has made no self-review makes it first."),
            clause=trigger.clause,
        )


CHECKS = (
    disciplined_above_not_completed,
    discipline_used_twice,
    discipline_counted_elsewhere,
    two_years_not_completed,
)
BY_RULES = (
    above_civil_level,
    majority_missing,
    more_voters_than_members,
    ballot_missing,
    head_above_collective,
    head_before_collective,
    self_review_missing,
)
