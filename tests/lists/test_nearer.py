"""Pages of the second half are counted from the end."""

from datetime import date

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", ["name", "-name", "position", "-position", "official", "-official", "organization"])
def test_pages_joined_are_the_whole_list(client, world, key):
    for number in range(60):
        official = date(2010, 1, 1 + number // 3) if number % 4 else None
        position = ("Bí thư", "Ủy viên", "")[number % 3]
        factories.member_of(world.own_cell, full_name=f"Hà {number % 7}", official_on=official, position=position)
    client.force_login(world.users["committee"])

    def rows(**asked):
        page = client.get(reverse("members:list"), {"sort": key, **asked}).context["page"]
        return [member.pk for member in page]

    joined = [member for page in (1, 2, 3) for member in rows(size=25, page=page)]
    assert joined == rows(size=100)
