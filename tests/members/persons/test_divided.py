"""A member whose cell was divided before another record of the same person was found."""

from datetime import date

import pytest

from members import deeds
from members.models import LifeEvent
from members.persons import merging
from organizations.models import Organization
from tests import factories
from tests.members.life.projected import differing
from tests.organizations.deeds.small import MIDYEAR, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def parted():
    """One record went along in a division, the other was laid for the same person in the new cell a month later."""
    small = build()
    gone = small.members["first"][0]
    division = small.split(small.first, "Chi bộ Tách", members=[gone.pk])
    made = Organization.objects.get(pk=division.kept["founded"][0])
    stayed = factories.member_of(made, full_name=gone.full_name, birth_date=gone.birth_date)
    stayed.memberships.update(since=date(2024, 8, 1))
    return small, division, stayed, gone


def _merged(parted):
    small, _division, stayed, gone = parted
    return merging.merge(stayed=stayed, gone=gone, facts={}, reason="Một người", by=small.office)


def test_the_next_deed_finds_the_member_where_the_division_led(parted):
    small, division, stayed, _gone = parted
    _merged(parted)
    assert differing() == []
    deeds.end(member=stayed, kind=LifeEvent.Kind.DIED, on=date(2025, 5, 1), by=small.office)
    places = stayed.memberships.order_by("since").values_list("organization", "until")
    assert list(places) == [(small.first.pk, MIDYEAR), (division.kept["founded"][0], date(2025, 5, 1))]


def test_taken_back_the_division_names_who_it_named(parted):
    small, division, _stayed, _gone = parted
    before = division.kept
    merger = _merged(parted)
    division.refresh_from_db()
    assert division.kept != before
    merging.take_back(merger=merger, reason="Hai người", by=small.office)
    division.refresh_from_db()
    assert division.kept == before
    assert differing() == []
