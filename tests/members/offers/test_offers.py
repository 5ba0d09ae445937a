"""A transfer between grassroots organisations: who offers, who settles it, and where the member counts meanwhile."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.roles import Role
from members import deeds as register
from members.models import Deed, LifeEvent
from members.offers import actions
from members.offers.transitions import TABLE, Step
from notices.models import Notice
from tests import factories
from tests.members.offers.deeds import offered, place_of, planned
from ui.refusals import Refused

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def told(kind):
    return {notice.recipient.username for notice in Notice.objects.filter(kind=kind)}


def test_the_member_counts_at_the_sender_until_the_receiver_accepts(world):
    deed = offered(world)
    assert place_of(deed.member) == world.own_cell
    assert told("member.offered") == {world.users["sibling_committee"].username}

    joined = TODAY() - timedelta(days=3)
    actions.accept(deed=deed, organization=world.sibling_cell, on=joined, by=world.users["sibling_committee"])

    assert place_of(deed.member) == world.sibling_cell
    assert place_of(deed.member, joined - timedelta(days=1)) == world.own_cell
    arrival, departure = deed.member.events.order_by("-kind").values_list("kind", "happened_on", "decision_number")[:2]
    assert arrival == ("transferred_out", joined, "12-GT/ĐU")
    assert departure == ("transferred_in", joined, "12-GT/ĐU")
    deed.refresh_from_db()
    assert (deed.state, deed.target, deed.settled_by) == ("done", world.sibling_cell, world.users["sibling_committee"])
    assert told("member.offer_accepted") == {world.users["committee"].username}
    assert not Notice.objects.filter(kind="member.offer_withdrawn").exists()
    verbs = AuditEvent.objects.filter(target_type="members.member").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["member.offered", "member.transfer", "member.offer_accepted"]


def test_who_refuses_says_why_and_the_member_stays(world):
    deed = offered(world)
    with pytest.raises(Refused):
        actions.refuse(deed=deed, reason="", by=world.users["sibling_committee"])
    actions.refuse(deed=deed, reason="Chưa nhận được hồ sơ", by=world.users["sibling_committee"])

    assert place_of(deed.member) == world.own_cell
    assert not LifeEvent.objects.filter(member=deed.member).exists()
    notice = Notice.objects.get(kind="member.offer_refused")
    assert notice.recipient == world.users["committee"]
    assert "Chưa nhận được hồ sơ" in notice.text


def test_a_withdrawn_transfer_is_nobodys_to_accept(world, client):
    deed = offered(world)
    actions.withdraw(deed=deed, by=world.users["committee"])

    with pytest.raises(Refused):
        actions.accept(deed=deed, organization=world.sibling_cell, on=TODAY(), by=world.users["sibling_committee"])
    assert place_of(deed.member) == world.own_cell
    assert told("member.offer_withdrawn") == {world.users["sibling_committee"].username}
    client.force_login(world.users["sibling_committee"])
    assert client.get(deed.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("days", [-11, -400])
def test_nobody_joins_before_the_decision(world, days):
    deed = offered(world)
    joined = TODAY() + timedelta(days=days)
    with pytest.raises(ValidationError) as refused:
        actions.accept(deed=deed, organization=world.sibling_cell, on=joined, by=world.users["sibling_committee"])
    assert "on" in refused.value.message_dict
    assert Deed.objects.get().state == "offered"


def test_a_cell_of_somebody_else_is_not_chosen(world):
    deed = offered(world)
    with pytest.raises(ValidationError) as refused:
        actions.accept(deed=deed, organization=world.lone_cell, on=TODAY(), by=world.users["bloc_office"])
    assert "organization" in refused.value.message_dict


def test_one_transfer_of_a_member_waits(world):
    offered(world)
    with pytest.raises(ValidationError):
        offered(world, organization=world.lone_cell)
    with pytest.raises(ValidationError):
        planned(world)
    assert Deed.objects.count() == 1


def test_who_is_moved_or_ended_otherwise_is_no_longer_offered(world):
    deed = offered(world)
    register.end(
        member=deed.member,
        kind=LifeEvent.Kind.DIED,
        on=TODAY(),
        by=world.users["committee"],
        note="",
        decision_number="",
    )
    deed.refresh_from_db()
    assert (deed.state, deed.settled_by) == ("withdrawn", world.users["committee"])
    assert told("member.offer_withdrawn") == {world.users["sibling_committee"].username}


def test_an_organisation_that_ended_meanwhile_takes_nobody_in(world):
    deed = offered(world)
    world.sibling_cell.closed_on = TODAY()
    world.sibling_cell.save()
    with pytest.raises(ValidationError) as refused:
        actions.accept(deed=deed, organization=world.sibling_cell, on=TODAY(), by=world.users["sibling_committee"])
    assert "organization" in refused.value.message_dict


def test_the_table_leads_every_open_state_to_an_end_and_no_end_further():
    ends = set(Deed.State) - set(Deed.State.still_open())
    assert not {source for rule in TABLE.values() for source in rule.sources} & ends
    assert {source for rule in TABLE.values() if rule.target in ends for source in rule.sources} == {
        Deed.State.OFFERED,
        Deed.State.PLANNED,
    }
    assert set(TABLE) == set(Step)


def send(client, world, organization, **fields):
    address = reverse("members:transfer", args=[world.members["own"].pk])
    typed = {"organization": organization.pk, "on": f"{TODAY():%d/%m/%Y}", "decision_number": "", **fields}
    return client.post(address, typed)


def test_the_form_moves_inside_and_asks_outside(client, world):
    client.force_login(world.users["committee"])
    answer = send(client, world, world.own_second_cell)
    assert answer.status_code == 302
    assert place_of(world.members["own"]) == world.own_second_cell
    assert not Deed.objects.exists()

    answer = send(client, world, world.sibling)
    deed = Deed.objects.get()
    assert answer["Location"] == deed.get_absolute_url()
    assert (deed.state, deed.source, deed.target) == ("offered", world.own_second_cell, world.sibling)


def test_who_may_edit_both_ends_moves_at_once(client, world):
    client.force_login(world.users["bloc_office"])
    assert send(client, world, world.sibling_cell).status_code == 302
    assert place_of(world.members["own"]) == world.sibling_cell
    assert not Deed.objects.exists()


def test_another_root_and_the_own_committee_cannot_be_named(client, world):
    client.force_login(world.users["committee"])
    for organization in (world.foreign, world.foreign_cell, world.own, world.bloc):
        assert send(client, world, organization).status_code == 200
    assert not Deed.objects.exists()


def test_the_receiver_reads_the_letter_and_no_more(client, world):
    deed = offered(world)
    client.force_login(world.users["sibling_committee"])
    page = client.get(deed.get_absolute_url())
    member = deed.member
    for words in (member.full_name, member.code, "1980", world.own_cell.name, "Tiếp nhận"):
        assert words in page.text
    assert f"{member.birth_date:%d/%m/%Y}" not in page.text
    assert client.get(member.get_absolute_url()).status_code == 404
    assert client.get(reverse("members:withdraw", args=[deed.pk])).status_code == 405
    assert client.post(reverse("members:withdraw", args=[deed.pk])).status_code == 404


@pytest.mark.parametrize("who", ["lone_clerk", "administrator", "auditor"])
def test_it_does_not_exist_for_anybody_else(client, world, who):
    deed = offered(world)
    client.force_login(world.users[who])
    assert client.get(deed.get_absolute_url()).status_code == 404


def test_who_only_looks_settles_nothing(client, world):
    deed = offered(world)
    client.force_login(factories.user_with(Role.CLERK, world.sibling_cell))
    assert client.get(reverse("members:accept", args=[deed.pk])).status_code == 404
    client.force_login(factories.user_with(Role.CLERK, world.sibling))
    assert client.get(deed.get_absolute_url()).status_code == 200
    for name in ("accept", "refuse"):
        assert client.get(reverse(f"members:{name}", args=[deed.pk])).status_code == 404


def test_the_sender_neither_accepts_nor_refuses(client, world):
    deed = offered(world)
    client.force_login(world.users["committee"])
    for name in ("accept", "refuse"):
        assert client.post(reverse(f"members:{name}", args=[deed.pk])).status_code == 404


def test_the_page_of_acceptance_chooses_the_only_cell_and_tells_at_the_field(client, world):
    deed = offered(world)
    client.force_login(world.users["sibling_committee"])
    address = reverse("members:accept", args=[deed.pk])
    assert world.sibling_cell.name in client.get(address).text
    early = f"{deed.on - timedelta(days=1):%d/%m/%Y}"
    page = client.post(address, {"organization": world.sibling_cell.pk, "on": early})
    assert "on" in page.context["form"].errors
    answer = client.post(address, {"organization": world.sibling_cell.pk, "on": f"{TODAY():%d/%m/%Y}"})
    assert answer["Location"] == deed.member.get_absolute_url()
    assert place_of(deed.member) == world.sibling_cell
    again = client.post(address, {"organization": world.sibling_cell.pk, "on": f"{TODAY():%d/%m/%Y}"})
    assert "đã được giải quyết trước đó" in again.text
    assert "không còn gì phải làm" in client.get(address).text
