"""Which figure is looked at: of which line, which part of it, in which year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from accounts.policy import Request
from organizations.models import Organization
from reports.asked_term import term_of
from reports.dashboard.scope import scope
from reports.indicators.definitions import Indicator, IndicatorPart, OtherReading, Source, Text
from reports.indicators.verdicts import Bound
from reports.models import Term
from reports.scorecard import links
from reports.scorecard.build import scorecard
from reports.scorecard.figures import Line, PartFigures, ReadingFigures, Scorecard, TermFigure, YearFigure
from reports.scorecard.links import Figures

TERM = "term"


@dataclass(frozen=True)
class Chosen:
    """`year`: None for the whole term."""

    term: Term
    organization: Organization
    card: Scorecard
    line: Line
    part: PartFigures | None
    reading: ReadingFigures | None
    year: int | None

    @property
    def figures(self) -> Figures:
        return self.part or self.reading or self.line

    @property
    def bound(self) -> Bound:
        return self.part.bound if self.part else self.line.bound

    @property
    def target(self) -> str:
        """Another reading is told beside the target, and not held against it."""
        return "" if self.reading else (self.part or self.line).target

    @property
    def figure(self) -> YearFigure | TermFigure:
        if self.year is None:
            return self.figures.term
        return next(figure for figure in self.figures.years if figure.year == self.year)

    @property
    def years(self) -> list[int]:
        """Those that the figure adds up."""
        if self.year is not None:
            return [self.year]
        return [figure.year for figure in self.figures.years if figure.value is not None]

    @property
    def counting(self) -> Indicator | IndicatorPart | OtherReading:
        indicator = self.line.indicator
        if self.reading and indicator.reading:
            return indicator.reading
        return next((each for each in indicator.parts if self.part and each.code == self.part.code), indicator)

    @property
    def source(self) -> Source:
        return self.counting.source or self.line.indicator.source

    @property
    def is_mean(self) -> bool:
        """Of each one's own share: what the sheets give is not summed up."""
        return self.reading is not None and self.counting.source is None

    @property
    def explanation(self) -> Sequence[Text]:
        other = self.line.indicator.reading
        return [other.explanation] if self.reading and other else self.line.indicator.explanation

    @property
    def counted_name(self) -> str:
        """Of the part or the other reading."""
        return "" if self.counting is self.line.indicator else str(self.counting.name)

    @property
    def title(self) -> str:
        """Which figure it is, where the page's heading is not at hand."""
        when = self.term.code if self.year is None else str(self.year)
        return ", ".join(filter(None, (str(self.line.name), self.counted_name, when)))

    @property
    def when(self) -> str:
        return TERM if self.year is None else str(self.year)

    @property
    def path(self) -> str:
        """Of the page, whichever part or reading is shown."""
        return links.records_path(self.card.term, self.line.code, self.year)

    @property
    def download(self) -> str:
        return reverse("reports:download_records", args=[self.card.term, self.line.code, self.when])


def chosen(request: Request, code: str, indicator: str, year: str) -> Chosen:
    term, organization = term_of(request, code), scope(request)
    card = scorecard(term, organization)
    line = next((line for line in card.lines if line.code == indicator), None)
    if line is None or year not in (TERM, *map(str, card.years)):
        raise Http404
    part = next((part for part in line.parts if part.code == request.GET.get("part")), None)
    reading = next((each for each in line.readings if each.code == request.GET.get("reading")), None)
    return Chosen(term, organization, card, line, part, reading, None if year == TERM else int(year))
