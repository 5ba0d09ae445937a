"""The summary of a year before a merger: the roots that became one, each by its own rules, and all together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.utils.translation import gettext

from organizations.models import Organization
from ratings.counts.cap import Counts
from ratings.levels import Level
from ratings.models import RatingYear
from ratings.summary.cells import Count, SummaryRow, SummaryTable
from ratings.summary.counts import MEMBERS, SummaryCounts
from ratings.summary.figures import count, table
from ratings.summary.form import Summary, summary_of
from ratings.summary.lines import SummaryLine
from ratings.summary.subjects import GRASSROOTS, SUBJECTS, subject_name
from ratings.summary.tables import level_headings, levels_row
from ratings.summary.whole import together
from ui.root_addresses import address_of, below


@dataclass(frozen=True)
class Gathered:
    """`parts`: the forms of the roots that became part of `root`, which had no such year itself.

    `whole`: all together, in which nobody is twice whom two of them have.
    """

    root: Organization
    year: int
    parts: tuple[Summary, ...]
    whole: SummaryCounts

    @property
    def is_provisional(self) -> bool:
        return any(part.is_provisional for part in self.parts)

    @property
    def not_entered(self) -> bool:
        return any(part.not_entered for part in self.parts)

    def names(self, *, of_members: bool) -> dict[Level, str]:
        """As every part has them; where their rules differ, the levels' own."""
        said = {level: {part.level_name(level, of_members=of_members) for part in self.parts} for level in Level}
        return {level: next(iter(names)) if len(names) == 1 else str(level.label) for level, names in said.items()}

    @property
    def rules(self) -> list[str]:
        """One where they were rated alike, else whose each is."""
        alike = {part.rules for part in self.parts}
        return [*alike] if len(alike) == 1 else [f"{part.organization}: {part.rules}" for part in self.parts]


def gathered(root: Organization, year: int, roots: Iterable[Organization]) -> Gathered:
    """Whoever asks has seen to it that the person may see all of them."""
    found = RatingYear.objects.filter(root__in=list(roots), year=year).select_related("root")
    years = list(found.order_by("root__path"))
    return Gathered(root, year, tuple(summary_of(each, each.root) for each in years), together(years))


def tables(found: Gathered) -> list[SummaryTable]:
    """For each type, and for members, a row for each of the roots and one for all."""
    both = all(_lines(found, kind) for kind in Organization.Kind.grassroots())
    shown = [subject for subject in SUBJECTS if subject != GRASSROOTS or both]
    return [_table(found, subject) for subject in shown if _lines(found, subject)]


def _table(found: Gathered, subject: str) -> SummaryTable:
    of_members = subject == MEMBERS
    headings = level_headings(found.names(of_members=of_members), with_empty=found.not_entered)
    title = gettext("Party members") if of_members else subject_name(subject)
    return table(subject, title, gettext("Party organisation"), headings, list(_rows(found, subject)))


def _rows(found: Gathered, subject: str) -> Iterator[SummaryRow]:
    lines = _lines(found, subject)
    for part, line in lines:
        with below(address_of(part.organization_id, "")):
            counted = partial(count, part, line)
            yield levels_row(line, counted, with_empty=found.not_entered, marked=part.marks(line))
    counts, waiting = found.whole.of(*SUBJECTS[subject]), found.whole.waiting_in(*SUBJECTS[subject])
    whole = SummaryLine(subject, gettext("Together"), counts, None, waiting=waiting)
    marked = any(part.marks(line) for part, line in lines)
    yield replace(levels_row(whole, _plain, with_empty=found.not_entered, marked=marked), is_total=True)


def _plain(value: int, _of: str = "") -> Count:
    """Of all together: the rows above lead to the records."""
    return Count(value)


def _lines(found: Gathered, subject: str) -> list[tuple[Summary, SummaryLine]]:
    """Of each part that has such organisations, with its name."""
    each = ((part, _own(part, subject)) for part in found.parts)
    return [(part, _together(subject, part.organization, lines)) for part, lines in each if lines]


def _own(part: Summary, subject: str) -> list[SummaryLine]:
    if subject == MEMBERS:
        return [line for line in part.members if line.is_total and line.total]
    return [line for line in part.organizations if line.subject in SUBJECTS[subject]]


def _together(subject: str, name: str, lines: Sequence[SummaryLine]) -> SummaryLine:
    counts, waiting = Counts.together(line.counts for line in lines), sum(line.waiting for line in lines)
    return SummaryLine(subject, name, counts, None, waiting=waiting)
