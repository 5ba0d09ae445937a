"""How a year stands that a target of the whole term leaves open, and a figure whose target is missing."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from members.models import LifeEvent
from reports.models import Target
from tests import factories
from tests.reports import worlds

pytestmark = pytest.mark.django_db
TERM = "2020-2025"


@pytest.fixture
def world() -> worlds.Bloc:
    return worlds.bloc()


@pytest.fixture
def leader(client, world):
    client.force_login(factories.user_with(Role.LEADER, world.bloc))
    return client


def admit(world, year: int, people: int) -> None:
    for _each in range(people):
        LifeEvent.objects.create(
            member=factories.MemberFactory(),
            organization=world.agency_cell,
            kind=LifeEvent.Kind.ADMITTED,
            happened_on=date(year, 5, 5),
        )


def aim(**bound) -> None:
    given = {"comparison": "", "low": None, "high": None, "period": "whole_term", **bound}
    Target.objects.filter(term__code=TERM, indicator="admissions").update(**given)


def verdict(leader, when: str) -> tuple[str, str]:
    return tuple(map(str, leader.get(reverse("reports:figure", args=[TERM, "admissions", when])).context["verdict"]))


def test_a_year_of_a_target_of_the_whole_term_shows_how_the_term_stands(leader, world):
    aim(comparison="ge", low=3)
    admit(world, 2021, 1)
    assert verdict(leader, "2021") == ("pending", "Nhiệm kỳ: Chậm tiến độ")
    admit(world, 2022, 5)
    assert verdict(leader, "term") == ("exceeded", "")
    assert verdict(leader, "2021") == ("exceeded", "Nhiệm kỳ: Vượt")


def test_where_only_the_plan_is_missing_it_is_not_said_that_figures_are(leader, world):
    aim(comparison="plan")
    admit(world, 2021, 2)
    assert verdict(leader, "2021") == ("no_data", "Chưa có chỉ tiêu")


@pytest.mark.parametrize("address", ["reports:dashboard", "home"])
def test_a_term_without_targets_says_that_these_are_missing(leader, world, address):
    admit(world, 2021, 2)
    Target.objects.all().delete()
    shown = leader.get(reverse(address, args=[TERM] if address.startswith("reports") else [])).text
    assert "chưa có chỉ tiêu" in shown.lower()
    assert "chưa có số liệu" not in shown
    assert "Mọi chỉ tiêu" not in shown
