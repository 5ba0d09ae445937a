"""What is planned for a year is entered, replaced and removed on one page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from reports.models import Plan
from tests.world import World

PLANS = reverse("reports:plans")
TYPED = {"indicator": "admissions", "year": "2021", "value": "1.062"}


@pytest.fixture
def office(client, world: World):
    client.force_login(world.users["bloc_office"])
    return client


def test_a_plan_is_entered_replaced_and_removed(office, world):
    assert office.post(PLANS, TYPED).url == PLANS
    plan = Plan.objects.get()
    assert (plan.root, plan.indicator, plan.year, plan.value) == (world.bloc, "admissions", 2021, 1062)
    office.post(PLANS, {**TYPED, "value": "160"})
    office.post(PLANS, {**TYPED, "value": "160"})
    plan.refresh_from_db()
    assert plan.value == 160
    assert reverse("reports:remove_plan", args=[plan.pk]) in office.get(PLANS).text
    office.post(reverse("reports:remove_plan", args=[plan.pk]))
    assert not Plan.objects.exists()
    lines = AuditEvent.objects.filter(verb__startswith="plan.").order_by("pk")
    assert [(line.verb, line.data.get("before")) for line in lines] == [
        ("plan.set", None),
        ("plan.set", "1062.00"),
        ("plan.remove", None),
    ]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"indicator": ""}, "indicator"),
        ({"indicator": "nothing"}, "indicator"),
        ({"year": "20211"}, "year"),
        ({"value": ""}, "value"),
        ({"value": "nhiều"}, "value"),
        ({"value": "5%"}, "value"),
        ({"value": "-5"}, "value"),
        ({"indicator": "org_rated_good_up", "value": "950%"}, "value"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(office, typed, field):
    answer = office.post(PLANS, {**TYPED, **typed})
    assert (answer.status_code, [*answer.context["form"].errors]) == (422, [field])
    assert not Plan.objects.exists()


def test_another_root_has_its_own_plans(office, world):
    foreign = Plan.objects.create(root=world.foreign_bloc, year=2021, indicator="admissions", value=5)
    assert reverse("reports:remove_plan", args=[foreign.pk]) not in office.get(PLANS).text
    assert office.post(reverse("reports:remove_plan", args=[foreign.pk])).status_code == 404


@pytest.mark.parametrize("who", ["clerk", "committee", "leader"])
def test_who_manages_no_year_plans_none(client, world, who):
    client.force_login(world.users[who])
    assert client.get(PLANS).status_code == 404


def test_the_list_asks_as_much_for_many(office, world):
    asked = []
    for year in ([2020], [2021, 2022]):
        for each in year:
            Plan.objects.create(root=world.bloc, year=each, indicator="admissions", value=5)
        with CaptureQueriesContext(connection) as queries:
            office.get(PLANS)
        asked.append(len(queries))
    assert asked[0] == asked[1]
