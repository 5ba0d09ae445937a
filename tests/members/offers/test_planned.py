"""A deed that is known in advance waits for its day, and is done on it once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from members import deeds as register
from members.models import Deed, LifeEvent
from members.offers import actions, carrying
from notices.models import Notice
from tests import factories
from tests.members.offers.deeds import offered, place_of, planned

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def test_nothing_happens_before_the_day_and_all_on_it(world):
    deed = planned(world)
    assert carrying.sweep(deed.on - timedelta(days=1)) == 0
    assert place_of(deed.member) == world.own_cell
    assert not LifeEvent.objects.exists()

    assert carrying.sweep(deed.on) == 1
    assert carrying.sweep(deed.on) == 0
    deed.refresh_from_db()
    assert (deed.state, deed.settled_by, deed.reason) == ("done", None, "")
    assert place_of(deed.member, deed.on) == world.own_second_cell
    assert deed.member.events.count() == 2
    assert AuditEvent.objects.filter(verb="member.plan_done", actor=None).count() == 1


def test_it_is_dated_by_its_day_however_late_the_clock_rings(world):
    deed = planned(world)
    carrying.sweep(deed.on + timedelta(days=30))
    assert deed.member.memberships.get(until=None).since == deed.on


def test_an_ending_and_a_recognition_are_planned_too(world):
    leaving = planned(world, Deed.Kind.LEAVE)
    member = factories.member_of(
        world.own_cell, admitted_on=TODAY() - timedelta(days=360), official_on=None, birth_date=date(1990, 1, 1)
    )
    member.memberships.update(since=member.admitted_on)
    facts = {"decided_on": TODAY()}
    recognition = planned(
        world,
        Deed.Kind.RECOGNIZE,
        member=member,
        facts=facts,
        on=member.admitted_on.replace(year=member.admitted_on.year + 1),
    )

    assert carrying.sweep(max(recognition.on, leaving.on)) == 2
    member.refresh_from_db()
    assert member.official_on == recognition.on
    event = leaving.member.events.get()
    assert (event.kind, event.happened_on, event.note) == ("resigned", leaving.on, "Đơn ngày 3")
    assert not leaving.member.memberships.filter(until=None).exists()


def test_what_cannot_be_is_refused_when_it_is_planned(world):
    before = AuditEvent.objects.count()
    for changes in (
        {"target": world.own_cell},
        {"on": TODAY()},
        {"kind": Deed.Kind.RECOGNIZE, "facts": {"decided_on": TODAY()}},
    ):
        with pytest.raises(ValidationError):
            planned(world, **changes)
    assert not Deed.objects.exists()
    assert AuditEvent.objects.count() == before


def test_what_cannot_be_done_on_its_day_stays_with_its_reason_and_is_told_once(world):
    deed = planned(world)
    world.own_second_cell.closed_on = deed.on
    world.own_second_cell.save()

    assert carrying.sweep(deed.on) == 0
    carrying.sweep(deed.on)
    deed.refresh_from_db()
    assert deed.state == "planned"
    assert world.own_second_cell.name in deed.reason
    assert place_of(deed.member) == world.own_cell
    assert [notice.recipient for notice in Notice.objects.filter(kind="member.plan_failed")] == [
        world.users["committee"]
    ]
    assert AuditEvent.objects.filter(verb="member.plan_failed").count() == 1


def test_corrected_it_is_tried_again_on_its_new_day(world):
    deed = planned(world)
    Deed.objects.update(reason="Chi bộ đã kết thúc")
    later = deed.on + timedelta(days=3)
    actions.correct(deed=deed, on=later, decision_number="7-QĐ/ĐU", by=world.users["committee"])
    assert carrying.sweep(deed.on - timedelta(days=1)) == 0
    assert carrying.sweep(later) == 1
    assert deed.member.events.filter(decision_number="7-QĐ/ĐU", happened_on=later).count() == 2


def test_withdrawn_it_is_not_done(world):
    deed = planned(world)
    actions.withdraw(deed=deed, by=world.users["committee"])
    assert carrying.sweep(deed.on) == 0
    assert place_of(deed.member) == world.own_cell
    assert not Notice.objects.filter(kind="member.offer_withdrawn").exists()


def test_one_that_breaks_stops_no_other(world, monkeypatch):
    broken, fine = planned(world), planned(world, member=world.members["own_second"], target=world.own_cell)
    carry_out = carrying.carry_out

    def breaks(deed, *, by):
        if deed.pk == broken.pk:
            raise RuntimeError
        return carry_out(deed, by=by)

    monkeypatch.setattr(carrying, "carry_out", breaks)
    assert carrying.sweep(broken.on) == 1
    assert {deed.pk: deed.state for deed in Deed.objects.all()} == {broken.pk: "planned", fine.pk: "done"}
    monkeypatch.undo()
    assert carrying.sweep(broken.on) == 1


def test_a_planned_transfer_to_others_is_offered_on_its_day(client, world):
    client.force_login(world.users["committee"])
    on = TODAY() + timedelta(days=5)
    address = reverse("members:transfer", args=[world.members["own"].pk])
    answer = client.post(address, {"organization": world.sibling.pk, "on": f"{on:%d/%m/%Y}", "decision_number": ""})
    deed = Deed.objects.get()
    assert answer["Location"] == deed.get_absolute_url()
    assert deed.state == "planned"
    client.force_login(world.users["sibling_committee"])
    assert client.get(deed.get_absolute_url()).status_code == 404
    assert not Notice.objects.exists()

    carrying.sweep(on)
    deed.refresh_from_db()
    assert (deed.state, deed.settled_at) == ("offered", None)
    assert Notice.objects.get().recipient == world.users["sibling_committee"]
    assert client.get(deed.get_absolute_url()).status_code == 200


def test_who_is_moved_otherwise_is_not_moved_again_on_the_day(world):
    deed = planned(world)
    third = factories.cell(world.own, name="Chi bộ Thứ ba")
    register.transfer(member=deed.member, organization=third, on=TODAY(), by=world.users["committee"])
    assert carrying.sweep(deed.on) == 0
    deed.refresh_from_db()
    assert deed.reason
    assert place_of(deed.member) == third


def test_a_death_is_not_planned_and_a_far_day_is_a_slip(client, world):
    client.force_login(world.users["committee"])
    address = reverse("members:end", args=[world.members["own"].pk])
    for kind, days in (("died", 1), ("resigned", 400)):
        on = TODAY() + timedelta(days=days)
        page = client.post(address, {"kind": kind, "on": f"{on:%d/%m/%Y}", "decision_number": "", "note": ""})
        assert "on" in page.context["form"].errors
    assert not Deed.objects.exists()


def test_a_person_tries_again_only_when_the_day_has_come(client, world):
    deed = planned(world)
    client.force_login(world.users["committee"])
    address = reverse("members:carry_out", args=[deed.pk])
    client.post(address)
    assert Deed.objects.get().state == "planned"

    Deed.objects.update(on=TODAY(), reason="Chi bộ đã kết thúc")
    assert "Thử lại" in client.get(deed.get_absolute_url()).text
    client.post(address)
    deed.refresh_from_db()
    assert (deed.state, deed.settled_by, deed.reason) == ("done", world.users["committee"], "")


def test_who_planned_it_may_have_gone_since(world):
    deed = planned(world)
    world.users["committee"].assignments.all().delete()
    assert carrying.sweep(deed.on) == 1


def test_the_members_page_shows_what_waits_and_others_do_not_see_what_is_planned(client, world):
    deed = planned(world)
    waiting = offered(world, member=world.members["own_second"])
    for member, words in ((deed.member, "đã định ngày"), (waiting.member, "chờ nơi đến")):
        client.force_login(world.users["committee"])
        assert words in client.get(member.get_absolute_url()).text.lower()
    client.force_login(world.users["sibling_committee"])
    listed = client.get(reverse("members:deeds")).text
    assert waiting.member.full_name in listed
    assert deed.member.full_name not in listed
