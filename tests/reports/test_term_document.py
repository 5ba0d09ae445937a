from dataclasses import replace
from datetime import date

import pytest

from reports.documents.blocks import Paragraph
from reports.documents.term import ReportDocument, numbered
from reports.scorecard.figures import Scorecard
from reports.snapshots.term import TermSnapshot
from tests.reports import paper


def test_no_chapter_is_dropped_however_many_there_are():
    chapters = numbered((f"Chương {number}", [Paragraph("Nội dung.")]) for number in range(1, 13))
    assert [chapter.numeral for chapter in chapters][-4:] == ["IX", "X", "XI", "XII"]
    assert [chapter.title for chapter in chapters] == [f"Chương {number}" for number in range(1, 13)]


def _still_running(card: Scorecard) -> Scorecard:
    """No event of any year is final, as it is of years to come."""
    lines = (replace(each, years=tuple(replace(year, provisional=True) for year in each.years)) for each in card.lines)
    return replace(card, lines=tuple(lines))


def _asked(snapshot: TermSnapshot, on: date) -> ReportDocument:
    return ReportDocument(replace(snapshot, scorecard=replace(_still_running(snapshot.scorecard), as_of=on)))


@pytest.mark.parametrize(
    ("on", "running"), [(date(2015, 1, 1), "2015"), (date(2016, 5, 1), "2015 và 2016"), (date(2014, 12, 31), "")]
)
def test_no_year_to_come_is_provisional_and_none_without_sheets_is_said_to_wait_for_them(on, running):
    document = _asked(paper.snapshot(), on)
    assert (document.waiting_years, document.running_years) == ("", running)


def test_years_whose_sheets_wait_are_named_apart_from_those_that_still_run():
    document = _asked(paper.provisional(), date(2019, 12, 31))
    assert document.waiting_years == "2019"
    assert "2018" in document.running_years
    assert "2019" not in document.running_years
