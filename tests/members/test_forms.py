from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from members.models import Member, Membership
from tests import factories

pytestmark = pytest.mark.django_db
TYPED = {
    "kind": "admitted",
    "decided_on": "20/01/2024",
    "decision_number": "15-QĐ/ĐU",
    "full_name": "nguyễn  Thị   An",
    "sex": "female",
    "birth_date": "3/2/1995",
    "position": "Chuyên viên",
    "admitted_on": "03/02/2024",
    "official_on": "",
}


@pytest.fixture
def world(client, world):
    client.force_login(world.users["committee"])
    return world


def _enter(client, world, **changes):
    return client.post(reverse("members:enter"), {**TYPED, "organization": world.own_cell.pk, **changes})


@pytest.mark.parametrize("typed", ["nguyễn  thị an", "NGUYỄN THỊ AN"])
def test_a_name_in_letters_of_one_size_gets_capitals_at_entry_and_correction(client, world, typed):
    _enter(client, world, full_name=typed)
    member = Member.objects.get(full_name="Nguyễn Thị An")

    page = client.get(reverse("members:correct", args=[member.pk]))
    facts = {**page.context["form"].initial, **TYPED, "full_name": typed.replace("an", "bình").replace("AN", "BÌNH")}
    client.post(reverse("members:correct", args=[member.pk]), {**facts, "reason": "Ghi sai tên"})

    member.refresh_from_db()
    assert member.full_name == "Nguyễn Thị Bình"


def test_a_bulk_writer_stores_such_a_name_with_capitals_too(world):
    Member.objects.filter(pk=world.members["own"].pk).update(full_name="h'hen niê")
    assert Member.objects.get(pk=world.members["own"].pk).full_name == "H'Hen Niê"


def test_entered_member_is_on_the_list(client, world):
    response = _enter(client, world)

    member = Member.objects.get(full_name="nguyễn Thị An")
    assert response.url == member.get_absolute_url()
    assert member.birth_date == date(1995, 2, 3)
    assert member.memberships.get().organization == world.own_cell


TOMORROW = f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"full_name": ""}, "full_name"),
        ({"full_name": "123 456"}, "full_name"),
        ({"full_name": "a" * 121}, "full_name"),
        ({"full_name": "An\x00"}, "full_name"),
        ({"sex": "other"}, "sex"),
        ({"birth_date": "30/02/1990"}, "birth_date"),
        ({"birth_date": "1990"}, "birth_date"),
        ({"birth_date": "02/95"}, "birth_date"),
        ({"birth_date": "01/01/1066"}, "birth_date"),
        ({"birth_date": TOMORROW}, "birth_date"),
        ({"birth_date": "04/02/2024"}, "admitted_on"),
        ({"admitted_on": TOMORROW}, "admitted_on"),
        ({"admitted_on": "19/01/2024"}, "admitted_on"),
        ({"admitted_on": "20/01/2025"}, "admitted_on"),
        ({"decided_on": "20/01/2014"}, "admitted_on"),
        ({"official_on": "02/02/2024"}, "official_on"),
        ({"decided_on": ""}, "decided_on"),
        ({"kind": "born"}, "kind"),
        ({"kind": "transferred_in"}, "decided_on"),
        ({"organization": "sibling"}, "organization"),
        ({"organization": "own"}, "organization"),
        ({"organization": "99999999999999999999"}, "organization"),
        ({"birth_date": "01/01/2010"}, "confirmed"),
        ({"birth_date": "01/01/1960"}, "confirmed"),
    ],
)
def test_wrong_input_is_refused_at_its_field_and_nothing_typed_is_lost(client, world, changes, field):
    if changes.get("organization") in ("sibling", "own"):
        changes = {
            "organization": getattr(world, {"sibling": "sibling_cell", "own": "own"}[changes["organization"]]).pk
        }

    response = _enter(client, world, **changes)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    for name in ("full_name", "birth_date", "position", "admitted_on", "decided_on"):
        typed = {**TYPED, **changes}[name]
        assert f'value="{typed}"' in response.text or not typed or "\x00" in typed
    assert not Member.objects.filter(full_name__contains="Thị An").exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    ("birth", "admitted", "asked"),
    [
        ("03/02/2006", "03/02/2024", False),
        ("04/02/2006", "03/02/2024", True),
        ("03/02/1964", "03/02/2024", False),
        ("03/02/1963", "03/02/2024", True),
    ],
)
def test_unusual_age_is_asked_about_once(client, world, birth, admitted, asked):
    first = _enter(client, world, birth_date=birth, admitted_on=admitted)

    assert (first.status_code == 200) is asked
    if asked:
        assert 'type="checkbox"' in first.text
        assert _enter(client, world, birth_date=birth, admitted_on=admitted, confirmed="on").status_code == 302


@pytest.mark.parametrize(("birth", "age"), [("01/02/2022", 2), ("03/02/1920", 104)])
def test_an_age_that_nobody_has_is_refused_whatever_is_ticked(client, world, birth, age):
    answer = _enter(client, world, birth_date=birth, admitted_on="03/02/2024", confirmed="on")

    assert f"lúc {age} tuổi. Hãy kiểm tra lại ngày sinh" in answer.context["form"].errors["birth_date"][0]
    assert not Member.objects.filter(full_name__contains="Thị An").exists()


def _facts(member: Member, **changes):
    return {
        "full_name": member.full_name,
        "sex": member.sex,
        "birth_date": f"{member.birth_date:%d/%m/%Y}",
        "position": member.position,
        "admitted_on": f"{member.admitted_on:%d/%m/%Y}",
        "official_on": f"{member.official_on:%d/%m/%Y}",
        **changes,
    }


def test_correction_that_meets_another_keeps_both_in_sight_and_may_be_repeated(client, world):
    member = world.members["own"]
    url = reverse("members:correct", args=[member.pk])
    seen = client.get(url).context["form"]["seen"].value()
    Member.objects.filter(pk=member.pk).update(position="Bí thư")

    refused = client.post(url, _facts(member, position="Phó Bí thư", seen=seen))

    assert refused.status_code == 409
    assert 'value="Phó Bí thư"' in refused.text
    assert "<dd>Bí thư</dd>" in refused.text
    again = client.post(url, _facts(member, position="Phó Bí thư", seen=refused.context["form"]["seen"].value()))
    assert again.status_code == 302
    member.refresh_from_db()
    assert member.position == "Phó Bí thư"


def test_a_corrected_ceremony_is_held_against_the_decision_of_the_admission(client, world):
    member = world.members["own"]
    member.events.create(kind="admitted", happened_on=date(2005, 2, 20), organization=world.own_cell)
    page = reverse("members:correct", args=[member.pk])
    seen = client.get(page).context["form"]["seen"].value()

    for day, saved in (("19/02/2005", False), ("20/02/2005", True)):
        response = client.post(page, _facts(member, admitted_on=day, seen=seen))
        assert (response.status_code == 302) is saved
        assert saved or list(response.context["form"].errors) == ["admitted_on"]


def test_the_last_decision_is_offered_for_the_next_and_to_nobody_else(client, world):
    page = reverse("members:enter")
    assert "15-QĐ/ĐU" not in client.get(page).text

    _enter(client, world)

    offered = client.get(page).text
    assert 'value="15-QĐ/ĐU"' in offered
    assert 'value="20/01/2024"' in offered
    assert "Như quyết định vừa ghi" in offered
    client.force_login(world.users["bloc_office"])
    assert "15-QĐ/ĐU" not in client.get(page).text


def test_unsaved_name_does_not_become_the_pages_title(client, world):
    member = world.members["own"]

    response = client.post(reverse("members:correct", args=[member.pk]), _facts(member, full_name="Tên Sai", sex=""))

    assert f'<p class="page-note">{member.full_name}</p>' in response.text


@pytest.mark.parametrize(
    ("deed", "data", "field"),
    [
        ("transfer", {"organization": "own_cell", "on": "01/06/2024"}, "organization"),
        ("transfer", {"organization": "own_second_cell", "on": "01/06/2009"}, "on"),
        ("end", {"kind": "died", "on": TOMORROW}, "on"),
        ("end", {"kind": "vanished", "on": "01/06/2024"}, "kind"),
        ("end", {"kind": "died", "on": "1.1"}, "on"),
        ("recognize", {"on": "01/06/2024", "decided_on": "01/06/2024"}, "__all__"),
    ],
)
def test_deed_that_cannot_be_is_said_at_its_field(client, world, deed, data, field):
    member = world.members["own"]
    if "organization" in data:
        data = {**data, "organization": getattr(world, data["organization"]).pk}

    response = client.post(reverse(f"members:{deed}", args=[member.pk]), data)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert Membership.objects.get(member=member).until is None


@pytest.mark.parametrize(
    ("deed", "data"),
    [
        ("transfer", {"organization": "own_second_cell", "on": "01/06/2024"}),
        ("end", {"kind": "resigned", "on": "01/06/2024", "note": "theo nguyện vọng"}),
    ],
)
def test_deed_ends_the_membership_on_its_day(client, world, deed, data):
    member = world.members["own"]
    if "organization" in data:
        data = {**data, "organization": getattr(world, data["organization"]).pk}

    response = client.post(reverse(f"members:{deed}", args=[member.pk]), data)

    assert response.url == member.get_absolute_url()
    assert Membership.objects.get(member=member, organization=world.own_cell).until == date(2024, 6, 1)


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("died", "Từ trần"),
        ("expelled", "Khai trừ"),
        ("resigned", "Xin ra Đảng"),
        ("removed", "Xóa tên"),
        ("transferred_out", "Chuyển đi"),
    ],
)
def test_the_page_says_how_and_when_the_membership_ended(client, world, kind, word):
    member = world.members["own"]
    deed = ["members:do", member.pk, "depart"] if kind == "transferred_out" else ["members:end", member.pk]
    client.post(reverse(deed[0], args=deed[1:]), {"kind": kind, "on": "01/06/2024"})
    page = client.get(member.get_absolute_url())

    assert page.context["note"].split(" · ")[:2] == [member.code, f"{word} ngày 01/06/2024"]
    assert "không còn sinh hoạt ở tổ chức nào" in page.text
    assert "đảng viên chính thức" not in page.text


def test_who_left_for_a_sibling_can_be_looked_at_but_no_longer_edited(client, world):
    member = world.members["own"]
    Membership.objects.filter(member=member).update(until=date(2023, 1, 1))
    factories.MembershipFactory(member=member, organization=world.sibling_cell, since=date(2023, 1, 1))

    page = client.get(member.get_absolute_url())
    assert (page.status_code, "đã chuyển đi" in page.text) == (200, True)
    for deed in ("correct", "transfer", "recognize", "end"):
        assert client.get(reverse(f"members:{deed}", args=[member.pk])).status_code == 404
