"""The first rating year of a portal that has none: from the menu to the open year."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from ratings.models import RatingYear, Sheet
from tests import factories
from tests.forms import posted_forms

pytestmark = pytest.mark.django_db


def _send(client, address: str) -> None:
    """The page's own form, as it stands."""
    [form] = [
        each for each in posted_forms(client.get(address).text.split("<main", 1)[1]) if each.action in ("", address)
    ]
    answer = client.post(address, form)
    assert answer.status_code == 302, answer.text


def test_who_opens_years_plans_the_first_one_and_opens_it(client):
    root = factories.OrganizationFactory(opened_on=date(2015, 1, 1))
    cell = factories.grassroots_cell(root)
    factories.member_of(cell)
    client.force_login(factories.user_with(Role.OFFICE, root))
    year = timezone.localdate().year

    page = client.get(reverse("ratings:index")).text
    assert reverse("ratings:settings", args=[year]) in page

    settings = reverse("ratings:settings", args=[year])
    _send(client, settings)
    assert RatingYear.objects.get().year == year
    opening = reverse("ratings:open_year", args=[year])
    _send(client, opening)
    assert RatingYear.objects.get().is_open
    assert Sheet.objects.filter(organization=cell).exists()


def test_a_year_far_from_the_others_is_still_no_page(client):
    root = factories.OrganizationFactory()
    factories.RatingYearFactory(year=2024)
    client.force_login(factories.user_with(Role.OFFICE, root))
    assert client.get(reverse("ratings:settings", args=[2030])).status_code == 404
    assert client.get(reverse("ratings:settings", args=[2025])).status_code == 200
