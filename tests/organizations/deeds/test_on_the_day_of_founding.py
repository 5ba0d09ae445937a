"""What one decision founds receives others on the same day: they are handed over or merged with its founding."""

from datetime import timedelta

import pytest

from organizations.deeds.changing import Named, found
from organizations.models import Kind, Organization
from tests.organizations.deeds.small import MIDYEAR, Small, build, decided, of, traces
from ui.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def small() -> Small:
    return build()


def founded(small: Small, kind: Kind, parent: Organization | None = None) -> Organization:
    beside = None if parent else small.one
    found(decision=decided(), named=Named("N1", "Mới"), kind=kind, parent=parent, beside=beside, by=small.office)
    return Organization.objects.get(code="N1")


def test_a_new_root_receives_committees(small):
    root = founded(small, Kind.ROOT)
    before = traces()
    deed = small.move(small.own, small.lone, to=root)
    assert [of(each, MIDYEAR) for each in (root, small.one)] == [9, 3]
    assert Organization.objects.get(pk=small.own.pk).parent == root
    small.take_back(deed)
    assert traces()[:2] == before[:2]


def test_a_new_cell_takes_another_in(small):
    made = founded(small, Kind.SUBORDINATE_CELL, small.own)
    small.merge(small.first, into=made)
    assert of(made, MIDYEAR) == 3


DEEDS = {
    "move": lambda s, made, on: s.move(s.third, to=made, on=on),
    "merge": lambda s, made, on: s.merge(s.own, into=made, on=on),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_before_that_day_it_receives_nothing(small, deed):
    made = founded(small, Kind.GRASSROOTS_COMMITTEE, small.one)
    with pytest.raises(Refused, match="01/07/2024"):
        DEEDS[deed](small, made, MIDYEAR - timedelta(days=1))
