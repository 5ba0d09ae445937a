from datetime import date

import pytest
from django.urls import reverse

from committees import offices
from inspections.models import Case
from tests.committees.formed import formed
from tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(world):
    by = world.users["committee"]
    office = formed(world.own_cell, ("secretary", world.members["own"]), by=by).offices.get()
    return offices.end(office=office, on=date(2022, 1, 1), ending="relieved", by=by)


def _case(world, opened_on, member="own"):
    return CaseFactory(organization=world.own_cell, member=world.members[member], opened_on=opened_on)


def test_an_act_is_on_a_committee_member_by_the_office_of_its_day(world, secretary):
    during = _case(world, date(2021, 12, 31))
    for opened_on in (date(2020, 5, 31), date(2022, 1, 1)):
        _case(world, opened_on)
    _case(world, date(2021, 6, 1), "own_second")
    CaseFactory(organization=world.own_cell, opened_on=date(2021, 6, 1))

    assert [*Case.objects.of_committee_members()] == [during]


def test_the_list_says_how_many_and_shows_them_alone(client, world, secretary):
    during = _case(world, date(2021, 12, 31))
    _case(world, date(2022, 1, 1))
    client.force_login(world.users["inspector"])

    assert client.get(reverse("inspections:list")).context["counts"]["in_office"] == 1
    shown = client.get(reverse("inspections:list"), {"subject": "in_office"})
    assert [row.pk for row in shown.context["page"]] == [during.pk]
    assert "Trong đó có 1 lượt" in " ".join(shown.text.split())


def test_a_new_case_names_the_office_of_its_day(client, world, secretary):
    client.force_login(world.users["inspector"])
    facts = {
        "no_secrets": "on",
        "number": "KT-01",
        "kind": "inspection",
        "basis": "programme",
        "body": "bloc_commission",
        "subject_kind": "member",
        "member_number": world.members["own"].code,
        "content": "Nội dung",
    }
    client.post(reverse("inspections:open"), {**facts, "opened_on": "01/06/2021"})

    assert Case.objects.get().member_position == f"Bí thư {world.own_cell.name}"
