"""A case is opened: its subject, its acting body, what is refused at its field."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from inspections.models import Body, Case
from inspections.rules import ACTS_AT
from tests import factories
from tests.inspections.cases import TOMORROW, facts_of
from ui.pickers.fields import OFFERED

pytestmark = pytest.mark.django_db


def rows_offered(form, name):
    offer = form.fields[name].widget.offer
    return offer.rows if offer else []


@pytest.fixture
def world(client, world):
    client.force_login(world.users["inspector"])
    return world


def test_case_on_an_organisation(client, world):
    response = client.post(reverse("inspections:open"), facts_of(world))

    case = Case.objects.get()
    assert response.url == case.get_absolute_url()
    assert (case.organization, case.member, case.opened_on) == (world.own, None, date(2024, 3, 5))
    assert AuditEvent.objects.get().verb == "case.open"


def test_case_on_a_member_keeps_organisation_and_position_of_the_time(client, world):
    member = world.members["own"]
    member.position = "Phó Bí thư"
    member.save()
    member.memberships.update(until=date(2024, 4, 1))
    factories.MembershipFactory(member=member, organization=world.own_second_cell, since=date(2024, 4, 1))

    client.post(
        reverse("inspections:open"), facts_of(world, subject_organization="", member_number=member.code.lower())
    )

    case = Case.objects.get()
    assert (case.member, case.organization, case.member_position) == (member, world.own_cell, "Phó Bí thư")


@pytest.mark.parametrize("typed", ["Ngô Thị Riêng Biệt", "ngô thị riêng biệt", "ngo thi rieng biet"])
def test_a_member_is_found_by_a_name_that_only_one_has(client, world, typed):
    member = factories.member_of(world.own_cell, full_name="Ngô Thị Riêng Biệt")

    client.post(reverse("inspections:open"), facts_of(world, subject_organization="", member_number=typed))

    assert Case.objects.get().member == member


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Ngô Thị Riêng", ["DV900001", "DV900002"]),
        ("Thị Riêng", ["DV900001", "DV900002"]),
        ("Ngô Văn Khác", ["DV900003"]),
        ("Ngô Thị Riênk", ["DV900001", "DV900002"]),
        ("Không Ai Cả", []),
        ("???", []),
    ],
)
def test_a_name_that_leaves_a_choice_enters_nothing_and_offers_who_is_meant(client, world, typed, offered):
    world.own_cell.name = "Chi bộ Thử"
    world.own_cell.save()
    names = ("Ngô Thị Riêng", "Ngô Thị Riêng", "Ngô Văn Khắc")
    for number, name in enumerate(names, start=1):
        factories.member_of(world.own_cell, code=f"DV90000{number}", full_name=name)
    factories.member_of(world.foreign_bloc, code="DV900009", full_name="Ngô Thị Riêng")

    response = client.post(reverse("inspections:open"), facts_of(world, subject_organization="", member_number=typed))

    form = response.context["form"]
    assert list(form.errors) == ["member_number"]
    assert [row.value for row in rows_offered(form, "member_number")] == offered
    assert all(row.detail == "sinh năm 1980 · Chi bộ Thử" for row in rows_offered(form, "member_number"))
    assert ("Không có đảng viên nào" in response.text) is (not offered or typed == "Ngô Thị Riênk")
    assert response.text.count('type="radio" name="member_number"') == len(offered)
    assert "DV900009" not in response.text
    assert not Case.objects.exists()


def test_of_many_of_a_name_some_are_offered_and_it_is_said_that_there_are_more(client, world):
    for _number in range(OFFERED + 1):
        factories.member_of(world.own_cell, full_name="Ngô Thị Đông")

    response = client.post(
        reverse("inspections:open"), facts_of(world, subject_organization="", member_number="Ngô Thị Đông")
    )

    assert len(rows_offered(response.context["form"], "member_number")) == OFFERED
    assert "Còn 1 kết quả nữa" in response.text


def test_the_page_of_a_subject_leads_to_its_new_case(client, world):
    member = world.members["own"]
    for part, args, query in (
        ("of_member", [member.pk], f"member={member.code}"),
        ("of_organization", [world.own.pk], f"organization={world.own.pk}"),
    ):
        address = f"{reverse('inspections:open')}?{query}"
        assert f'href="{address}"' in client.get(reverse(f"inspections:{part}", args=args)).text
        form = client.get(address).context["form"]
        assert [form[name].value().value for name in ("member_number", "subject_organization")].count("") == 1
    assert f'name="subject_organization" value="{world.own.pk}"' in client.get(address).text

    client.force_login(world.users["leader"])
    assert reverse("inspections:open") not in client.get(reverse("inspections:of_member", args=[member.pk])).text


def test_who_has_left_can_still_be_a_subject(client, world):
    member = world.members["own"]
    member.memberships.update(until=date(2020, 1, 1))

    client.post(reverse("inspections:open"), facts_of(world, subject_organization="", member_number=member.code))

    assert Case.objects.get().organization == world.own_cell


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "CŨ"}, "number"),
        ({"kind": "raid"}, "kind"),
        ({"basis": "rumour"}, "basis"),
        ({"kind": "supervision", "basis": "suspected_violation"}, "basis"),
        ({"body": "grassroots_commission"}, "acting_organization"),
        ({"body": "cell"}, "acting_organization"),
        ({"acting_organization": "foreign"}, "acting_organization"),
        ({"subject_organization": ""}, "subject_organization"),
        ({"subject_organization": "foreign"}, "subject_organization"),
        ({"member_number": "own"}, "member_number"),
        ({"subject_organization": "", "member_number": "foreign"}, "member_number"),
        ({"subject_organization": "", "member_number": "DV999999"}, "member_number"),
        ({"content": ""}, "content"),
        ({"content": "x" * 301}, "content"),
        ({"opened_on": TOMORROW}, "opened_on"),
        ({"opened_on": "31/04/2024"}, "opened_on"),
        ({"subject_organization": "", "member_number": "own", "opened_on": "02/03/2005"}, "opened_on"),
        ({"no_secrets": ""}, "no_secrets"),
    ],
)
def test_wrong_input_is_refused_at_its_field_and_nothing_typed_is_lost(client, world, changes, field):
    factories.CaseFactory(number="CŨ", organization=world.own)
    numbers = {"own": world.members["own"].code, "foreign": world.members["foreign"].code}
    if changes.get("member_number") in numbers:
        changes = {**changes, "member_number": numbers[changes["member_number"]]}
    for name in ("acting_organization", "subject_organization"):
        if changes.get(name) == "foreign":
            changes = {**changes, name: world.foreign_bloc.pk}

    response = client.post(reverse("inspections:open"), facts_of(world, **changes))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert changes.get("content", "Việc chấp hành quy chế làm việc")[:300] in response.text
    assert "Sao Xa" not in response.text
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "subject", "acting"),
    [
        ("bloc_commission", "own_cell", "bloc"),
        ("bloc_standing", "own", "bloc"),
        ("grassroots_committee", "own_cell", "own"),
        ("grassroots_commission", "own", "own"),
        ("cell", "own_cell", "own_cell"),
        ("cell", "lone_cell", "lone_cell"),
    ],
)
def test_the_body_implies_the_organisation_that_acted(client, world, body, subject, acting):
    facts = facts_of(world, body=body, acting_organization="", subject_organization=getattr(world, subject).pk)

    client.post(reverse("inspections:open"), facts)

    assert Case.objects.get().acting_organization == getattr(world, acting)


def test_where_no_such_body_stands_above_the_subject_it_is_asked_for(client, world):
    facts = facts_of(world, body="grassroots_committee", acting_organization="", subject_organization=world.bloc.pk)

    response = client.post(reverse("inspections:open"), facts)

    assert list(response.context["form"].errors) == ["acting_organization"]


@pytest.mark.parametrize("kind", ["organization", "member"])
def test_what_stands_in_the_box_of_the_other_kind_is_no_subject(client, world, kind):
    facts = facts_of(world, subject_kind=kind, member_number=world.members["own"].code, subject_organization_text="?")
    facts["subject_organization"] = world.own.pk
    if kind == "organization":
        facts |= {"member_number_text": "không ai cả", "subject_organization_text": world.own.code}

    client.post(reverse("inspections:open"), facts)

    case = Case.objects.get()
    assert (case.member is None, case.organization) == (
        kind == "organization",
        world.own if kind == "organization" else world.own_cell,
    )


@pytest.mark.parametrize("kind", ["organization", "member"])
def test_a_kind_without_its_subject_is_asked_for_at_its_own_box(client, world, kind):
    facts = facts_of(world, subject_kind=kind, subject_organization="", member_number="")

    response = client.post(reverse("inspections:open"), facts)

    assert list(response.context["form"].errors) == [
        {"organization": "subject_organization", "member": "member_number"}[kind]
    ]


KINDS = ("bloc", "own", "lone_cell", "own_cell")


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("body", Body)
def test_each_body_acts_only_where_it_exists(client, world, body, name):
    acting = getattr(world, name)

    response = client.post(reverse("inspections:open"), facts_of(world, body=body, acting_organization=acting.pk))

    fits = acting.kind in ACTS_AT[body]
    assert Case.objects.exists() is fits
    if not fits:
        assert list(response.context["form"].errors) == ["acting_organization"]
