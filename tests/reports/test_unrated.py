"""Who stood there and was never rated is named wherever those that were are listed, so that the sums agree."""

from datetime import date

import pytest

from accounts.roles import Role
from ratings.levels import Level
from ratings.models import Edition, RatingYear
from ratings.register import freezing
from reports.documents import tables
from reports.scorecard import annex
from reports.scorecard.standings import rated_organizations, unrated
from reports.snapshots.term import take
from tests import factories
from tests.reports import worlds

pytestmark = pytest.mark.django_db
YEARS = range(2016, 2020)


@pytest.fixture
def root():
    return factories.OrganizationFactory()


@pytest.fixture
def term(root):
    factories.terms(root)
    return root.terms.get(code="2015-2020")


def _rate(root, organization, level=Level.GOOD) -> None:
    approver = factories.UserFactory()
    for year in YEARS:
        rating_year = factories.RatingYearFactory(root=root, year=year, state=RatingYear.State.CLOSED, rule_set="qd124")
        sheet = factories.SheetFactory(rating_year=rating_year, organization=organization)
        factories.OrganizationRatingFactory(sheet=sheet, level=level)
        worlds.approve(sheet, approver)
        freezing.make(rating_year, Edition.Origin.CLOSING, by=None)


@pytest.fixture
def committees(root, term):
    found = [factories.committee(root, name=f"Đảng bộ {name}") for name in ("Có", "Không")]
    founded_later = factories.committee(root, name="Đảng bộ Sau", opened_on=date(2019, 3, 1))
    gone = factories.committee(root, name="Đảng bộ Trước", closed_on=date(2016, 6, 1))
    _rate(root, found[0])
    return [*found, founded_later, gone]


@pytest.mark.usefixtures("committees")
def test_the_appendix_and_the_head_count_are_of_the_same_organisations(root, term):
    snapshot = take(term, root)
    told = snapshot.annex
    assert told.organizations == len(told.rated) == 3
    assert {each.code: each.organizations for each in told.sectors if each.organizations} == {
        code: len([each for each in told.rated if each.sector == code]) for code in {each.sector for each in told.rated}
    }
    listed = {row.heading: [cell.text for cell in row.cells] for row in tables.organizations(snapshot).rows}
    assert set(listed["Đảng bộ Không"]) == {"—"}


def test_each_year_names_who_stood_there_then(root, term, committees):
    assert unrated(root, term, [2017]) == [committees[1]]
    assert unrated(root, term, [2019]) == unrated(root, term, YEARS) == committees[1:3]


@pytest.mark.usefixtures("committees")
def test_pages_say_no_result_and_not_that_it_is_still_to_come(client, root, term):
    client.force_login(factories.user_with(Role.LEADER, root))
    levels = client.get(f"/terms/{term.code}/levels/")
    assert levels.context["list"].count == 3
    assert "không có kết quả" in levels.text
    assert "chưa quyết định" not in levels.text.split("<tbody", 1)[1]
    figure = client.get(f"/terms/{term.code}/org_rated_good/2017/")
    assert "1 tổ chức không có kết quả và không tính vào đây:" in " ".join(figure.text.split())
    assert "Đảng bộ Không" in figure.text


def test_before_the_first_sheet_of_all_nobody_is_listed(root, term):
    factories.committee(root)
    assert rated_organizations(root, term) == ()
    assert annex.read(root, term, date(2021, 1, 1)).organizations == 1
