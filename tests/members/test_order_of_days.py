"""Each deed against the member's own order of days: what cannot be is said at its field, what can be is done."""

from datetime import date

import pytest

from members import deeds
from members.models import LifeEvent, Membership
from tests import factories
from tests.world import World
from ui.refusals import Refused

pytestmark = pytest.mark.django_db
Kind = LifeEvent.Kind


@pytest.fixture
def official(world: World):
    """Belongs to own_cell, founded with it, from 01/01/2010."""
    return world.members["own"]


@pytest.fixture
def on_probation(world: World):
    """The twelve months are complete on 03/03/2012."""
    return factories.member_of(world.own_cell, admitted_on=date(2011, 3, 3), official_on=None)


def _refused_at(field, deed, world, **asked):
    before = (LifeEvent.objects.count(), list(Membership.objects.values_list("pk", "until")))
    with pytest.raises(Refused) as refused:
        deed(by=world.users["committee"], **asked)
    assert list(refused.value.message_dict) == [field]
    assert (LifeEvent.objects.count(), list(Membership.objects.values_list("pk", "until"))) == before


def _done(deed, world, **asked):
    return deed(by=world.users["committee"], **asked)


def _put(member, kind, on, **more):
    place = member.memberships.order_by("since").last().organization
    if kind in Kind.endings():
        member.memberships.filter(until=None).update(until=on)
    return LifeEvent.objects.create(member=member, kind=kind, happened_on=on, organization=place, **more)


@pytest.mark.parametrize(
    ("decided_on", "until", "field"),
    [
        (date(2012, 1, 31), date(2012, 9, 3), "decided_on"),
        (date(2012, 2, 1), date(2012, 9, 3), None),
        (date(2012, 3, 1), date(2012, 3, 3), "until"),
        (date(2012, 3, 1), date(2012, 3, 4), None),
        (date(2012, 9, 4), date(2012, 9, 3), "until"),
    ],
)
def test_longer_probation(world, on_probation, decided_on, until, field):
    asked = {"member": on_probation, "decided_on": decided_on, "until": until, "note": "Nghỉ ốm"}
    if field:
        _refused_at(field, deeds.extend, world, **asked)
        return
    _done(deeds.extend, world, **asked)
    event = on_probation.events.get()
    assert (event.kind, event.happened_on, event.until) == ("extended", decided_on, until)


def test_no_recognition_before_the_longer_probation_is_over(world, on_probation):
    _put(on_probation, Kind.EXTENDED, date(2012, 3, 3), until=date(2012, 9, 3))
    asked = {"member": on_probation, "decided_on": date(2012, 9, 10)}
    _refused_at("on", deeds.recognize, world, on=date(2012, 3, 3), **asked)
    assert _done(deeds.recognize, world, on=date(2012, 9, 3), **asked).official_on == date(2012, 9, 3)


@pytest.mark.parametrize(
    ("on", "decided_on", "note", "field"),
    [
        (date(2012, 3, 3), date(2012, 9, 2), "", None),
        (date(2012, 3, 3), date(2012, 9, 3), "", "note"),
        (date(2012, 3, 3), date(2013, 9, 3), "Đi công tác dài ngày", None),
        (date(2012, 3, 4), date(2012, 4, 1), "", "note"),
        (date(2012, 3, 4), date(2012, 4, 1), "Theo quyết định", None),
        (date(2012, 3, 2), date(2012, 4, 1), "Theo quyết định", "on"),
    ],
)
def test_late_recognition_and_another_day_than_the_twelve_months_ask_for_a_reason(
    world, on_probation, on, decided_on, note, field
):
    asked = {"member": on_probation, "on": on, "decided_on": decided_on, "note": note}
    if field:
        _refused_at(field, deeds.recognize, world, **asked)
        return
    _done(deeds.recognize, world, **asked)
    on_probation.refresh_from_db()
    assert (on_probation.official_on, on_probation.events.get().note) == (on, note)


def test_a_refusal_stands_once_and_leaves_the_member_on_probation(world, on_probation):
    asked = {"member": on_probation, "note": "Không đủ tiêu chuẩn"}
    _refused_at("decided_on", deeds.refuse, world, decided_on=date(2012, 1, 31), **asked)
    _done(deeds.refuse, world, decided_on=date(2012, 4, 1), **asked)
    on_probation.refresh_from_db()
    assert (on_probation.official_on, on_probation.events.get().kind) == (None, "not_recognized")
    with pytest.raises(Refused):
        _done(deeds.refuse, world, decided_on=date(2012, 5, 1), **asked)


def test_who_is_on_probation_is_removed_and_not_expelled(world, on_probation):
    asked = {"member": on_probation, "on": date(2012, 6, 1)}
    _refused_at("kind", deeds.end, world, kind=Kind.EXPELLED, **asked)
    _done(deeds.end, world, kind=Kind.REMOVED, **asked)
    assert on_probation.memberships.get().until == date(2012, 6, 1)


@pytest.mark.parametrize(
    ("on", "until", "field"),
    [
        (date(2009, 12, 31), None, "on"),
        (date(2010, 1, 1), None, None),
        (date(2024, 6, 1), date(2024, 5, 31), "until"),
        (date(2024, 6, 1), date(2024, 6, 1), None),
    ],
)
def test_exemption(world, official, on, until, field):
    asked = {"member": official, "kind": Kind.EXEMPTED, "on": on, "until": until, "note": "Tuổi cao"}
    if field:
        _refused_at(field, deeds.rest, world, **asked)
        return
    _done(deeds.rest, world, **asked)
    event = official.events.get()
    assert (event.kind, event.happened_on, event.until) == ("exempted", on, until)
    assert official.memberships.get().until is None


def test_one_rest_at_a_time_and_only_who_rests_is_active_again(world, official):
    _refused_at("on", deeds.resume, world, member=official, on=date(2024, 6, 1))
    _done(deeds.rest, world, member=official, kind=Kind.SUSPENDED, on=date(2024, 6, 1), note="Đang kiểm tra")
    later = {"member": official, "on": date(2024, 7, 1)}
    _refused_at("kind", deeds.rest, world, kind=Kind.EXEMPTED, note="Ốm", **later)
    _refused_at("on", deeds.resume, world, member=official, on=date(2024, 6, 1))
    _done(deeds.resume, world, **later)
    _done(deeds.rest, world, kind=Kind.EXEMPTED, note="Ốm", **later)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": date(2009, 12, 31)}, "on"),
        ({"until": date(2024, 5, 31)}, "until"),
        ({"until": date(2026, 6, 3)}, "until"),
        ({"host": "own_cell"}, "host"),
        ({"host": "own"}, "host"),
        ({"elsewhere": "Chi bộ Trường"}, "host"),
        ({"host": None}, "host"),
        ({"host": None, "elsewhere": "Chi bộ Trường", "until": date(2026, 6, 1)}, None),
        ({}, None),
    ],
)
def test_temporary_activity(world, official, changes, field):
    asked = {"on": date(2024, 6, 1), "until": date(2024, 12, 1), "host": "own_second_cell", **changes}
    asked |= {"member": official, "host": asked["host"] and getattr(world, asked["host"])}
    if field:
        _refused_at(field, deeds.lend, world, **asked)
        return
    _done(deeds.lend, world, **asked)
    assert official.events.get().kind == "temporary"


def test_who_is_temporarily_elsewhere_belongs_to_the_own_cell_and_counts_there_alone(world, official):
    asked = {"on": date(2024, 6, 1), "until": date(2024, 12, 1)}
    _done(deeds.lend, world, member=official, host=world.own_second_cell, **asked)
    day = date(2024, 9, 1)
    counted = dict.fromkeys((world.own_cell, world.own_second_cell), 1)
    assert {cell: Membership.objects.of(cell, day).count() for cell in counted} == counted
    assert official.memberships.get().organization == world.own_cell
    _refused_at("on", deeds.lend, world, member=official, elsewhere="Nơi khác", on=day, until=date(2025, 1, 1))
    _refused_at("on", deeds.come_back, world, member=official, on=date(2024, 6, 1))
    _done(deeds.come_back, world, member=official, on=day)
    _refused_at("on", deeds.come_back, world, member=official, on=date(2024, 10, 1))


@pytest.mark.parametrize(
    ("left", "kind", "comes_again"),
    [
        (Kind.TRANSFERRED_OUT, Kind.RETURNED, True),
        (Kind.TRANSFERRED_OUT, Kind.RESTORED, False),
        (Kind.REMOVED, Kind.RESTORED, True),
        (Kind.EXPELLED, Kind.RESTORED, True),
        (Kind.EXPELLED, Kind.RETURNED, False),
        (Kind.RESIGNED, Kind.RETURNED, False),
        (Kind.DIED, Kind.RETURNED, False),
    ],
)
def test_who_left_comes_again_under_the_old_number_by_the_deed_that_fits(world, official, left, kind, comes_again):
    _put(official, left, date(2024, 6, 1))
    asked = {"member": official, "kind": kind, "organization": world.own_second_cell, "on": date(2024, 9, 1)}
    if not comes_again:
        with pytest.raises(Refused):
            _done(deeds.come_again, world, **asked)
        assert not official.memberships.filter(until=None).exists()
        return
    assert _done(deeds.come_again, world, **asked).code == official.code
    spans = list(official.memberships.order_by("since").values_list("organization", "since", "until"))
    assert spans[1] == (world.own_second_cell.pk, date(2024, 9, 1), None)
    assert spans[0][2] == date(2024, 6, 1)


@pytest.mark.parametrize(
    ("place", "on", "field"),
    [
        ("own_cell", date(2024, 5, 31), "on"),
        ("own", date(2024, 9, 1), "organization"),
        ("young", date(2024, 8, 31), "on"),
        ("young", date(2024, 9, 1), None),
        ("own_cell", date(2024, 6, 1), None),
    ],
)
def test_nobody_comes_again_before_leaving_nor_where_nothing_was(world, official, place, on, field):
    young = factories.cell(world.own, opened_on=date(2024, 9, 1))
    _put(official, Kind.TRANSFERRED_OUT, date(2024, 6, 1))
    organization = young if place == "young" else getattr(world, place)
    asked = {"member": official, "kind": Kind.RETURNED, "organization": organization, "on": on}
    if field:
        _refused_at(field, deeds.come_again, world, **asked)
    else:
        _done(deeds.come_again, world, **asked)


def test_nobody_is_admitted_where_nothing_was_nor_to_a_committee(world):
    young = factories.cell(world.own, opened_on=date(2024, 9, 1))
    facts = {"full_name": "Nguyễn Thị An", "sex": "female", "birth_date": date(1995, 2, 3), "position": ""}
    asked = {"facts": {**facts, "admitted_on": date(2024, 8, 31), "official_on": None}, "kind": Kind.ADMITTED}
    decided = {"decided_on": date(2024, 8, 20)}
    _refused_at("admitted_on", deeds.enter, world, organization=young, **asked, **decided)
    _refused_at("organization", deeds.enter, world, organization=world.own, **asked, **decided)
