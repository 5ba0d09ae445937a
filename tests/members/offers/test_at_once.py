"""Two people, or two clocks, at the same moment: one of them does it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.models import Deed, LifeEvent, Membership
from members.offers import actions, carrying
from notices.models import Notice
from organizations.sectors import ensure_sectors
from tests import factories
from tests import world as small_world
from tests.at_once import at_once
from tests.members.offers.deeds import offered, place_of, planned

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate


@pytest.fixture
def world(transactional_db):
    ensure_sectors()
    return small_world.build()


def _again(deed):
    """As a second person has it before them."""
    return Deed.objects.select_related("member", "source", "target").get(pk=deed.pk)


def test_of_acceptance_and_withdrawal_at_once_one_holds(world):
    deed = offered(world)
    accepting, withdrawing = _again(deed), _again(deed)
    receiver = world.users["sibling_committee"]

    refused = at_once(
        lambda: actions.accept(deed=accepting, organization=world.sibling_cell, on=TODAY(), by=receiver),
        lambda: actions.withdraw(deed=withdrawing, by=world.users["committee"]),
        refused_by=(ValidationError,),
    )

    assert len([error for error in refused if error is None]) == 1
    state = _again(deed).state
    assert place_of(deed.member) == (world.sibling_cell if state == "done" else world.own_cell)
    assert state == ("withdrawn" if refused[0] else "done")


def test_of_two_receivers_at_once_one_takes_the_member_in(world):
    other = factories.cell(world.sibling, name="Chi bộ Kho Hoàng Hôn")
    deed = offered(world)

    def accept(found, cell):
        return lambda: actions.accept(deed=found, organization=cell, on=TODAY(), by=world.users["sibling_committee"])

    refused = at_once(
        accept(_again(deed), world.sibling_cell), accept(_again(deed), other), refused_by=(ValidationError,)
    )

    assert len([error for error in refused if error is None]) == 1
    assert Membership.objects.filter(member=deed.member).count() == 2
    assert LifeEvent.objects.filter(member=deed.member).count() == 2
    assert Notice.objects.filter(kind="member.offer_accepted").count() == 1


def test_two_clocks_at_once_do_each_deed_once(world):
    deeds = [planned(world), planned(world, member=world.members["own_second"], target=world.own_cell)]
    on = TODAY() + timedelta(days=7)
    done: list[int] = []

    at_once(*(lambda: done.append(carrying.sweep(on)) for _clock in range(3)), refused_by=())

    assert sum(done) == len(deeds)
    assert LifeEvent.objects.count() == 4
    assert {deed.state for deed in Deed.objects.all()} == {"done"}


def test_the_clock_and_a_withdrawal_at_once(world):
    deed = planned(world)
    found = _again(deed)
    done: list[int] = []

    refused = at_once(
        lambda: done.append(carrying.sweep(deed.on)),
        lambda: actions.withdraw(deed=found, by=world.users["committee"]),
        refused_by=(ValidationError,),
    )

    is_done = _again(deed).state == "done"
    assert (done, refused[1] is not None) == ([int(is_done)], is_done)
    assert LifeEvent.objects.count() == (2 if is_done else 0)
