"""A level set anew moves the figures of its year, and nothing that was printed before."""

import pytest

from ratings.appeals.standing import Standing
from ratings.levels import Level
from ratings.models import RatingYear
from ratings.sheets import entry
from ratings.summary.counts import MEMBERS
from ratings.summary.form import summary_of
from reports.jobs import actions
from reports.models import Report
from reports.scorecard.build import scorecard
from tests import factories
from tests.ratings import sheets
from tests.ratings.appealed import approved, rerated
from tests.ratings.test_summary import line
from tests.reports import worlds

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(world) -> RatingYear:
    return sheets.open_year(world)


@pytest.fixture(autouse=True)
def rung(monkeypatch) -> None:
    monkeypatch.setattr(actions.build, "apply_async", lambda args, **options: None)


def good_or_better(world) -> tuple[int, int]:
    card = scorecard(factories.term("2020-2025"), world.own_cell, worlds.AS_OF)
    figure = card.line("member_rated_good_up").year(2024)
    return figure.numerator, figure.denominator


def members(year: RatingYear, world) -> tuple[int, int]:
    counts = line(summary_of(year, world.own_cell), MEMBERS).counts
    return counts.good, counts.completed


def test_summary_and_scorecard_of_the_year_follow(world, year):
    sheet = approved(world)
    assert good_or_better(world) == (1, 1)
    assert members(year, world) == (1, 0)
    rerated(world, sheet, Standing(Level.COMPLETED))
    assert good_or_better(world) == (0, 1)
    assert members(year, world) == (0, 1)


def test_a_report_that_was_asked_for_before_stays_and_a_new_one_is_another(world, year):
    sheet, leader = approved(world), world.users["leader"]
    first = actions.request_year_report(rating_year=year, organization=world.own_cell, by=leader)
    snapshot, code = first.snapshot, first.snapshot_sha256
    rerated(world, sheet, row=entry.OWN)
    Report.objects.filter(pk=first.pk).update(state=Report.State.CANCELLED)
    first.refresh_from_db()
    assert (first.snapshot, first.snapshot_sha256) == (snapshot, code)
    second = actions.request_year_report(rating_year=year, organization=world.own_cell, by=leader)
    assert second.snapshot_sha256 != code
