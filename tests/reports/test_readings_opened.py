"""A figure that is counted in two ways: each way opens its own records, and the number there is the number clicked."""

from fractions import Fraction

import pytest

from accounts.roles import Role
from ratings.levels import Level
from reports.documents import targets as paper
from reports.snapshots.term import take
from tests import factories
from tests.reports import worlds

pytestmark = pytest.mark.django_db
GROWTH, EXCELLENT = "/terms/2015-2020/enterprise_growth", "/terms/2020-2025/member_rated_excellent"
MEAN, OF_GOOD = "?reading=simple_mean", "?reading=of_good_or_better"


@pytest.fixture
def world() -> worlds.Bloc:
    """2018: one grows by 10 % of 1,000, another shrinks by 20 % of 100; 2019: the first grows by 5 %."""
    world = worlds.bloc()
    other = factories.committee(world.bloc, "enterprises", name="Đảng bộ Công ty Bến")
    worlds.sheet(world, world.enterprise, 2018, work={"revenue": 1100, "revenue_previous": 1000})
    worlds.sheet(world, other, 2018, work={"revenue": 80, "revenue_previous": 100})
    worlds.sheet(world, world.enterprise, 2019, work={"revenue": 2100, "revenue_previous": 2000})
    worlds.sheet(world, world.agency_cell, 2020, members={Level.EXCELLENT: 2, Level.GOOD: 8, Level.COMPLETED: 10})
    return world


@pytest.fixture
def leader(client, world):
    client.force_login(factories.user_with(Role.LEADER, world.bloc))
    return client


def total(answer, key: str = "share") -> str:
    """As it stands at the foot of the list."""
    listed = answer.context["list"]
    column = next(each for each in listed.spec.columns if each.key == key)
    return column.total(list(listed.rows)) if column.total else ""


@pytest.mark.parametrize("term", ["2015-2020", "2020-2025"])
def test_every_number_of_the_table_is_the_number_of_the_page_that_it_opens(leader, term):
    rows = leader.get(f"/terms/{term}/").context["rows"]
    shown = [cell for row in rows for cell in (*row.cells, row.term) if "%" in cell.text]
    for cell in shown:
        assert leader.get(cell.href).context["value"] in (cell.text, cell.note.removeprefix("chung "))
    assert len({cell.href for cell in shown}) == len(shown) >= 3


@pytest.mark.parametrize(
    ("address", "value", "rows"),
    [
        (f"{GROWTH}/2018/", "7,3%", [(80, 1100)]),
        (f"{GROWTH}/2018/{MEAN}", "-5,0%", [(-20, 100), (100, 1000)]),
        (f"{GROWTH}/term/{MEAN}", "-1,7%", [(-20, 100), (100, 2000), (100, 1000)]),
        (f"{EXCELLENT}/2020/", "10,0%", [(2, 20)]),
        (f"{EXCELLENT}/2020/{OF_GOOD}", "20,0%", [(2, 10)]),
        (f"{EXCELLENT}/term/{OF_GOOD}", "20,0%", [(2, 10)]),
    ],
)
def test_its_records_are_those_of_the_way_that_was_asked_for(leader, address, value, rows):
    answer = leader.get(address)
    assert (answer.context["value"], total(answer)) == (value, value)
    found = [(share.numerator, share.denominator) for share in answer.context["list"].rows]
    if len(rows) > 1:
        assert found == rows
    assert [sum(each) for each in zip(*found, strict=True)] == [sum(each) for each in zip(*rows, strict=True)]


def test_each_sheet_of_a_mean_stands_by_itself_and_opens(leader, world):
    shares = leader.get(f"{GROWTH}/term/{MEAN}").context["list"].rows
    assert [(share.value, share.year) for share in shares] == [(-20, 2018), (5, 2019), (10, 2018)]
    assert sum((share.value for share in shares), Fraction(0)) / 3 == Fraction(-5, 3)


def test_the_page_says_which_way_it_counts_and_leads_to_the_other(leader):
    usual, other = leader.get(f"{EXCELLENT}/2020/"), leader.get(f"{EXCELLENT}/2020/{OF_GOOD}")
    assert "Mẫu số: đảng viên được xếp loại." in usual.text
    assert "Mẫu số: Đảng viên hoàn thành tốt nhiệm vụ trở lên." in other.text
    assert "2 ÷ 10 × 100 = 20,0%" in other.text
    for answer, current in ((usual, [True, False]), (other, [False, True])):
        assert [tab.is_current for tab in answer.context["readings"]] == current
        assert [tab.url for tab in answer.context["readings"]] == [f"{EXCELLENT}/2020/", f"{EXCELLENT}/2020/{OF_GOOD}"]
    assert [tab.url for tab in other.context["years"]][-1] == f"{EXCELLENT}/term/{OF_GOOD}"
    assert other.context["target"] == ""


def test_it_goes_along_into_the_workbook_and_with_every_wish(leader):
    listed = leader.get(f"{EXCELLENT}/2020/{OF_GOOD}&q=minh").context["list"]
    assert listed.hidden["reading"] == ["of_good_or_better"]
    assert "trên số hoàn thành tốt nhiệm vụ trở lên" in listed.spec.about
    assert leader.post(f"{EXCELLENT}/2020/download/{OF_GOOD}").status_code == 200


@pytest.mark.parametrize("query", ["?reading=nonsense", "?reading=simple_mean"])
def test_a_way_that_there_is_not_shows_no_number(leader, query):
    answer = leader.get(f"{EXCELLENT}/2020/{query}")
    assert "Chưa hiểu bộ lọc" in answer.text
    assert 'class="figure-headline"' not in answer.text


def test_the_paper_leads_to_each_way_too(world):
    for term, name, way, years in (("2015-2020", "giản đơn", MEAN, 2), ("2020-2025", "trên số", OF_GOOD, 1)):
        rows = paper.targets(take(worlds.term(term), world.bloc)).rows
        other = next(row for row in rows if name in row.heading)
        assert [cell.href.partition("?")[1:] for cell in other.cells if cell.href] == [("?", way[1:])] * (years + 1)
