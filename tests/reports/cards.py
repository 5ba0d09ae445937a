"""Scorecards of a small Bloc."""

from reports.scorecard.build import scorecard
from tests.reports import worlds


def card(world, code="2020-2025", as_of=worlds.AS_OF):
    return scorecard(worlds.term(code), world.bloc, as_of)
