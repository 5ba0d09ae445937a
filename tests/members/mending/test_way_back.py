"""Each deed on a member has a way back. Numbers in names are those of the public reports that asked for it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from members import deeds
from members.mending.correcting import correct_event, facts_of
from members.mending.revoking import enter_again, revoke
from members.models import Deed, LifeEvent, Member
from tests import factories
from tests.members.life.projected import differing
from tests.organizations.deeds.small import build
from ui.refusals import Refused

pytestmark = pytest.mark.django_db
Kind = LifeEvent.Kind
MAY, JUNE, AUGUST = date(2024, 5, 1), date(2024, 6, 1), date(2024, 8, 1)
WHY = "Nhập nhầm người"


def spans(member: Member) -> list[tuple]:
    return list(member.memberships.order_by("since").values_list("organization__name", "since", "until"))


def newest(member: Member) -> LifeEvent:
    return member.events.order_by("-pk")[0]


@pytest.fixture
def small():
    return build(size=2)


@pytest.fixture
def member(small) -> Member:
    return small.members["first"][0]


def transferred(small, member, on=JUNE, to="second") -> LifeEvent:
    deeds.transfer(member=member, organization=getattr(small, to), on=on, by=small.office)
    return newest(member)


@pytest.mark.parametrize("kind", Kind.endings())
def test_7_an_ending_by_mistake_is_taken_back_whole(small, member, kind):
    before = spans(member)
    deeds.end(member=member, kind=kind, on=JUNE, by=small.office)
    deed = revoke(event=newest(member), reason=WHY, by=small.office)

    assert spans(member) == before
    assert not member.events.exists()
    assert (deed.state, deed.kind, deed.reason) == (Deed.State.REVOKED, Deed.Kind.LEAVE, WHY)
    assert AuditEvent.objects.latest("pk").verb == "member.revoke"


@pytest.mark.parametrize("side", [Kind.TRANSFERRED_IN, Kind.TRANSFERRED_OUT])
def test_9_a_wrong_transfer_of_today_is_put_right_today(small, member, side):
    before, today = spans(member), timezone.localdate()
    transferred(small, member, today)
    revoke(event=member.events.get(kind=side), reason=WHY, by=small.office)
    assert spans(member) == before

    transferred(small, member, today, to="third")
    assert spans(member) == [("Một", before[0][1], today), ("Ba", today, None)]


def test_9_a_transfer_on_the_day_of_admission_leaves_no_empty_stay(small):
    member = admitted(small, MAY)
    event = transferred(small, member, MAY)
    assert spans(member) == [("Hai", MAY, None)]
    revoke(event=event, reason=WHY, by=small.office)
    assert spans(member) == [("Một", MAY, None)]


def test_9_who_was_found_by_the_register_moves_on_its_first_day_and_back(small, member):
    [(_place, since, _until)] = spans(member)
    event = transferred(small, member, since)
    assert spans(member) == [("Hai", since, None)]
    revoke(event=event, reason=WHY, by=small.office)
    assert spans(member) == [("Một", since, None)]


def admitted(small, on) -> Member:
    facts = {"full_name": "Trần Thị Mới", "sex": "female", "birth_date": date(1995, 2, 3), "position": ""}
    facts |= {"admitted_on": on, "official_on": None}
    decided = on - timedelta(days=9)
    return deeds.enter(facts=facts, kind=Kind.ADMITTED, organization=small.first, decided_on=decided, by=small.office)


def test_3_the_day_of_a_ceremony_is_corrected_with_where_the_member_belongs(small):
    member = admitted(small, date(2015, 3, 20))
    facts = {"organization": small.first, "happened_on": date(2024, 3, 1), "decision_number": "9-QĐ/ĐU"}
    correct_event(event=newest(member), facts=facts | {"admitted_on": date(2024, 3, 20)}, reason=WHY, by=small.office)
    member.refresh_from_db()
    assert (member.admitted_on, newest(member).happened_on) == (date(2024, 3, 20), date(2024, 3, 1))
    assert spans(member) == [("Một", date(2024, 3, 20), None)]
    assert "admitted_on" in AuditEvent.objects.latest("pk").data["changes"]


def test_a_ceremony_before_its_decision_is_refused_in_a_correction_too(small):
    member = admitted(small, MAY)
    facts = {"organization": small.first, "happened_on": JUNE, "decision_number": "", "admitted_on": MAY}
    with pytest.raises(Refused) as refused:
        correct_event(event=newest(member), facts=facts, reason=WHY, by=small.office)
    assert list(refused.value.message_dict) == ["admitted_on"]
    assert differing() == []


@pytest.mark.parametrize(("place", "on"), [("third", JUNE), ("second", AUGUST), ("third", AUGUST)])
def test_a_transfer_is_corrected_in_place_and_day(small, member, place, on):
    event = transferred(small, member)
    facts = {"organization": getattr(small, place), "happened_on": on, "decision_number": ""}
    correct_event(event=event, facts=facts, reason=WHY, by=small.office)
    since = spans(member)[0][1]
    assert spans(member) == [("Một", since, on), (getattr(small, place).name, on, None)]
    assert {each.happened_on for each in member.events.all()} == {on}


def test_a_correction_that_says_the_same_is_none(small, member):
    event = transferred(small, member)
    with pytest.raises(Refused):
        correct_event(
            event=event,
            facts={"organization": small.second, "happened_on": JUNE, "decision_number": ""},
            reason=WHY,
            by=small.office,
        )


def test_what_rests_on_it_is_named(small, member):
    event = transferred(small, member, MAY)
    transferred(small, member, JUNE, to="third")
    with pytest.raises(Refused) as refused:
        revoke(event=event, reason=WHY, by=small.office)
    assert "01/06/2024" in str(refused.value)
    assert [place for place, *_days in spans(member)] == ["Một", "Hai", "Ba"]


def test_without_a_reason_nothing_is_revoked(small, member):
    event = transferred(small, member)
    with pytest.raises(Refused):
        revoke(event=event, reason="", by=small.office)
    assert LifeEvent.objects.filter(pk=event.pk).exists()


def test_what_was_revoked_is_entered_again_as_it_stood(small, member):
    event = transferred(small, member)
    there = spans(member)
    deed = revoke(event=event, reason=WHY, by=small.office)
    enter_again(deed=deed, by=small.office)
    assert spans(member) == there
    arrival = member.events.get(kind=Kind.TRANSFERRED_IN)
    assert arrival.counterpart.organization == small.first
    with pytest.raises(Refused):
        enter_again(deed=deed, by=small.office)


def test_who_was_entered_by_mistake_is_in_no_list_and_can_come_back(small):
    member = admitted(small, MAY)
    deed = revoke(event=newest(member), reason=WHY, by=small.office)
    assert not Member.objects.visible_to(small.office).filter(pk=member.pk).exists()
    assert not member.events.exists()
    assert Deed.objects.visible_to(small.office).get() == deed
    enter_again(deed=deed, by=small.office)
    assert spans(member) == [("Một", MAY, None)]


def test_who_is_named_elsewhere_was_not_entered_by_mistake(small):
    member = admitted(small, MAY)
    factories.CaseFactory(organization=small.first, member=member, acting_organization=small.first)
    with pytest.raises(Refused):
        revoke(event=newest(member), reason=WHY, by=small.office)
    assert spans(member)


def test_a_recognition_is_revoked_with_its_day(small):
    member = admitted(small, date(2022, 3, 1))
    deeds.recognize(member=member, on=date(2023, 3, 1), decided_on=date(2023, 3, 5), by=small.office)
    deed = revoke(event=newest(member), reason=WHY, by=small.office)
    member.refresh_from_db()
    assert member.official_on is None
    enter_again(deed=deed, by=small.office)
    member.refresh_from_db()
    assert member.official_on == date(2023, 3, 1)


def test_a_transfer_entered_late_goes_before_the_merger_that_carried_the_member(small, member):
    other = small.members["first"][1]
    deed = small.merge(small.first, into=small.second)
    transferred(small, member, JUNE, to="third")
    since = spans(member)[0][1]
    assert spans(member) == [("Một", since, JUNE), ("Ba", JUNE, None)]

    small.take_back(deed)
    assert spans(member) == [("Một", since, JUNE), ("Ba", JUNE, None)]
    assert spans(other) == [("Một", since, None)]
    assert differing() == []


def test_a_transfer_of_before_a_merger_is_revoked_after_it(small, member):
    event = transferred(small, member, MAY, to="third")
    small.merge(small.first, into=small.second)
    revoke(event=event, reason=WHY, by=small.office)
    since = spans(member)[0][1]
    assert spans(member) == [("Một", since, date(2024, 7, 1)), ("Hai", date(2024, 7, 1), None)]


def test_a_division_leaves_open_where_somebody_went(small, member):
    event = transferred(small, member, MAY, to="third")
    other = small.members["first"][1]
    small.split(small.first, "Tách", members=[other.pk])
    with pytest.raises(Refused) as refused:
        revoke(event=event, reason=WHY, by=small.office)
    assert "01/07/2024" in str(refused.value)


def test_a_transfer_is_not_put_after_what_rests_on_it(small, member):
    event = transferred(small, member, MAY)
    transferred(small, member, JUNE, to="third")
    facts = {"organization": small.second, "happened_on": AUGUST, "decision_number": ""}
    with pytest.raises(Refused) as refused:
        correct_event(event=event, facts=facts, reason=WHY, by=small.office)
    assert "01/06/2024" in str(refused.value)


def test_a_transfer_to_what_it_was_merged_into_is_told_of_by_a_stay_of_its_own(small, member):
    transferred(small, member, AUGUST)
    deed = small.merge(small.first, into=small.second)
    assert differing() == []
    small.take_back(deed)
    assert [place for place, *_days in spans(member)] == ["Một", "Hai"]


def test_what_lasts_is_not_corrected_to_end_before_it_begins(world):
    member, by = world.members["own"], world.users["committee"]
    deeds.rest(member=member, kind=Kind.EXEMPTED, on=date(2024, 1, 5), until=date(2024, 3, 1), note="Tuổi cao", by=by)
    event = member.events.get(kind=Kind.EXEMPTED)
    facts = facts_of(event) | {"happened_on": date(2024, 6, 1)}
    with pytest.raises(Refused) as refused:
        correct_event(event=event, facts=facts, reason="Ghi nhầm ngày", by=by)
    assert "until" in refused.value.message_dict
