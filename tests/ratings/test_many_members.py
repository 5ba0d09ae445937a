"""A sheet is one page and one save, however many members it has."""

import pytest
from django.urls import reverse

from ratings.models import MemberRating
from tests.country import people
from tests.ratings import sheets

MANY = 800


@pytest.fixture
def full(world, year) -> None:
    people.people(range(900_001, 900_001 + MANY), [world.own_cell])


def test_a_sheet_of_hundreds_is_saved_whole(client, world, full):
    client.force_login(world.users["clerk"])
    url = reverse("ratings:sheet", args=[2024, world.own_cell.pk])
    fields = sheets.form_of(client, url)
    levels = [name for name in fields if name.startswith("m") and name.endswith("-not_rated_reason")]
    fields |= {name.replace("not_rated_reason", "level"): "3" for name in levels}

    assert (len(levels), len(fields) > 5_000) == (MANY + 1, True)
    assert client.post(url, fields).status_code == 302
    assert MemberRating.objects.filter(sheet__organization=world.own_cell, level=3).count() == MANY + 1
