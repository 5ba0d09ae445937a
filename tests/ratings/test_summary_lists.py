"""The records behind the numbers of the summary form as lists."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEvent
from ratings.levels import Level
from ratings.models import RatingYear
from tests import factories

pytestmark = pytest.mark.django_db
YEAR = 2024
MEMBERS, ORGANIZATIONS = "summary_members", "summary_organizations"


def url(name: str, query: str = "") -> str:
    return f"{reverse(f'ratings:{name}', args=[YEAR])}{query and '?'}{query}"


def rated(cell, *names: str, level: Level = Level.GOOD) -> None:
    sheet = factories.SheetFactory(rating_year=RatingYear.objects.get(year=YEAR), organization=cell)
    factories.OrganizationRatingFactory(sheet=sheet, level=level)
    for name in names:
        factories.MemberRatingFactory(sheet=sheet, member=factories.member_of(cell, full_name=name), level=level)


@pytest.fixture
def filled(world):
    factories.RatingYearFactory(year=YEAR)
    rated(world.own_cell, "Hà Văn Bảy", "Lê Thị Tám")
    rated(world.own_second_cell, "Hà Thị Chín", level=Level.COMPLETED)
    return world


@pytest.fixture
def leader(client, filled):
    client.force_login(filled.users["leader"])
    return client


CASES = [(MEMBERS, ""), (MEMBERS, "of=empty"), (ORGANIZATIONS, ""), (ORGANIZATIONS, "of=empty")]


@pytest.mark.parametrize(("name", "query"), CASES)
def test_every_column_sorts_both_ways_and_says_which_number_it_is(leader, name, query):
    first = leader.get(url(name, query)).context["list"]
    assert first.count
    for column in first.spec.columns:
        for way in (column.key, f"-{column.key}"):
            shown = leader.get(url(name, f"{query}&sort={way}&columns={column.key}"))
            assert shown.context["list"].count == first.count
            assert 'aria-sort="' in shown.text
    assert all(query in head.url for head in first.heads)
    assert first.chips == []


@pytest.mark.parametrize(("name", "query"), CASES)
@pytest.mark.parametrize("wrong", ["sort=secret", "size=7", "stat=open", "columns=secret"])
def test_what_is_not_understood_shows_no_row_and_hands_nothing_out(leader, name, query, wrong):
    shown = leader.get(url(name, f"{query}&{wrong}"))
    assert not list(shown.context["page"])
    assert "Chưa hiểu bộ lọc" in shown.text

    leader.post(url(f"download_{name}", f"{query}&{wrong}"))
    assert not AuditEvent.objects.filter(verb="list.download").exists()


def test_members_are_found_by_name_number_and_place(leader, filled):
    def found(text: str) -> list[str]:
        return [row.member.full_name for row in leader.get(url(MEMBERS, f"of=rated&q={text}")).context["list"].rows]

    assert found("ha+van") == ["Hà Văn Bảy"]
    assert found("ky+thuat") == ["Hà Thị Chín"]
    number = leader.get(url(MEMBERS, "of=rated&sort=name")).context["list"].rows[0].member.code
    assert len(found(number)) == 1


def test_organisations_are_found_by_name_and_code(leader, filled):
    shown = leader.get(url(ORGANIZATIONS, f"q={filled.own_cell.code}")).context["list"]
    assert [row.sheet.organization for row in shown.rows] == [filled.own_cell]


def test_the_workbook_holds_the_rows_and_says_of_what_they_are(leader, filled):
    answer = leader.post(url("download_summary_members", "of=rated&q=ha"))

    rows = [*load_workbook(BytesIO(answer.content)).active.values]
    assert filled.bloc.name in rows[0][0]
    assert str(YEAR) in rows[0][0]
    assert {row[0] for row in rows[-2:]} == {"Hà Văn Bảy", "Hà Thị Chín"}
    line = AuditEvent.objects.get(verb="list.download")
    assert (line.data["rows"], line.data["filter"]) == (2, "of=rated&q=ha")


def test_nobody_hands_out_what_is_not_below(client, filled):
    client.force_login(filled.users["committee"])
    for name in (MEMBERS, ORGANIZATIONS):
        assert client.post(url(f"download_{name}", f"organization={filled.bloc.pk}")).status_code == 404


def test_a_member_opened_from_a_number_leads_back_to_it(leader):
    there = url(MEMBERS, "of=rated&q=ha")
    link = leader.get(there).context["list"].table_rows[0][2][0].url

    assert leader.get(link).context["back"].url == there


@pytest.mark.parametrize(("name", "query"), [(MEMBERS, "of=rated"), (ORGANIZATIONS, "of=rated")])
def test_three_more_rows_cost_no_query_more(leader, filled, name, query):
    leader.get(url(name, query))
    counts = []
    for _each in range(2):
        with CaptureQueriesContext(connection) as queries:
            leader.get(url(name, query))
        counts.append(len(queries))
        if len(counts) == 1:
            rated(filled.sibling_cell, "An", "Ba", "Ca")
    assert counts[0] == counts[1]
