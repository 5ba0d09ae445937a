"""Where the records behind a figure are."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from reports.scorecard.figures import Line, PartFigures, ReadingFigures

Figures = Line | PartFigures | ReadingFigures


def records_path(term: str, code: str, year: int | None = None, figures: Figures | None = None) -> str:
    """Of the line's own figure, or of the part or the other reading that `figures` are."""
    return reverse("reports:figure", args=[term, code, year or "term"]) + query_of(figures)


def query_of(figures: Figures | None) -> str:
    match figures:
        case PartFigures():
            return f"?part={figures.code}"
        case ReadingFigures():
            return f"?reading={figures.code}"
    return ""


def records_url(term: str, code: str, year: int | None = None, figures: Figures | None = None) -> str:
    """With the portal's address, for a reader of the paper."""
    return settings.PORTAL_URL + records_path(term, code, year, figures)
