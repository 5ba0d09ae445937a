"""Papers and workbooks name the edition that each closed year stands on; what was frozen before prints as it did."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.roles import Role
from ratings.models import Edition, RatingYear
from ratings.register import differences, freezing
from ratings.register.stands import Stand
from reports.documents import tables
from reports.documents.editions import sentence
from reports.documents.papers import document_of, editions_of
from reports.models import Report
from reports.renderings.markup import compose
from reports.scorecard.facts import Counted, YearCounts
from reports.snapshots import term as terms
from reports.snapshots import year as years
from reports.snapshots.term import EnteredLater, TermSnapshot
from reports.snapshots.year import YearSnapshot
from tests import factories
from tests.reports import paper, worlds, year_paper

FIRST = tuple(Stand(year, 1, date(year + 1, 1, 31)) for year in (2015, 2016))
CORRECTED = (*FIRST, Stand(2017, 2, date(2019, 3, 12)), Stand(2018, 3, date(2019, 4, 2)))


@pytest.mark.parametrize(
    ("editions", "words"),
    [
        ((), ""),
        (FIRST[:1], "Số liệu năm 2015 theo lần chốt thứ nhất."),
        (FIRST, "Số liệu các năm 2015 và 2016 theo lần chốt thứ nhất."),
        ((FIRST[0], FIRST[0]), "Số liệu năm 2015 theo lần chốt thứ nhất."),
        (
            CORRECTED,
            "Số liệu năm 2017 theo lần chốt thứ 2, ngày 12/03/2019 và năm 2018 theo lần chốt thứ 3, ngày 02/04/2019; "
            "các năm 2015 và 2016 theo lần chốt thứ nhất.",
        ),
        (CORRECTED[2:3], "Số liệu năm 2017 theo lần chốt thứ 2, ngày 12/03/2019."),
    ],
)
def test_the_paper_names_the_editions_in_one_line(editions, words):
    assert sentence(editions) == words


@pytest.mark.parametrize(("editions", "opening"), [((), False), (FIRST, False), (CORRECTED, True)])
def test_a_corrected_year_is_said_at_once_and_the_annex_names_all(editions, opening):
    snapshot, said = replace(paper.snapshot(), editions=editions), sentence(editions)
    assert (said in document_of(snapshot).opening) is opening
    assert ("lần chốt" in compose(snapshot)) is bool(said)
    assert said in compose(snapshot)


def test_the_paper_of_a_year_names_its_edition():
    snapshot = year_paper.snapshot(edition=Stand(2019, 2, date(2020, 5, 4)))
    assert "Số liệu năm 2019 theo lần chốt thứ 2, ngày 04/05/2020." in compose(snapshot)
    assert "lần chốt" not in compose(year_paper.snapshot())


@pytest.mark.parametrize(
    ("kind", "before", "now"),
    [
        (TermSnapshot, paper.snapshot(), replace(paper.snapshot(), editions=CORRECTED)),
        (YearSnapshot, year_paper.snapshot(), year_paper.snapshot(edition=CORRECTED[0])),
    ],
    ids=["term", "year"],
)
def test_editions_are_kept_and_what_was_frozen_without_prints_as_before(kind, before, now):
    assert kind.from_json(now.to_json()) == now
    assert kind.from_json(before.to_json()) == before
    assert '"edition' not in str(before.to_json()).replace("'", '"')
    assert before.sha256 == now.sha256


LATER = (EnteredLater("admissions", 2016, 2), EnteredLater("committee_supervised_orgs", 2018, 1))
NOTE = "Thay đổi sau: số mục được nhập, sửa hoặc chuyển đi sau khi khóa năm; số liệu của năm giữ nguyên."


def beside(table) -> dict[tuple[str, int], str]:
    """What stands small below a figure of a year."""
    years = [int(each) for each in table.head if each.isdigit()]
    found = {}
    for row in table.rows:
        cells = row.cells[3:] if table.kind == "targets" else row.cells
        found |= {(row.heading, year): cell.small for year, cell in zip(years, cells, strict=False) if cell.small}
    return {key: small for key, small in found.items() if "thay đổi sau" in small}


def test_what_was_entered_later_stands_beside_its_figure_in_the_tables_and_the_appendix():
    snapshot = replace(paper.snapshot(), later=LATER)
    assert {year: small for (_name, year), small in beside(tables.events(snapshot)).items()} == {
        2016: "KH 190; thay đổi sau: 2"
    }
    assert beside(tables.acts(snapshot)) == {("Cấp ủy giám sát tổ chức đảng", 2018): "thay đổi sau: 1"}
    assert sorted(beside(document_of(snapshot).targets).values()) == ["KH 190; thay đổi sau: 2", "thay đổi sau: 1"]
    assert NOTE in compose(snapshot)
    assert "hập sau" not in compose(paper.snapshot())


def test_acts_without_a_line_of_their_own_have_it_too():
    bare = paper.snapshot(facts=paper.annex())
    bare = replace(bare, scorecard=replace(bare.scorecard, lines=()), later=LATER)
    counted = YearCounts(2018, (Counted("committee_supervised_orgs", 5),))
    bare = replace(bare, annex=replace(bare.annex, acts=(counted,)))
    assert [cell.small for cell in tables.acts(bare).rows[4].cells] == ["thay đổi sau: 1", ""]


def test_the_paper_of_a_year_says_how_many_were_entered_later():
    words = "Sau khi khóa năm, sổ đã thay đổi 3 mục; số liệu của năm giữ nguyên."
    assert words in compose(replace(year_paper.snapshot(), entered_later=3))
    assert "sổ đã thay đổi" not in compose(year_paper.snapshot())


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (paper.snapshot(), replace(paper.snapshot(), later=LATER)),
        (year_paper.snapshot(), replace(year_paper.snapshot(), entered_later=3)),
    ],
    ids=["term", "year"],
)
def test_later_entries_are_kept_and_make_another_code(before, now):
    assert type(now).from_json(now.to_json()) == now
    assert type(before).from_json(before.to_json()) == before
    assert "later" not in str(before.to_json())
    assert before.sha256 != now.sha256


@pytest.fixture
def closed():
    bloc = worlds.bloc()
    worlds.sheet(bloc, bloc.agency, 2021, level=3)
    worlds.admit(bloc.agency_cell, 2021)
    year = worlds.rating_year_of(2021)
    for origin in (Edition.Origin.CLOSING, Edition.Origin.REGISTER):
        freezing.make(year, origin, by=None)
    Edition.objects.update(made_at=worlds.NOON)
    worlds.rating_year(2022, RatingYear.State.OPEN)
    return bloc


@pytest.mark.django_db
def test_a_report_stands_on_the_newest_edition_of_each_closed_year(closed):
    stand = Stand(2021, 2, worlds.NOON.date())
    of_term = terms.take(worlds.term(), closed.bloc)
    of_year = years.take(worlds.rating_year_of(2021), closed.bloc)
    assert (of_term.editions, of_year.editions) == ((stand,), (stand,))
    assert years.take(worlds.rating_year_of(2022), closed.bloc).editions == ()
    for snapshot in (of_term, of_year):
        assert editions_of(Report(snapshot=snapshot.to_json())) == (stand,)
    assert editions_of(Report(snapshot=None)) == ()


@pytest.mark.django_db
def test_workbooks_and_pages_of_a_closed_year_name_its_edition(closed, client):
    client.force_login(factories.user_with(Role.LEADER, closed.bloc))
    words = f"Số liệu năm 2021 theo lần chốt 2 ngày {worlds.NOON:%d/%m/%Y}"
    summary, official = "ratings:summary_workbook", "ratings:summary_official_workbook"
    answers = [
        client.get(reverse(summary, args=[2021])),
        client.get(reverse(official, args=[2021])),
        client.post(reverse("ratings:board_workbook", args=[2021])),
        client.post(reverse("reports:download_records", args=["2020-2025", "admissions", "2021"])),
    ]
    for answer in answers:
        cells = [str(cell) for row in load_workbook(BytesIO(answer.content)).worksheets[0].values for cell in row]
        assert any(words in cell for cell in cells), answer.request["PATH_INFO"]
    assert words in client.get(reverse("ratings:summary", args=[2021])).text


@pytest.mark.django_db
def test_a_report_holds_what_was_entered_since_the_year_was_closed(closed):
    assert terms.take(worlds.term(), closed.bloc).later == ()
    assert years.take(worlds.rating_year_of(2021), closed.bloc).entered_later == 0
    worlds.admit(closed.agency_cell, 2021, 2)
    of_term = terms.take(worlds.term(), closed.bloc)
    assert of_term.later == (EnteredLater("admissions", 2021, 2),)
    assert years.take(worlds.rating_year_of(2021), closed.bloc).entered_later == differences.number_below(
        worlds.rating_year_of(2021), closed.bloc
    )
    assert years.take(worlds.rating_year_of(2022), closed.bloc).entered_later == 0
