"""A name or a number that is given once only, taken meanwhile: a sentence at the field, never an error page."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from inspections.models import Case
from organizations.sectors import ensure_sectors
from tests import world as small_world
from tests.at_once import at_once
from tests.inspections import cases

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 4


def _posted_at_once(user, address, fields):
    answers = []

    def post():
        client = Client()
        client.force_login(user)
        return lambda: answers.append(client.post(address, fields))

    at_once(*(post() for _each in range(PEOPLE)), refused_by=())
    return sorted(answers, key=lambda answer: answer.status_code != 302)


def test_of_several_who_add_one_user_name_all_but_one_are_told_that_it_is_taken(transactional_db):
    ensure_sectors()
    world = small_world.build()
    fields = {"username": "van.an", "full_name": "Nguyễn Văn An"}
    first, *others = _posted_at_once(world.users["administrator"], reverse("organizations:add_user"), fields)
    assert first.status_code == 302
    assert all("username" in other.context["form"].errors for other in others)
    assert User.objects.filter(username="van.an").count() == 1


def test_of_several_who_enter_one_case_number_all_but_one_are_told_that_it_is_taken(transactional_db):
    ensure_sectors()
    world = small_world.build()
    first, *others = _posted_at_once(world.users["inspector"], reverse("inspections:open"), cases.facts_of(world))
    assert first.status_code == 302
    assert all("number" in other.context["form"].errors for other in others)
    assert Case.objects.count() == 1
