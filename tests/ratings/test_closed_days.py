"""Whoever enters something with a day in a closed year is told at once what comes of it, and enters it all the same."""

from datetime import date

import pytest
from django.urls import reverse

from inspections.models import Body, Case
from members.models import LifeEvent
from ratings.models import RatingYear
from ratings.register.differences import differences
from tests import factories
from tests.ratings import sheets

pytestmark = pytest.mark.django_db
TOLD = "nhập sau khi khóa"
DAYS = {"2024": True, "2025": False}


@pytest.fixture
def closed(world, year):
    """2024."""
    sheets.close_year(year, world.users["bloc_office"])
    return year


def recognized(world, day):
    member = world.members["own"]
    member.official_on = None
    member.admitted_on = date(2023, 1, 3)
    member.save()
    decided_on = {"2024": "28/12/2024", "2025": "10/01/2025"}[day]
    return "members:recognize", [member.pk], {"on": "20/01/2025", "decided_on": decided_on, "note": "Nghỉ ốm"}


def left(world, day):
    return "members:end", [world.members["own"].pk], {"kind": "removed", "on": f"02/01/{day}", "note": "Bỏ sinh hoạt"}


def transferred(world, day):
    sent = {"organization": world.own_second_cell.pk, "on": f"02/01/{day}"}
    return "members:transfer", [world.members["own"].pk], sent


def entered(world, day):
    facts = {"full_name": "Lê Văn Mới", "sex": "male", "birth_date": "01/02/1990", "admitted_on": f"10/01/{day}"}
    chosen = {"kind": "admitted", "organization": world.own_cell.pk, "decided_on": f"04/01/{day}"}
    return "members:enter", [], facts | chosen


DEEDS = (recognized, left, transferred, entered)


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
@pytest.mark.parametrize(("day", "told"), DAYS.items())
def test_a_day_in_a_closed_year_is_told_of(world, closed, client, deed, day, told):
    client.force_login(world.users["bloc_office"])
    name, where, sent = deed(world, day)
    shown = client.post(reverse(name, args=where), sent | {"foreseen": "on"}, follow=True)
    assert shown.redirect_chain, shown.context["form"].errors
    assert (TOLD in shown.text) is told
    assert ("/ratings/2024/correct/" in shown.text) is told
    assert bool(differences(closed)) is told


def case_of(world, day, **values):
    facts = {"number": "7-QĐ", "kind": "inspection", "basis": "programme", "body": Body.SUPERIOR_COMMISSION}
    subject = {"subject_kind": "organization", "subject_organization": world.own.pk}
    return {**facts, **subject, "opened_on": f"05/03/{day}", "content": "Kiểm tra", "no_secrets": "on", **values}


@pytest.mark.parametrize(("day", "told"), DAYS.items())
def test_a_case_begun_in_a_closed_year_is_told_of(world, closed, client, day, told):
    client.force_login(world.users["inspector"])
    shown = client.post(reverse("inspections:open"), case_of(world, day), follow=True)
    assert Case.objects.exists(), shown.context["form"].errors
    assert (TOLD in shown.text) is told
    assert "/ratings/2024/correct/" not in shown.text


def test_of_a_corrected_case_only_what_the_year_keeps_is_told_of(world, closed, client):
    client.force_login(world.users["inspector"])
    client.post(reverse("inspections:open"), case_of(world, "2024"), follow=True)
    case = Case.objects.get()
    page = reverse("inspections:correct", args=[case.pk])
    for change, told in (({"content": "Nội dung khác"}, False), ({"opened_on": "06/03/2024"}, True)):
        seen = client.get(page).context["form"]["seen"].value()
        shown = client.post(page, case_of(world, "2024", seen=seen, **change), follow=True)
        assert shown.redirect_chain, shown.context["form"].errors
        assert (TOLD in shown.text) is told


def test_a_membership_from_an_earlier_year_touches_each_closed_year_after_it(world, closed, client):
    factories.RatingYearFactory(root=world.bloc, year=2023, state=RatingYear.State.CLOSED).editions.create(
        number=1, origin="closing"
    )
    client.force_login(world.users["bloc_office"])
    _name, where, sent = transferred(world, "2023")
    shown = client.post(reverse("members:transfer", args=where), sent | {"foreseen": "on"}, follow=True)
    assert "Đã khóa: năm 2023, 2024 (từ " in shown.text


def test_a_closed_year_of_another_root_is_none_of_theirs(world, year, client):
    foreign = factories.RatingYearFactory(root=world.foreign_bloc, year=2023, state=RatingYear.State.CLOSED)
    foreign.editions.create(number=1, origin="closing")
    client.force_login(world.users["bloc_office"])
    name, where, sent = left(world, "2023")
    assert TOLD not in client.post(reverse(name, args=where), sent | {"foreseen": "on"}, follow=True).text
    assert LifeEvent.objects.filter(kind="removed").exists()
