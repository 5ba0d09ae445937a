"""The summary form of a year before a merger: all together, with a row for each root that was merged."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.roles import Role
from organizations.models import Lineage, Organization
from ratings.levels import Level
from ratings.models import MemberRating, RatingYear
from tests import factories
from tests.reports import merged_roots

pytestmark = pytest.mark.django_db
FORM, WORKBOOK = reverse("ratings:summary", args=[2018]), reverse("ratings:summary_workbook", args=[2018])
SONG, NUI, ALL = "Đảng bộ Khối Sông", "Đảng bộ Khối Núi", "Cộng chung"


@pytest.fixture
def merged() -> merged_roots.Merged:
    return merged_roots.merged()


@pytest.fixture
def leader(client, merged):
    client.force_login(factories.user_with(Role.LEADER, merged.whole))
    return client


def tables(answer) -> dict[str, dict[str, list[str]]]:
    return {
        table.code: {row.name: [cell.text for cell in row.cells] for row in table.rows}
        for table in answer.context["tables"]
    }


def test_it_holds_the_whole_and_a_row_for_each(leader):
    answer = leader.get(FORM)
    assert answer.status_code == 200
    found = tables(answer)
    assert set(found) == {"grassroots_committee", "subordinate_cell", "members"}
    # Total, rated, and of each level how many and which share; not rated
    assert found["members"][SONG][:6] == ["4", "4", "1", "25,00%", "3", "75,00%"]
    assert found["members"][NUI][:6] == ["3", "3", "1", "33,33%", "2", "66,67%"]
    assert found["members"][ALL][:6] == ["7", "7", "2", "28,57%", "5", "71,43%"]
    assert found["grassroots_committee"][ALL][:2] == ["2", "2"]


def test_each_number_of_a_row_leads_to_its_records_at_that_root(leader, merged):
    members = leader.get(FORM).context["tables"][-1]
    for row, root in zip(members.rows, (merged.first, merged.second), strict=False):
        for cell in row.cells:
            if href := getattr(cell, "href", ""):
                assert href.startswith(f"/r/{root.pk}/ratings/2018/summary/members/?")
                assert leader.get(href).context["list"].count == cell.value
    assert not any(cell.href for cell in members.rows[-1].cells)


def test_the_form_of_each_is_one_click_away_and_both_tell_the_same(leader, merged):
    answer = leader.get(FORM)
    assert [part.organization for part, _url in answer.context["parts"]] == [SONG, NUI]
    for part, url in answer.context["parts"]:
        own = leader.get(url).context["summary"]
        assert (own.organization, own.members[-1].counts) == (part.organization, part.members[-1].counts)


def test_a_year_of_the_root_itself_has_its_own_form_from_which_the_years_before_are_reached(leader):
    answer = leader.get(reverse("ratings:summary", args=[2019]))
    assert [(tab.name, tab.url.partition("?")[0]) for tab in answer.context["years"]][:2] == [
        ("2019", "/ratings/2019/summary/"),
        ("2018", FORM),
    ]
    before = leader.get(FORM).context["years"]
    assert [(tab.name, tab.is_current) for tab in before] == [("2019", False), ("2018", True), ("2017", False)]
    for tab in before:
        assert leader.get(tab.url).status_code == 200


def test_where_the_rules_differ_each_is_named_and_levels_bear_their_own_names(leader, merged):
    RatingYear.objects.filter(pk=merged.year(merged.second, 2018).pk).update(rule_set="hd21")
    answer = leader.get(FORM)
    assert len(answer.context["gathered"].rules) == 2
    assert f"{NUI}: " in answer.text
    names = answer.context["gathered"].names(of_members=False)
    assert list(names) == list(Level)


def test_what_is_open_at_one_marks_its_row_and_the_whole(leader, merged):
    year = merged.year(merged.first, 2018)
    RatingYear.objects.filter(pk=year.pk).update(state=RatingYear.State.OPEN)
    MemberRating.objects.filter(sheet__rating_year=year, level=Level.EXCELLENT).delete()
    year.sheets.update(state="draft", submitted_at=None, submitted_by=None, approved_at=None, approved_by=None)
    rows = {row.name: row for row in leader.get(FORM).context["tables"][-1].rows}
    assert [rows[name].is_provisional for name in (SONG, NUI, ALL)] == [True, False, True]
    assert rows[ALL].cells[-1].value == 1


def test_the_workbook_holds_the_same_cells(leader):
    answer = leader.get(WORKBOOK)
    book = load_workbook(BytesIO(answer.content))
    rows = [row for row in book.worksheets[2].values if row[0] in (SONG, NUI, ALL)]
    assert [row[:3] for row in rows] == [(SONG, 4, 4), (NUI, 3, 3), (ALL, 7, 7)]


def test_who_is_of_one_of_them_is_led_to_that_one(client, merged):
    client.force_login(factories.user_with(Role.CLERK, merged.cells[1]))
    assert client.get(FORM)["Location"] == f"/r/{merged.second.pk}{FORM}"


def test_a_part_of_the_root_is_led_to_where_it_stood(leader, merged):
    answer = leader.get(f"{FORM}?organization={merged.committees[0].pk}")
    assert "gathered" not in (answer.context or {})


@pytest.mark.parametrize("year", [1999, 2030])
def test_a_year_that_nobody_had_does_not_exist(leader, year):
    assert leader.get(reverse("ratings:summary", args=[year])).status_code == 404


def test_of_a_root_that_is_not_theirs_nothing_is_shown(client, merged):
    client.force_login(factories.user_with(Role.LEADER, factories.OrganizationFactory()))
    assert client.get(FORM).status_code == 404


def test_a_third_that_was_merged_into_one_of_them_stands_in_it_too(leader, merged):
    third = factories.OrganizationFactory(name="Đảng bộ Khối Biển")
    Lineage.objects.create(predecessor=third, successor=merged.first, kind=Lineage.Kind.MERGE, happened_on="2018-12-31")
    factories.RatingYearFactory(root=third, year=2018, state=RatingYear.State.CLOSED)
    assert [part.organization for part, _url in leader.get(FORM).context["parts"]] == [SONG, NUI, "Đảng bộ Khối Biển"]
    assert Organization.objects.filter(parent=None).count() == 4


def test_it_takes_as_many_queries_with_more_organisations(leader, merged):
    counts = []
    for _each in range(2):
        with CaptureQueriesContext(connection) as asked:
            leader.get(FORM)
        counts.append(len(asked))
        more = factories.cell(merged.committees[0], opened_on="2010-01-01")
        factories.SheetFactory(rating_year=merged.year(merged.first, 2018), organization=more)
    assert counts[0] >= counts[1] - 1
