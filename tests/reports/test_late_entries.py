"""What is entered after a year was closed stands beside its figures, one by one; the figure itself stays."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from inspections.models import Body, Case
from members.models import LifeEvent
from ratings.models import Edition
from ratings.register import freezing, late, reading
from ratings.register.differences import differences
from ratings.register.tables import ACTS, EVENTS
from tests import factories
from tests.reports import worlds

pytestmark = pytest.mark.django_db
YEAR, TERM, ACTED = 2018, "2015-2020", "committee_supervised_orgs"


@pytest.fixture
def world():
    """2018, closed: two admissions; one act of supervision."""
    bloc = worlds.bloc()
    worlds.sheet(bloc, bloc.agency, YEAR, level=3)
    worlds.admit(bloc.agency_cell, YEAR, 2)
    act(bloc)
    freezing.make(worlds.rating_year_of(YEAR), Edition.Origin.CLOSING, by=None)
    return bloc


def act(bloc, **values) -> Case:
    said = {"organization": bloc.agency, "kind": "supervision", "body": Body.SUPERIOR_STANDING}
    return factories.CaseFactory(**{**said, "opened_on": date(YEAR, 5, 5), **values})


@pytest.fixture
def leader(client, world):
    client.force_login(factories.user_with(Role.LEADER, world.bloc))
    return client


def figure(client, code: str = "admissions", year: object = YEAR, query: str = ""):
    return client.get(reverse("reports:figure", args=[TERM, code, year]) + query)


def admissions():
    return LifeEvent.objects.filter(kind="admitted").order_by("pk")


# kind of late entry: (what is done, how many stand beside admissions of the year, how many beside acts)
def _admitted(bloc):
    worlds.admit(bloc.lone_cell, YEAR)


def _taken_out(bloc):
    admissions().first().delete()


def _of_another_day(bloc):
    LifeEvent.objects.filter(pk=admissions().first().pk).update(happened_on=date(YEAR, 8, 1))


def _of_another_year(bloc):
    LifeEvent.objects.filter(pk=admissions().first().pk).update(happened_on=date(YEAR + 1, 1, 1))


def _of_another_kind(bloc):
    LifeEvent.objects.filter(pk=admissions().first().pk).update(kind="transferred_in")


def _of_another_place(bloc):
    LifeEvent.objects.filter(pk=admissions().first().pk).update(organization=bloc.lone_cell)


def _acted(bloc):
    act(bloc)


def _act_of_another_kind(bloc):
    Case.objects.update(kind="inspection")


def _another_event(bloc):
    LifeEvent.objects.create(
        member=factories.member_of(bloc.lone_cell),
        kind="died",
        happened_on=date(YEAR, 2, 2),
        organization=bloc.lone_cell,
    )


KINDS = {
    _admitted: (1, 0),
    _taken_out: (1, 0),
    _of_another_day: (1, 0),
    _of_another_year: (1, 0),
    _of_another_kind: (1, 0),
    _of_another_place: (1, 0),
    _acted: (0, 1),
    _act_of_another_kind: (0, 1),
    _another_event: (0, 0),
}


@pytest.mark.parametrize(("entered", "beside"), KINDS.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_each_late_entry_stands_beside_its_figure_and_nowhere_else(leader, world, entered, beside):
    before = [figure(leader, code).context["figure"] for code in ("admissions", ACTED)]
    entered(world)
    shown = [figure(leader, code) for code in ("admissions", ACTED)]
    assert [each.context["figure"] for each in shown] == before
    late_ones = [each.context["late"] for each in shown]
    assert tuple(each.number if each else 0 for each in late_ones) == beside
    assert [len(each.rows) for each in late_ones if each] == [number for number in beside if number]
    board = leader.get(reverse("reports:dashboard", args=[TERM]))
    cells = [cell for row in board.context["rows"] for cell in row.cells if cell.later]
    assert {(cell.label, cell.later) for cell in cells} == ({(str(YEAR), "thay đổi sau: 1")} if any(beside) else set())


@pytest.mark.parametrize("entered", KINDS, ids=lambda each: each.__name__)
def test_late_entries_of_all_years_are_the_differences_of_each(world, entered):
    entered(world)
    fixed = reading.fixed_years()
    found = [each.key for year in fixed for each in differences(year, (EVENTS, ACTS))]
    told = [
        each.key
        for table in (EVENTS, ACTS)
        for each in late.rows_of(table, fixed, sorted(late.entries(late.late(table, fixed))))
    ]
    assert sorted(told) == sorted(found)


@pytest.mark.parametrize("entered", KINDS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("when", [YEAR, "term"])
def test_the_list_behind_frozen_admissions_has_as_many_rows_as_the_figure(leader, world, entered, when):
    entered(world)
    shown = figure(leader, year=when)
    assert shown.context["list"].count == shown.context["figure"].numerator
    assert len(list(shown.context["page"])) == shown.context["list"].count


def test_one_that_left_the_register_is_listed_as_it_was_kept(leader, world):
    gone = admissions().first()
    gone.delete()
    rows = figure(leader).context["list"].table_rows
    (cells,) = [cells for row, _css, cells in rows if row.member == gone.member]
    assert [str(cell.text) for cell in cells][-2:] == [f"01/06/{YEAR}", "không còn trong sổ"]


def test_a_day_changed_later_is_listed_as_it_was_kept(leader, world):
    _of_another_year(world)
    assert {row.happened_on for row in figure(leader).context["page"]} == {date(YEAR, 6, 1)}


def test_rows_of_a_closed_and_an_open_year_are_put_in_order_together(leader, world):
    worlds.rating_year(YEAR + 1, "open")
    worlds.admit(world.lone_cell, YEAR + 1, 2)
    worlds.admit(world.lone_cell, YEAR - 1)
    names = sorted(each.member.code for each in admissions())
    for way, wanted in (("number", names), ("-number", names[::-1])):
        found = figure(leader, year="term", query=f"?sort={way}").context["page"]
        assert [row.member.code for row in found] == wanted
    turned = figure(leader, year="term", query="?sort=-decided").context["list"].rows
    assert [row.pk for row in turned.reverse()[0:5]] == [row.pk for row in turned][::-1]


def test_a_late_entry_elsewhere_is_not_beside_the_figure_of_a_branch(client, world):
    client.force_login(factories.user_with(Role.LEADER, world.agency))
    _admitted(world)
    assert figure(client).context["late"] is None


def test_who_keeps_the_year_is_led_to_its_correction(client, world):
    _admitted(world)
    client.force_login(factories.user_with(Role.OFFICE, world.bloc))
    assert reverse("ratings:correct_year", args=[YEAR]) in figure(client).text


def test_a_year_without_late_entries_says_nothing(leader):
    assert "Nhập sau khi khóa" not in figure(leader).text


def test_three_late_entries_cost_the_queries_of_one(leader, world):
    counts = []
    for number in (1, 2):
        worlds.admit(world.lone_cell, YEAR, number)
        figure(leader)
        with CaptureQueriesContext(connection) as queries:
            figure(leader)
        counts.append(len(queries))
    assert counts[0] == counts[1]
