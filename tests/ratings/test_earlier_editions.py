"""The figures of an earlier edition, from what was kept: what came later, and today's tree, move none of them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import LifeEvent, Membership
from ratings.register.differences import differences
from ratings.summary.earlier import counts_at
from ratings.summary.form import summary_of, with_counts
from ratings.years.corrections import correct_year
from tests import factories
from tests.ratings import appealed, sheets

pytestmark = pytest.mark.django_db
DECISION = {"decision_number": "77-QĐ/ĐU", "decided_on": date(2025, 4, 1), "reason": "Bổ sung quyết định kết nạp"}


@pytest.fixture
def office(world):
    return world.users["bloc_office"]


@pytest.fixture
def closed(world, year, office):
    """With one approved sheet and one that nobody approved."""
    approved = appealed.approved(world)
    sheets.close_year(year, office)
    return approved


def admit(world):
    member = factories.member_of(world.sibling_cell)
    LifeEvent.objects.create(
        member=member, kind="admitted", happened_on=date(2024, 5, 2), organization=world.sibling_cell
    )


def take_over(year, office):
    correct_year(rating_year=year, keys=[each.key for each in differences(year)], by=office, **DECISION)


def lines(summary):
    return summary.organizations, summary.sectors, summary.members


def at(world, year, number, scope=None):
    scope = scope or world.bloc
    return lines(with_counts(summary_of(year, scope), counts_at(year, scope, number)))


def now(world, year, scope=None):
    summary = summary_of(year, scope or world.bloc)
    return lines(with_counts(summary, counts_at(year, scope or world.bloc, year.editions.last().number))), lines(
        summary
    )


@pytest.mark.parametrize("scope", ["bloc", "own", "sibling", "own_cell"])
def test_the_newest_edition_says_what_the_summary_says(world, year, closed, office, scope):
    admit(world)
    take_over(year, office)
    found, summary = now(world, year, getattr(world, scope))
    assert found == summary


def test_a_level_set_anew_leaves_the_earlier_edition_as_it_was(world, year, closed):
    before = at(world, year, 1)
    appealed.rerated(world, closed)
    assert year.editions.last().number == 2
    assert at(world, year, 1) == before
    assert at(world, year, 2) != before
    found, summary = now(world, year)
    assert found == summary


def test_a_member_taken_over_is_in_the_next_edition_alone(world, year, closed, office, client):
    before = at(world, year, 1)
    admit(world)
    assert at(world, year, 1) == before
    take_over(year, office)
    assert at(world, year, 1) == before
    client.force_login(office)
    shown = client.get(reverse("ratings:edition", args=[2024, 2]))
    changed = {(each.figure, each.before, each.after) for each in shown.context["changes"]}
    assert ("Kết nạp: số lượng", "0", "1") in changed
    assert any(figure.endswith("Chưa nhập") and int(after) - int(was) == 1 for figure, was, after in changed)
    assert DECISION["decision_number"] in shown.text


def test_a_member_who_moved_counts_there_where_each_edition_says(world, year, closed, office):
    member = world.members["own"]
    Membership.objects.filter(member=member).update(until=date(2024, 6, 1))
    factories.MembershipFactory(member=member, organization=world.sibling_cell, since=date(2024, 6, 1))
    before = at(world, year, 1, world.own)
    take_over(year, office)
    assert at(world, year, 1, world.own) == before


def test_the_first_edition_has_no_changes_and_no_links_to_the_records_of_today(world, year, closed, client):
    client.force_login(world.users["committee"])
    shown = client.get(reverse("ratings:edition", args=[2024, 1]))
    assert shown.context["changes"] is None
    assert all(not cell.href for table in shown.context["tables"] for row in table.rows for cell in row.cells)
    assert reverse("ratings:edition", args=[2024, 1]) in client.get(reverse("ratings:editions", args=[2024])).text


def test_an_edition_that_never_was_is_not_there(world, year, closed, client):
    client.force_login(world.users["committee"])
    for number in (2, 70000):
        assert client.get(reverse("ratings:edition", args=[2024, number])).status_code == 404


def test_an_edition_costs_the_same_however_many_belong(world, year, closed, office):
    costs = []
    for number in (1, 3):
        for _each in range(number):
            admit(world)
        take_over(year, office)
        with CaptureQueriesContext(connection) as queries:
            counts_at(year, world.bloc, year.editions.last().number)
        costs.append(len(queries))
    assert costs[0] == costs[1]
