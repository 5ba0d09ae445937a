"""A record left the person's reach while a form was open: the 404 carries what was typed, to that person alone."""

import pytest
from django.urls import reverse

from tests.forms import posted_forms
from tests.inspections.cases import open_case

pytestmark = pytest.mark.django_db
WORDS = "Qua kiểm tra chưa phát hiện dấu hiệu vi phạm."


@pytest.fixture
def typed(client, world):
    """A conclusion, written while the case went to another branch."""
    client.force_login(world.users["inspector"])
    case = open_case(world)
    address = reverse("inspections:conclude", args=[case.pk])
    form = next(each for each in posted_forms(client.get(address).text) if "conclusion" in each)
    type(case).objects.filter(pk=case.pk).update(organization=world.foreign_cell)
    return address, form | {"conclusion": WORDS}


def test_what_was_typed_stands_on_the_page_and_can_be_sent_again(client, typed):
    address, form = typed
    answer = client.post(address, form)
    assert answer.status_code == 404
    assert "Nội dung đồng chí đã gõ còn ở đây" in answer.text
    again = posted_forms(answer.text)[-1]
    assert again["conclusion"] == WORDS
    assert again["form_key"] == form["form_key"]


def test_nobody_else_is_shown_it(client, world, typed):
    address, form = typed
    client.force_login(world.users["clerk"])
    assert WORDS not in client.post(address, form).text


def test_a_page_that_was_only_asked_for_says_nothing_of_it(client, world, typed):
    address, _form = typed
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Nội dung đồng chí đã gõ còn ở đây" not in answer.text
