"""A scorecard for people who script: plain names, exact numbers as strings, null for what is not known."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from reports.indicators.verdicts import Bound, Comparison
from reports.scorecard.figures import Line, PartFigures, Scorecard, TermFigure, YearFigure

PLACES = 6
SIGNS = {
    Comparison.AT_LEAST: ">=",
    Comparison.MORE_THAN: ">",
    Comparison.AT_MOST: "<=",
    Comparison.EXACTLY: "=",
}


def figures(card: Scorecard) -> dict[str, Any]:
    return {"term": card.term, "indicators": [_line(line) for line in card.lines]}


def _line(line: Line) -> dict[str, Any]:
    written = {
        "code": line.code,
        "name": str(line.name),
        "unit": line.unit.value,
        "target": " and ".join(target(part.bound) or "" for part in line.parts) or target(line.bound),
        "years": [_year(figure) for figure in line.years],
        "term": _figure(line.term),
    }
    return written | ({"parts": [_part(part) for part in line.parts]} if line.parts else {})


def _part(part: PartFigures) -> dict[str, Any]:
    return {
        "code": part.code,
        "target": target(part.bound),
        "years": [_year(figure) for figure in part.years],
        "term": _figure(part.term),
    }


def _year(figure: YearFigure) -> dict[str, Any]:
    return {"year": figure.year} | _figure(figure)


def _figure(figure: YearFigure | TermFigure) -> dict[str, Any]:
    return {
        "numerator": None if figure.numerator is None else str(figure.numerator),
        "denominator": None if figure.denominator is None else str(figure.denominator),
        "value": decimal(figure.value),
        "verdict": figure.verdict.value,
        "provisional": figure.provisional,
    }


def target(bound: Bound) -> str | None:
    """Such as "> 80" or "between 15 and 20"."""
    match bound.comparison:
        case Comparison.NONE:
            return None
        case Comparison.PLAN:
            return ">= plan"
        case Comparison.BETWEEN:
            return f"between {decimal(bound.low)} and {decimal(bound.high)}"
    return f"{SIGNS[bound.comparison]} {decimal(bound.low)}"


def decimal(value: Fraction | None) -> str | None:
    """At most six decimals, halves away from zero, no trailing zeros."""
    if value is None:
        return None
    scaled = abs(value) * 10**PLACES
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    number = Decimal(units if value >= 0 else -units).scaleb(-PLACES).normalize()
    return f"{number:f}" if number else "0"
