"""Which figure is looked at: of which line, which part of it, in which year."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from accounts.policy import Request
from organizations.models import Organization
from reports.asked_term import term_of
from reports.dashboard.scope import scope
from reports.indicators.definitions import Indicator, IndicatorPart, Source
from reports.models import Term
from reports.scorecard import links
from reports.scorecard.build import scorecard
from reports.scorecard.figures import Line, PartFigures, Scorecard, TermFigure, YearFigure

TERM = "term"


@dataclass(frozen=True)
class Chosen:
    """`year`: None for the whole term."""

    term: Term
    organization: Organization
    card: Scorecard
    line: Line
    part: PartFigures | None
    year: int | None

    @property
    def figures(self) -> Line | PartFigures:
        return self.part or self.line

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
    def counting(self) -> Indicator | IndicatorPart:
        indicator = self.line.indicator
        return next((each for each in indicator.parts if self.part and each.code == self.part.code), indicator)

    @property
    def source(self) -> Source:
        return self.counting.source

    @property
    def part_name(self) -> str:
        return str(self.counting.name) if self.part else ""

    @property
    def title(self) -> str:
        """Which figure it is, where the page's heading is not at hand."""
        when = self.term.code if self.year is None else str(self.year)
        return ", ".join(filter(None, (str(self.line.name), self.part_name, when)))

    @property
    def when(self) -> str:
        return TERM if self.year is None else str(self.year)

    @property
    def path(self) -> str:
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
    return Chosen(term, organization, card, line, part, None if year == TERM else int(year))
