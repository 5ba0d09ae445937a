"""A deed asks the database as often for six organisations as for two, whoever acts there and whoever is rated there."""

from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from organizations.models import Organization, Reorganization
from ratings.models import MemberRating, Sheet
from ratings.sheets.standing import new_sheets
from tests import factories
from tests.organizations.deeds.small import Small, build

pytestmark = pytest.mark.django_db
DECISION = {"on": "01/07/2024", "decision_number": "12-QĐ/ĐU", "decided_on": "28/06/2024", "note": ""}


def peopled(above: Organization, count: int, make) -> list[Organization]:
    """Each with somebody who acts there, two members, one of them rated in the open year."""
    made: list[Organization] = [make(above) for _ in range(count)]
    for each in made:
        factories.user_with(Role.CLERK, each)
        cell = each if each.is_cell else factories.cell(each)
        factories.user_with(Role.CLERK, cell)
        rated, _other = factories.member_of(cell), factories.member_of(cell)
        sheet = Sheet.objects.bulk_create(new_sheets(year_of(above), {each, cell}))[-1]
        MemberRating.objects.create(sheet=sheet, member=rated, level=3)
    return made


def year_of(organization: Organization):
    root = factories.root_of(organization)
    return root.rating_years.first() or factories.RatingYearFactory(year=2024, root=root)


def asked(client, url: str, values: dict) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.post(url, values).status_code in (200, 302)
    return len(queries)


def steps(client, small: Small, organization: Organization, deed: str, values: dict) -> list[int]:
    """Preview, deed and the way back."""
    client.force_login(small.office)
    url, values = reverse("organizations:change", args=[organization.pk, deed]), {**DECISION, **values}
    client.get(url)
    counts = [asked(client, url, values), asked(client, url, {**values, "confirm": "1"})]
    row = Reorganization.objects.get()
    counts.append(asked(client, reverse("organizations:undo_reorganization", args=[row.pk]), {}))
    assert not Reorganization.objects.standing().exists()
    return counts


def hand_over(client, count: int) -> list[int]:
    small = build()
    factories.AssignmentFactory(user=small.office, role=Role.OFFICE, organization=small.two)
    factories.RatingYearFactory(year=2024, root=small.two)
    made = peopled(small.one, count, factories.committee)
    values = {"parent": small.two.pk, "organizations": [each.pk for each in made]}
    return steps(client, small, small.one, "hand-over", values)


def to_cell(client, count: int) -> list[int]:
    small = build()
    above = factories.committee(small.one)
    peopled(above, count, factories.cell)
    return steps(client, small, above, "to-cell", {})


def merge(client, count: int) -> list[int]:
    small = build()
    peopled(small.own, count, factories.cell)
    return steps(client, small, small.own, "merge", {"other": small.sibling.pk, "goes_on": "other"})


@contextmanager
def undone():
    """Each count begins with an empty register."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("deed", [hand_over, to_cell, merge])
def test_as_often_for_six_as_for_two(client, deed):
    with undone():
        few = deed(client, 2)
    assert deed(client, 6) == few
