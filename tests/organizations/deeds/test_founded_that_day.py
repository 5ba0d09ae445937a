"""One decision founds and moves on one day: what is founded is gone into from its first day on."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from members.models import Membership
from organizations.deeds import changing
from organizations.deeds.changing import Named
from organizations.models import Kind, Organization, Reorganization
from tests.organizations.deeds.small import MIDYEAR, Small, build, decided, traces
from tests.organizations.deeds.test_deeds import fresh
from ui.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def small() -> Small:
    return build(size=2)


def founded(small: Small, kind: Kind, parent: Organization | None) -> Organization:
    deed = changing.found(decision=decided(), named=Named("N1", "Mới"), kind=kind, parent=parent, by=small.office)
    return Organization.objects.get(pk__in=deed.kept["founded"])


INTO: dict[str, Callable[[Small], tuple[Organization, Callable[[Organization], Reorganization]]]] = {
    "committees to a root": lambda s: (
        founded(s, Kind.ROOT, None),
        lambda new: s.move(s.own, s.sibling, to=new),
    ),
    "cells to a committee": lambda s: (
        founded(s, Kind.GRASSROOTS_COMMITTEE, s.two),
        lambda new: s.move(s.first, s.third, to=new),
    ),
    "a cell merged into one": lambda s: (
        founded(s, Kind.SUBORDINATE_CELL, s.sibling),
        lambda new: s.merge(s.first, into=new),
    ),
    "a root merged into one": lambda s: (founded(s, Kind.ROOT, None), lambda new: s.merge(s.one, into=new)),
}


@pytest.mark.parametrize("name", INTO)
def test_organisations_go_into_what_is_founded_on_the_same_day_and_back(small, name):
    new, act = INTO[name](small)
    before = traces()
    deed = act(new)
    assert Membership.objects.of(fresh(new), MIDYEAR).count() >= 2
    small.take_back(deed)
    assert traces() == before


@pytest.mark.parametrize("name", INTO)
def test_but_not_before_it_is_there(small, name):
    new, act = INTO[name](small)
    Organization.objects.filter(pk=new.pk).update(opened_on=MIDYEAR + timedelta(days=1))
    with pytest.raises(Refused) as refused:
        act(new)
    assert set(refused.value.error_dict) == {"on"}


def test_what_is_founded_moves_on_a_later_day_only(small):
    """On its first day it stands where it was founded."""
    new = founded(small, Kind.GRASSROOTS_COMMITTEE, small.one)
    with pytest.raises(Refused):
        small.move(new, to=small.two)
