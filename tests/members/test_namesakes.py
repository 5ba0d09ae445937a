"""Somebody of this name and birth date is known already: the form asks, and names nobody out of reach."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Member
from members.namesakes import MOST
from tests.factories import MemberFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(client, world):
    client.force_login(world.users["committee"])
    known = world.members["own"]

    def send(**changes):
        facts = {
            "kind": "admitted",
            "organization": world.own_cell.pk,
            "decided_on": "20/01/2024",
            "full_name": known.full_name,
            "sex": "male",
            "birth_date": f"{known.birth_date:%d/%m/%Y}",
            "admitted_on": "03/02/2024",
        }
        return client.post(reverse("members:enter"), {**facts, **changes})

    return send


@pytest.mark.parametrize("spelled", [str, str.upper, lambda name: f"  {name.replace(' ', '   ')}\u200b"])
def test_it_asks_with_the_way_to_them_and_takes_a_tick(enter, world, spelled):
    known = world.members["own"]
    asked = enter(full_name=spelled(known.full_name))
    assert list(asked.context["form"].errors) == ["another"]
    assert f'<a href="{known.get_absolute_url()}">{known.full_name}</a>' in asked.text
    assert f"{known.birth_date:%d/%m/%Y}" in asked.text
    assert world.own_cell.name in str(asked.context["form"].errors["another"])
    assert enter(full_name=spelled(known.full_name), another="on").status_code == 302


def test_another_birth_date_is_another_person(enter):
    assert enter(birth_date="09/09/1999").status_code == 302


def test_nobody_out_of_reach_is_named(enter, world):
    far = world.members["sibling"]
    answer = enter(full_name=far.full_name, birth_date=f"{far.birth_date:%d/%m/%Y}", another="")
    assert answer.status_code == 302


def test_where_a_member_moved_to_out_of_reach_is_not_said(enter, world):
    gone = world.members["own"]
    gone.memberships.update(until="2020-01-01")
    MembershipFactory(member=gone, organization=world.sibling_cell, since="2020-01-01")
    asked = enter()
    assert gone.full_name in asked.text
    assert world.sibling_cell.name not in asked.text


def test_a_name_is_text(enter, world):
    Member.objects.filter(pk=world.members["own"].pk).update(full_name="<b>An", search_key="b an")
    asked = enter(full_name="<b>An")
    assert "&lt;b&gt;An</a>" in asked.text


def test_many_of_one_name_cost_no_more_queries(enter, world):
    known = world.members["own"]
    with CaptureQueriesContext(connection) as one:
        enter()
    for _each in range(MOST):
        again = MemberFactory(full_name=known.full_name, birth_date=known.birth_date)
        MembershipFactory(member=again, organization=world.own_cell)
    with CaptureQueriesContext(connection) as many:
        enter()
    assert len(many) == len(one)
