"""One row of the grid as a frozen object: what the template shows, and nothing for it to work out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from ratings.findings import Finding
from ratings.grid.choices import short
from ratings.grid.differences import Difference
from ratings.grid.score import Score
from ratings.grounds import QUARTERS, Cause, QuarterResult, TitleGroup
from ratings.levels import Level, NotRatedReason
from ratings.sheets.entry import OWN
from ui.numbers import NO_VALUE


@dataclass(frozen=True)
class GridRow:
    """A member's row, or the organisation's own. `raw` is what stands in the inputs, read back or just typed."""

    key: str
    name: str
    raw: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    number: int = 0
    about: str = ""
    last: str = ""
    last_words: str = ""
    last_level: int | None = None
    left: bool = False
    copied: bool = False
    """Whether the level is last year's as it was copied, not looked at since."""
    named: bool = False
    """Whether the reason of the return names this member."""
    remark: str = ""
    suggested: str = ""
    findings: Sequence[Finding] = ()
    score: Score | None = None
    meanwhile: Sequence[Difference] = ()
    """What was saved in this row after it was read: what stands in the inputs would replace it."""

    @property
    def has_under(self) -> bool:
        return bool(self.left or self.named or self.remark or self.findings or self.meanwhile)

    @property
    def grounds_words(self) -> str:
        """What is said beside points and level, in a word each."""
        said = [self.raw.get("title_group", ""), self.raw["cause"]]
        words = [str(TitleGroup(each).label) for each in said[:1] if each in TitleGroup.values]
        if self.raw["tasks_given"]:
            done = self.raw["tasks_done"] or NO_VALUE
            words.append(gettext("tasks %(done)s/%(given)s") % {"done": done, "given": self.raw["tasks_given"]})
        words += [str(Cause(each).label) for each in said[1:] if each in Cause.values]
        return " · ".join([*words, *self._quarters])

    @property
    def _quarters(self) -> list[str]:
        """What was said of quarters: an approver reads a year's level beside them."""
        said = [(number, self.raw.get(name, "")) for number, name in enumerate(QUARTERS, 1)]
        return [
            gettext("quarter %(number)s: %(result)s") % {"number": number, "result": QuarterResult(result).label}
            for number, result in said
            if result in QuarterResult.values
        ]

    @property
    def is_filled(self) -> bool:
        return bool(self.raw["level"] or self.raw["not_rated_reason"])

    @property
    def has_more(self) -> bool:
        """Whether what stands behind the pencil is worth showing at once."""
        return bool(self.errors.get("note") or self.raw["note"])

    @property
    def legend(self) -> str:
        return gettext("Level of %(name)s") % {"name": self.name}

    @property
    def reason_label(self) -> str:
        return gettext("Why %(name)s is not rated") % {"name": self.name}

    @property
    def self_label(self) -> str:
        return gettext("Self-rating of %(name)s") % {"name": self.name}

    @property
    def civil_label(self) -> str:
        return gettext("Level of %(name)s as official or employee") % {"name": self.name}

    @property
    def note_label(self) -> str:
        return gettext("Note on %(name)s") % {"name": self.name}

    @property
    def votes_label(self) -> str:
        return gettext("Votes for the level of %(name)s") % {"name": self.name}

    @property
    def present_label(self) -> str:
        return gettext("Present at the vote on %(name)s") % {"name": self.name}

    @property
    def is_own(self) -> bool:
        return self.key == OWN

    @property
    def odd_reason(self) -> str:
        """In words, where what stands there is nothing that can be chosen in this row."""
        fits = self.raw["not_rated_reason"] in NotRatedReason.fitting(of_member=not self.is_own)
        return "" if fits else self.reason_words

    @property
    def reason_words(self) -> str:
        reason = self.raw["not_rated_reason"]
        return str(NotRatedReason(reason).label) if reason in NotRatedReason.values else ""

    @property
    def ballot_words(self) -> str:
        votes, present = self.raw.get("ballot_for", ""), self.raw.get("ballot_present", "")
        return f"{votes or '–'}/{present}" if present else ""

    @property
    def self_short(self) -> str:
        return self._short("self_level")

    @property
    def civil_short(self) -> str:
        return self._short("civil_level")

    def _short(self, name: str) -> str:
        value = self.raw[name]
        return short(int(value)) if value.isdecimal() and int(value) in Level.values else ""
