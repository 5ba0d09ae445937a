"""What was found of many people as one finding, with what is particular to each of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ratings.findings.base import Finding, Severity
from ratings.rules.base import Clause
from ui.words import named


class Heading(NamedTuple):
    """`particulars`: which of a finding's parameters differ from person to person."""

    words: Promise
    particulars: str = ""


@dataclass(frozen=True)
class Gathered:
    """The same code, severity, advice and clause; one of them where it is not of a person."""

    findings: Sequence[Finding]

    @property
    def first(self) -> Finding:
        return self.findings[0]

    @property
    def is_of_many(self) -> bool:
        return len(self.findings) > 1

    @property
    def severity(self) -> Severity:
        return self.first.severity

    @property
    def advice(self) -> str:
        return self.first.advice

    @property
    def clause(self) -> Clause | None:
        return self.first.clause

    @property
    def sentence(self) -> str:
        if not self.is_of_many:
            return self.first.sentence
        return f"{self._heading}: {len(self.findings)}."

    @property
    def in_words(self) -> str:
        """With everybody's name, for a list of sentences."""
        if not self.is_of_many:
            return f"{self.first.sentence} {self.advice}"
        names = named([str(each.params["name"]) for each in self.findings])
        return f"{self._heading}: {names}. {self.advice}"

    @property
    def _heading(self) -> str:
        return str(HEADINGS[self.first.code].words)

    def particulars(self, finding: Finding) -> str:
        """Nothing where the sentence of a single finding says it all."""
        return finding.worded(HEADINGS[finding.code].particulars) if self.is_of_many else ""


def gathered(found: Iterable[Finding]) -> list[Gathered]:
    """In the order in which each was found first."""
    groups: dict[Hashable, list[Finding]] = {}
    for number, each in enumerate(found):
        groups.setdefault(_same(each) if each.code in HEADINGS and each.member_id else number, []).append(each)
    return [Gathered(of) for of in groups.values()]


def _same(finding: Finding) -> Hashable:
    return finding.code, finding.severity, finding.advice, str(finding.clause)


_DONE, _LEVELS = "%(done)s/%(given)s", "%(level)s / %(civil)s"

HEADINGS = {
    "rated_though_gone": Heading(_("Rated here, but gone by their files")),
    "rated_elsewhere": Heading(_("Also rated this year by another organisation"), "%(place)s"),
    "new_member_rated": Heading(_("Rated, but admitted less than 6 months before the end of the year"), "%(date)s"),
    "resting_rated": Heading(_("Rated, but exempt or suspended by their files"), "%(reason)s"),
    "rated_while_away": Heading(_("Rated while temporarily active elsewhere"), "%(place)s"),
    "reason_against_file": Heading(_("Not rated for a reason that their files do not bear out"), "%(reason)s"),
    "reason_unknown_to_rules": Heading(
        _("Not rated for a reason that the rules of the year do not name"), "%(reason)s"
    ),
    "other_reason_without_note": Heading(_("Not rated for another reason, but the note does not say which")),
    "half_filled": Heading(_("With entries, but neither a level nor a reason for not being rated")),
    "disciplined_above_not_completed": Heading(
        _("Disciplined by the Party in the year, yet rated higher"), "%(level)s"
    ),
    "discipline_used_twice": Heading(_("Rated for a discipline that was already counted last year")),
    "discipline_counted_elsewhere": Heading(_("Disciplined, but it counts in the rating of another year"), "%(other)s"),
    "above_civil_level": Heading(_("Rated higher as a member than as an official"), _LEVELS),
    "head_above_collective": Heading(_("Heads rated higher than what they head")),
    "head_before_collective": Heading(_("Heads with a level before what they head has one")),
    "two_years_not_completed": Heading(_("Rated “not completed” two years in a row")),
    "majority_missing": Heading(_("Not more than half of the votes for the level"), "%(votes)s/%(present)s"),
    "more_voters_than_members": Heading(
        _("More votes than the cell has full members (votes / full members)"), "%(present)s/%(full)s"
    ),
    "above_points_band": Heading(_("Level higher than the points allow"), "%(points)s: %(level)s"),
    "below_points_band": Heading(_("Points enough for a higher level"), "%(points)s: %(level)s"),
    "half_points": Heading(_("Only one part of the points is entered")),
    "tasks_not_done": Heading(_("Not all tasks done, which the level asks for (done / given)"), _DONE),
    "tasks_late": Heading(_("More tasks late than the level allows (late / given)"), "%(late)s/%(given)s"),
    "tasks_not_above": Heading(
        _("Too few tasks above what was asked for the level (above / given)"), "%(above)s/%(given)s"
    ),
    "shortcomings_open": Heading(_("Earlier shortcomings not all made good, which the level asks for")),
    "too_few_tasks": Heading(_("Too few tasks done (done / given)"), _DONE),
    "cause_missing": Heading(_("“Not completed” without a cause")),
    "cause_not_told": Heading(_("“Not completed” for another cause, but the note does not say which")),
    "cause_against_level": Heading(_("A cause of “not completed” is entered, yet the level is higher"), "%(cause)s"),
    "cause_of_others": Heading(_("A cause that the regulation does not name for whom it stands at"), "%(cause)s"),
    "cause_against_numbers": Heading(_("A cause that the numbers entered do not bear out"), "%(cause)s"),
    "exception_claimed": Heading(_("A ground for “not completed” is said not to count"), "%(why)s"),
    "quarter_bars_excellent": Heading(_("A quarter not completed, yet the level is excellent")),
    "quarters_in_a_row": Heading(_("Two quarters in a row not completed")),
}
