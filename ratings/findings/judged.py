"""Members and the organisation itself alike, as far as they have a level: grounds are asked of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from ratings.findings.base import Finding, Severity
from ratings.findings.entered import Grounds
from ratings.findings.facts import Facts
from ratings.grounds import TitleGroup
from ratings.levels import Level
from ratings.rules.base import Clause
from ratings.rules.scoring import Subject


@dataclass(frozen=True)
class Judged:
    """`member_id` is None for the organisation."""

    name: str
    subject: Subject
    level: Level
    in_words: str | Promise
    grounds: Grounds
    note: str
    member_id: int | None = None
    decision: str = ""

    def finding(
        self,
        code: str,
        severity: Severity,
        message: str | Promise,
        remedy: str | Promise,
        clause: Clause | None = None,
        **params: object,
    ) -> Finding:
        words = {"name": self.name, "level": self.in_words, **params}
        return Finding(code, severity, message, remedy, words, clause, self.member_id)


def judged(facts: Facts) -> Iterator[Judged]:
    for row in facts.rows:
        if row.belongs and row.level is not None:
            subject = Subject.LEADER if row.title_group in TitleGroup.leading() else Subject.MEMBER
            words = facts.rules.member_levels[row.level]
            yield Judged(row.name, subject, row.level, words, row.grounds, row.note, row.member_id, row.decision)
    own = facts.own
    if own.level is not None:
        words = facts.rules.organization_levels[own.level]
        yield Judged(facts.name, Subject.COLLECTIVE, own.level, words, own.grounds, own.note, decision=own.decision)


def judged_by_numbers(facts: Facts) -> Iterator[Judged]:
    """Whose level rests on points and tasks: one that a decision set stands whatever they say."""
    return (each for each in judged(facts) if not each.decision)
