"""One act bears one number, however it is typed."""

from datetime import date

import pytest
from django.urls import reverse

from inspections.models import Case
from inspections.pickers import subject_members
from stored.cleaning import give_keys
from tests import factories
from tests.inspections.cases import facts_of, open_case

OPEN = reverse("inspections:open")
WAYS = ["TH-904", "th-904", "TH\u2011904", "TH-904\u200b", "TH – 904", "\ufeffＴＨ－904", "TH\u2212904"]


@pytest.fixture
def inspector(client, world):
    client.force_login(world.users["inspector"])
    return client


@pytest.mark.parametrize("typed", WAYS)
def test_a_number_is_entered_once_in_whatever_way_it_was_typed(inspector, world, typed):
    open_case(world, number="TH-904")
    response = inspector.post(OPEN, facts_of(world, number=typed))
    assert response.status_code == 200
    assert "Số này đã được ghi" in str(response.context["form"].errors["number"])
    assert Case.objects.count() == 1


def test_a_correction_takes_no_number_of_another_and_may_keep_its_own(inspector, world):
    open_case(world, number="TH-904")
    case = open_case(world, number="TH-905", acting_organization=world.bloc)
    page = reverse("inspections:correct", args=[case.pk])
    seen = inspector.get(page).context["form"]["seen"].value()
    facts = facts_of(world, seen=seen, opened_on="05/05/2023", number="th-904")
    assert "number" in inspector.post(page, facts).context["form"].errors
    assert inspector.post(page, {**facts, "number": "th – 905"}).status_code == 302
    case.refresh_from_db()
    assert (case.number, case.number_key) == ("th – 905", "th-905")


def test_two_that_were_stored_before_stay_and_are_told(world):
    first, second = open_case(world, number="TH-904"), open_case(world, number="TH-905")
    Case.objects.filter(pk=second.pk).update(number="th-904")
    assert give_keys(Case, "number", "number_key") == [f"“TH-904” = “th-904” (id {second.pk})"]
    second.refresh_from_db()
    second.full_clean()
    second.save()
    assert Case.objects.get(number_key="th-904") == first


@pytest.mark.parametrize("typed", WAYS)
def test_the_case_of_that_number_comes_first_however_it_was_typed(world, typed):
    wanted = open_case(world, number="TH-904", opened_on=date(2019, 1, 1))
    open_case(world, number="TH-9041")
    assert Case.objects.nearest_first(typed).first() == wanted


def test_what_nobody_can_see_is_no_content(inspector, world):
    response = inspector.post(OPEN, facts_of(world, content="\u200b\u200c\u200d\u2060\u3164"))
    assert "content" in response.context["form"].errors
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "typed", ["Ðoàn Thị Hoà", "đoàn  thị\xa0hòa", "\u200bDOAN THI HOA", "dv900009\u200b", "ＤＶ900009"]
)
def test_a_member_is_meant_by_name_or_number_however_it_is_typed(world, typed):
    member = factories.member_of(world.own_cell, full_name="Đoàn Thị Hòa", code="DV900009")
    assert subject_members(world.users["inspector"]).meant(typed) == [member]
