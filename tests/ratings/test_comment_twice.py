"""The same comment of the same person twice in a row is one."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from tests.ratings import sheets

pytestmark = pytest.mark.django_db


@pytest.fixture
def say(client, world):
    sheets.open_year(world)

    def send(text, who="committee"):
        client.force_login(world.users[who])
        address = reverse("ratings:comment", args=[2024, world.own_cell.pk])
        return client.post(address, {"comment-text": text}, follow=True)

    return send


def _count() -> int:
    return AuditEvent.objects.filter(verb="sheet.comment").count()


def test_it_is_said_that_it_stands_already(say):
    say("Đề nghị bổ sung biên bản.")
    again = say(" Đề nghị bổ sung  biên bản.\r\n")
    assert "đã có trong" in again.text
    assert _count() == 1


def test_after_another_word_the_same_is_meant(say):
    for text in ("Đã nhận.", "Chưa đủ.", "Đã nhận."):
        say(text)
    assert _count() == 3


def test_the_same_of_two_people_is_two(say):
    say("Đã nhận.")
    say("Đã nhận.", "clerk")
    assert _count() == 2
