"""The rows of forms 7A, 7B and 6F, in the words of the forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from organizations.models import Organization
from ratings import rules
from ratings.levels import Level, NotRatedReason
from ratings.models import RatingYear
from ratings.rules.names import level_names
from ratings.summary.counts import MEMBERS
from ratings.summary.official import ALL_ORGANIZATIONS, OfficialCounts
from ratings.summary.standings import (
    CLEAN,
    LEGACY_GOOD,
    LEGACY_UNTOLD,
    NOT_YET,
    OTHERWISE,
    RATED,
    UNRATED,
    cause_word,
)
from ratings.summary.subjects import GRASSROOTS, SUBJECTS

CELLS = Organization.Kind.SUBORDINATE_CELL.value
LEVEL_LETTERS = "abcd"


@dataclass(frozen=True)
class Line:
    """A row of a form. `base`: the word whose number its percentage is of; `blank`: the portal holds nothing for it."""

    name: str
    subject: str
    of: str = ""
    base: str | None = None
    blank: bool = False
    is_total: bool = False


def kinds_of(subject: str) -> Sequence[str]:
    return SUBJECTS.get(subject, ALL_ORGANIZATIONS)


def lines_7a(year: RatingYear, counts: OfficialCounts) -> list[Line]:
    return [
        Line(
            gettext("A. Grassroots Party organisations at the end of the year (A = 1 + 2)"), GRASSROOTS, is_total=True
        ),
        Line(gettext("1. Rated"), GRASSROOTS, RATED, base=RATED),
        *_levels_7a(year, counts, GRASSROOTS),
        Line(gettext("2. Not rated"), GRASSROOTS, UNRATED),
        Line(gettext("Of them: newly founded"), GRASSROOTS, NotRatedReason.NEW_ORGANIZATION.value),
        Line(gettext("B. Cells of grassroots committees"), CELLS, is_total=True),
        Line(gettext("Of them: rated"), CELLS, RATED, base=RATED),
        *_levels_7a(year, counts, CELLS),
        Line(pgettext("form 7A", "Not rated"), CELLS, UNRATED),
        Line(gettext("Of them: newly founded"), CELLS, NotRatedReason.NEW_ORGANIZATION.value),
    ]


def _levels_7a(year: RatingYear, counts: OfficialCounts, subject: str) -> Iterator[Line]:
    if rules.by_code(year.rule_set).legacy_levels:
        yield from _legacy_7a(counts, subject)
        return
    names = level_names(year.rule_set, of_members=False)
    for letter, level in zip(LEVEL_LETTERS, Level, strict=True):
        yield Line(f"{letter}) {names[level]}", subject, str(level.value), base=RATED)


def _legacy_7a(counts: OfficialCounts, subject: str) -> Iterator[Line]:
    yield Line(gettext("a) Clean and strong"), subject, CLEAN, base=RATED)
    yield Line(gettext("Of them: clean and strong, model"), subject, str(Level.EXCELLENT.value), base=RATED)
    yield Line(gettext("b) Good completion of tasks"), subject, LEGACY_GOOD, base=RATED)
    yield Line(gettext("c) Completion of tasks"), subject, str(Level.COMPLETED.value), base=RATED)
    yield Line(gettext("d) Weak"), subject, str(Level.NOT_COMPLETED.value), base=RATED)
    if counts.of(kinds_of(subject), LEGACY_UNTOLD):
        yield Line(gettext("a) or b): name of until 2017 not entered"), subject, LEGACY_UNTOLD, base=RATED)


def lines_7b(year: RatingYear) -> list[Line]:
    names = level_names(year.rule_set, of_members=True)
    levels = {level: f"{letter.upper()}. {names[level]}" for letter, level in zip(LEVEL_LETTERS, Level, strict=True)}
    return [
        Line(gettext("Party members at the time of rating"), MEMBERS, "", base="", is_total=True),
        Line(gettext("1) Exempt from rating"), MEMBERS, NotRatedReason.EXEMPT.value, base=""),
        Line(gettext("2) Not rated yet"), MEMBERS, NOT_YET, base=""),
        Line(gettext("3) Rated"), MEMBERS, RATED, base=""),
        Line(gettext("How those rated were rated"), MEMBERS, RATED, base=RATED, is_total=True),
        *(_member_level(levels[level], level) for level in (Level.EXCELLENT, Level.GOOD, Level.COMPLETED)),
        Line(gettext("Of them: qualified, limited in some way"), MEMBERS, blank=True),
        _member_level(levels[Level.NOT_COMPLETED], Level.NOT_COMPLETED),
        Line(gettext("1) Disciplined in the year"), MEMBERS, "unqualified_1"),
        Line(gettext("2) A violation found at the review"), MEMBERS, "unqualified_2"),
        Line(gettext("3) Judged by agency or cell not to have completed the tasks"), MEMBERS, "unqualified_3"),
        Line(gettext("4) Refused what was assigned, caused disunity"), MEMBERS, "unqualified_4"),
        Line(gettext("Another cause than these four"), MEMBERS, OTHERWISE),
        Line(gettext("No cause written"), MEMBERS, cause_word("")),
    ]


def _member_level(name: str, level: Level) -> Line:
    return Line(name, MEMBERS, str(level.value), base=RATED)


def note_7a() -> str:
    return gettext(
        "A cell and its members count in the type of unit that their grassroots organisation has today. Bodies of the "
        "Party and mass organisations count as administrative agencies; limited companies and partnerships as private "
        "ones."
    )


def note_7b() -> str:
    return gettext("Who is limited in some way is not held on the sheets: write it in by hand.")


def rows_6f() -> tuple[tuple[str, str | None, str | None], ...]:
    """(name, how the collectives stand that it counts, how the members); None where the form has no such thing."""
    reason = NotRatedReason
    return (
        (gettext("1. Must review themselves"), "", ""),
        (gettext("2. Have reviewed"), RATED, RATED),
        (gettext("3. Have not reviewed"), UNRATED, UNRATED),
        (gettext("3.1. Newly founded collectives"), reason.NEW_ORGANIZATION.value, None),
        (gettext("3.2. Members admitted less than 6 months ago"), None, reason.NEW_MEMBER.value),
        (gettext("Members exempt from Party activity"), None, reason.EXEMPT.value),
        (gettext("Members suspended from Party activity"), None, reason.SUSPENDED.value),
        (gettext("4. Asked to review particular matters"), None, None),
    )
