"""The sheet on paper."""

import pytest
from django.urls import reverse

from tests.ratings.sheets import clerk_of, fill

pytestmark = pytest.mark.django_db


def test_levels_stand_in_short_below_a_key_that_explains_them(world, client, sheet):
    by = clerk_of(world.own_cell)
    fill(sheet, by)
    client.force_login(by)

    page = client.get(reverse("ratings:paper", args=[2024, world.own_cell.pk])).text

    key, table = page.split('class="paper-key"')[1].split("<table", 1)
    assert "<b>HTTNV</b> Hoàn thành tốt nhiệm vụ" in key
    assert "<td>HTTNV</td>" in table.split("</table>")[0]
    assert "Hoàn thành tốt nhiệm vụ" not in table.split("</table>")[0]
