"""The records behind a figure as a list: found, put in order, narrowed, handed out, and never more than the figure."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEvent
from accounts.roles import Role
from inspections.models import Body
from members.models import Member
from reports.indicators.catalogue import INDICATORS
from reports.models import Target
from tests import factories
from tests.reports import worlds

pytestmark = pytest.mark.django_db
SHARES = ("2020-2025", "study_officials", "2020")
ADMISSIONS = ("2020-2025", "admissions", "2020")
ACTS = ("2015-2020", "committee_supervised_orgs", "2019")
WORK = {"officials_summoned": 40, "officials_attended": 30}


@pytest.fixture
def world() -> worlds.Bloc:
    world = worlds.bloc()
    worlds.sheet(world, world.agency, 2020, work=WORK)
    worlds.sheet(world, world.enterprise, 2020, approved=False, work={**WORK, "officials_attended": 40})
    worlds.admit(world.agency_cell, 2020, 2)
    for number in range(2):
        opened_case(world, number)
    return world


def opened_case(world, number):
    return factories.CaseFactory(
        organization=(world.agency, world.enterprise)[number % 2],
        kind="supervision",
        body=Body.SUPERIOR_STANDING,
        opened_on=f"2019-05-{number + 1:02}",
    )


@pytest.fixture
def leader(client, world):
    client.force_login(factories.user_with(Role.LEADER, world.bloc))
    return client


def url(address, query: str = "", name: str = "figure") -> str:
    return f"{reverse(f'reports:{name}', args=address)}{query and '?'}{query}"


def listed(client, address, query: str = ""):
    return client.get(url(address, query)).context["list"]


def sheet_of(answer):
    return [[cell for cell in row if cell is not None] for row in load_workbook(BytesIO(answer.content)).active.values]


@pytest.mark.parametrize("address", [SHARES, ADMISSIONS, ACTS])
def test_every_column_sorts_both_ways(leader, address):
    for column in listed(leader, address).spec.columns:
        for way in (column.key, f"-{column.key}"):
            shown = leader.get(url(address, f"sort={way}&columns={column.key}"))
            assert shown.context["list"].count == 2
            assert 'aria-sort="' in shown.text


@pytest.mark.parametrize("address", [SHARES, ADMISSIONS, ACTS])
@pytest.mark.parametrize("query", ["state=lost&body=lost", "sort=secret", "part=nobody", "year=2020", "size=7"])
def test_what_is_not_understood_shows_no_row_and_hands_nothing_out(leader, address, query):
    shown = leader.get(url(address, query))

    assert "Chưa hiểu bộ lọc" in shown.text
    assert 'class="figure-headline"' in leader.get(url(address)).text
    assert 'class="figure-headline"' not in shown.text, "a figure of which nobody knows whether it is meant"
    assert not list(shown.context["list"].page)
    assert leader.post(url(address, query, "download_records")).url == url(address, query)
    assert not AuditEvent.objects.filter(verb="list.download").exists()


def test_organisations_are_found_by_name_code_and_state(leader, world):
    assert [each.organization for each in listed(leader, SHARES, "q=binh+minh").rows] == [world.agency]
    assert [each.organization for each in listed(leader, SHARES, f"q={world.enterprise.code}").rows] == [
        world.enterprise
    ]
    assert [each.organization for each in listed(leader, SHARES, "state=provisional").rows] == [world.enterprise]


def test_rows_add_up_to_the_figure_and_narrowed_ones_say_so(leader):
    everything = leader.get(url(SHARES))
    figure = everything.context["figure"]
    totals = [cell.text for cell in everything.context["list"].totals]
    assert (figure.numerator, figure.denominator) == (70, 80)
    assert totals[1:4] == ["70", "80", "87,5%"]

    narrowed = leader.get(url(SHARES, "state=approved"))
    assert [cell.text for cell in narrowed.context["list"].totals][1:4] == ["30", "40", "75,0%"]
    assert "Cộng các dòng đang lọc" in narrowed.text
    assert narrowed.context["figure"] == figure


def test_totals_are_of_all_pages(leader, world):
    for number in range(30):
        committee = factories.committee(world.bloc, name=f"Đảng bộ Sở số {number}")
        worlds.sheet(world, committee, 2020, work=WORK)

    shown = leader.get(url(SHARES, "size=25"))

    assert len(shown.context["page"]) == 25
    assert shown.context["list"].totals[2].text == f"{32 * 40:,}".replace(",", ".")


def test_members_admitted_are_found_by_name_number_and_place(leader, world):
    one = Member.objects.filter(events__kind="admitted").first()
    assert [event.member for event in listed(leader, ADMISSIONS, f"q={one.code}").rows] == [one]
    assert listed(leader, ADMISSIONS, "q=ke+toan").count == 2
    assert listed(leader, ADMISSIONS, "q=khong+co").count == 0


def test_cases_are_found_by_number_and_body(leader, world):
    case = opened_case(world, 2)
    assert list(listed(leader, ACTS, f"q={case.number}").rows) == [case]
    assert listed(leader, ACTS, f"body={Body.CELL}").count == 0
    assert listed(leader, ACTS, f"body={Body.SUPERIOR_STANDING}").count == 3


@pytest.mark.parametrize("address", [SHARES, ADMISSIONS, ACTS])
def test_the_workbook_holds_what_is_shown_and_the_trail_says_so(leader, address):
    rows = sheet_of(
        leader.post(url(address, "sort=-number" if address != SHARES else "sort=-counted", "download_records"))
    )

    line = AuditEvent.objects.get(verb="list.download")
    assert (line.data["indicator"], line.data["year"], line.data["rows"]) == (address[1], address[2], 2)
    assert len([row for row in rows if row]) == 3 + 1 + 2
    assert line.target_label == str(worlds.term(address[0]))


def test_cases_are_neither_listed_nor_handed_out_to_who_may_only_count_them(client, world):
    client.force_login(factories.user_with(Role.OFFICE, world.bloc))

    assert listed(client, ACTS) is None
    assert client.post(url(ACTS, name="download_records")).status_code == 404


def test_the_part_that_is_looked_at_goes_along_with_every_wish(leader, world):
    line = next(each for each in INDICATORS if each.parts)
    term, part = worlds.term("2020-2025"), line.parts[1].code
    Target.objects.get_or_create(
        term=term, indicator=line.code, part=part, defaults={"position": 99, "period": Target.Period.EACH_YEAR}
    )
    work = {"workers_registered": 3, "workers_expected": 4}
    worlds.sheet(world, world.lone_cell, 2020, work=work)
    shown = leader.get(url((term.code, line.code, "2020"), f"part={part}&q=trang")).context["list"]

    assert [each.organization for each in shown.rows] == [world.lone_cell]
    assert shown.hidden["part"] == [part]
    assert all(f"part={part}" in address for address in (shown.all_rows_url, shown.fresh_url, shown.heads[0].url))
    assert shown.chips == []


def test_a_record_leads_back_to_the_list_it_was_opened_from(leader, world):
    shown = leader.get(url(ADMISSIONS, "q=ke+toan"))
    link = shown.context["list"].table_rows[0][2][0].url

    assert leader.get(link).context["back"].url == url(ADMISSIONS, "q=ke+toan")


def test_a_view_is_kept_of_one_figure_whose_list_differs_from_that_of_another(leader):
    typed = {"address": url(SHARES, "sort=-counted"), "name": "Cách của tôi", "role": ""}
    assert leader.post(reverse("accounts:save_view"), typed).status_code == 302

    assert [tab.name for tab in listed(leader, SHARES).views] == ["Cách của tôi"]
    assert [tab.name for tab in listed(leader, ADMISSIONS).views] == []


@pytest.mark.parametrize("address", [SHARES, ADMISSIONS, ACTS])
def test_three_rows_cost_the_queries_of_two(leader, world, address):
    leader.get(url(address))
    counts = []
    for number in (2, 3):
        with CaptureQueriesContext(connection) as queries:
            assert listed(leader, address).count == number
        counts.append(len(queries))
        if number == 2:
            worlds.sheet(world, world.lone_cell, 2020, work=WORK)
            worlds.admit(world.lone_cell, 2020, 1)
            opened_case(world, 2)
    assert counts[0] == counts[1]
