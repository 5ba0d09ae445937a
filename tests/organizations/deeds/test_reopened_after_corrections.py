"""A year that is open again has a sheet for what came into it while it was closed: every page counts the same."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from organizations.deeds import changing
from organizations.deeds.changing import Named
from organizations.models import Kind, Organization
from ratings import roster
from ratings.models import Sheet
from ratings.progress.board import progress_of
from ratings.register.differences import differences
from ratings.summary.form import summary_of
from ratings.years.actions import reopen_year, undo_closing
from ratings.years.corrections import correct_year
from reports.models import Term
from reports.scorecard import load
from tests.organizations.deeds import entries, readers
from tests.organizations.deeds.small import build, decided

pytestmark = pytest.mark.django_db


@pytest.fixture
def small():
    return build(size=2)


@pytest.fixture
def year(small):
    """2024 below `one`, every organisation and member rated; closed."""
    return entries.rated_and_closed(small)


def undone(small, year):
    assert undo_closing(rating_year=year, by=small.office)


def reopened(small, year):
    assert reopen_year(rating_year=year, by=small.office, **entries.DECISION)


def founded_late(small):
    named = Named("N1", "Chi bộ Mới")
    said = {"kind": Kind.GRASSROOTS_CELL, "parent": small.one, "sector": small.lone.sector, "unit_type": ""}
    return changing.found(decision=decided(date(2024, 2, 1)), named=named, by=small.office, **said)


def told(year) -> dict[str, tuple[int, int]]:
    """How many organisations, and how many of them wait for a decision; and the members."""
    board = progress_of(year, list(roster.rated_organizations(year, year.root)))
    summary = summary_of(year, year.root)
    term = Term(root=year.root, code="2022", first_year=2024, last_year=2024)
    pending = load.sources(term, year.root, date(2026, 12, 31)).pending[2024]
    kinds = [line for line in summary.organizations if line.subject in Kind.values]
    return {
        "board": (len(board), sum(each.sheet.state != Sheet.State.APPROVED for each in board if each.sheet)),
        "without a sheet": (sum(each.sheet is None for each in board), roster.without_sheet(year).count()),
        "summary": (sum(line.total for line in kinds), summary.waiting),
        "term": (year.sheets.exclude(path="").count(), pending.sheets),
        "members": (summary.members[-1].total, sum(each.total for each in board if each.organization.is_cell)),
    }


@pytest.mark.parametrize("opened", [undone, reopened])
@pytest.mark.parametrize("corrected", [False, True])
def test_every_page_counts_what_came_while_it_was_closed(small, year, opened, corrected):
    founded_late(small)
    entries.admit(small, Organization.objects.get(code="N1"), date(2024, 3, 3))
    if corrected:
        keys = [each.key for each in differences(year)]
        correct_year(rating_year=year, keys=keys, by=small.office, **entries.DECISION)
    opened(small, year)
    assert told(year) == {
        "board": (7, 4),
        "without a sheet": (0, 0),
        "summary": (7, 4),
        "term": (7, 4),
        "members": (9, 9),
    }
    assert AuditEvent.objects.get(verb="year.add_sheets").data["sheets"] == 1
    readers.agree(year)


@pytest.mark.parametrize("opened", [undone, reopened])
def test_where_nothing_came_no_sheet_is_laid(small, year, opened):
    opened(small, year)
    assert told(year)["board"] == told(year)["summary"] == told(year)["term"] == (6, 3)
    assert not AuditEvent.objects.filter(verb="year.add_sheets").exists()


@pytest.mark.parametrize("opened", [undone, reopened])
def test_the_sheet_goes_with_what_is_taken_back(small, year, opened):
    deed = founded_late(small)
    opened(small, year)
    small.take_back(deed)
    assert told(year)["board"] == told(year)["summary"] == told(year)["term"] == (6, 3)
    assert year.sheets.count() == 6
