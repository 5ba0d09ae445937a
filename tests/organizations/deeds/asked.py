"""The pages of deeds as the office asks for them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from organizations.models import Organization
from tests.organizations.deeds.small import Small, build

DECISION = {"on": "01/07/2024", "decision_number": "12-QĐ/ĐU", "decided_on": "28/06/2024", "note": ""}


@pytest.fixture
def small() -> Small:
    return build()


@pytest.fixture
def office(client: Client, small: Small) -> Client:
    client.force_login(small.office)
    return client


def page(organization: Organization, deed: str) -> str:
    return reverse("organizations:change", args=[organization.pk, deed])
