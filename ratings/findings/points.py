"""Do the points carry the level? Their band is the highest level that is possible; other conditions stand beside."""

from __future__ import annotations

from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ratings.findings.base import Finding, Findings, Severity
from ratings.findings.facts import Facts
from ratings.findings.judged import Judged, judged_by_numbers
from ratings.grounds import HUNDREDTHS
from ratings.levels import Level
from ratings.rules.base import Clause
from ratings.rules.scoring import PointsRule, Subject
from ui.numbers import format_input


def points_against_level(facts: Facts) -> Findings:
    rule = facts.rules.points
    for each in judged_by_numbers(facts):
        points = each.grounds.points
        if rule is not None and points is not None:
            yield from _outside_band(each, points, rule)


def _outside_band(each: Judged, points: int, rule: PointsRule) -> Findings:
    band = rule.level(points)
    words = {"points": _written(points), "band": band.label}
    if each.level > band:
        yield each.finding(
            "above_points_band",
            Severity.WARNING,
            _("%(name)s: %(points)s points, which is “%(band)s”, but the level is “%(level)s”."),
            _("Set “%(band)s” or a lower level, or correct the points."),
            rule.clause,
            **words,
        )
    elif each.level < band and not each.grounds.cause:
        yield each.finding(
            "below_points_band",
            # Only a fifth can be excellent, however many have the points.
            Severity.INFO if each.level == Level.GOOD else Severity.WARNING,
            _("%(name)s: %(points)s points, enough for “%(band)s”, but the level is “%(level)s”."),
            _("Look at both again, or write down what keeps the level lower."),
            rule.clause,
            **words,
        )


def _written(hundredths: int) -> str:
    places = 0 if hundredths % HUNDREDTHS == 0 else 1 if hundredths % 10 == 0 else 2
    return format_input(Fraction(hundredths, HUNDREDTHS), places)


def points_missing(facts: Facts) -> Findings:
    """One line for the members: a line for each would hide the rest."""
    scored = list(judged_by_numbers(facts))
    for each in scored:
        if each.grounds.has_half_points:
            yield each.finding(
                "half_points",
                Severity.WARNING,
                _("%(name)s: only one part of the points is entered."),
                _("Enter both, common points (0 to 30) and points for results (0 to 70)."),
                _clause(facts),
            )
    without = [each for each in scored if each.grounds.points is None and not each.grounds.has_half_points]
    if members := sum(each.subject is not Subject.COLLECTIVE for each in without):
        yield _missing(facts, "points_missing", _("Members with a level but without points: %(count)s."), members)
    if len(without) > members:
        yield _missing(facts, "own_points_missing", _("The organisation has a level, but no points."), 1)


def _missing(facts: Facts, code: str, message: Promise, count: int) -> Finding:
    return Finding(
        code=code,
        severity=Severity.INFO,
        message=message,
        params={"count": count},
        remedy=_("Enter common points (0 to 30) and points for results (0 to 70)."),
        clause=_clause(facts),
    )


def _clause(facts: Facts) -> Clause | None:
    return facts.rules.points.clause if facts.rules.points else None


BY_RULES = (points_against_level, points_missing)
