"""Disciplines are entered in a case that requires one."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.trail.record import history
from inspections.models import Case, Discipline
from notices.models import Notice
from tests.inspections.cases import TOMORROW, conclude, open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(client, world):
    client.force_login(world.users["inspector"])
    return world


def _discipline(client, case: Case, **changes):
    data = {"form": "reprimand", "decision_number": "9-QĐ", "decided_on": "01/07/2023", "counted_in_year": "2023"}
    return client.post(reverse("inspections:add_discipline", args=[case.pk]), {**data, **changes})


def _violated(world, **changes) -> Case:
    outcome = {"concluded_on": date(2023, 6, 5), "conclusion": "Có vi phạm", "violation_found": True}
    return open_case(world, **{**outcome, "discipline_required": True, **changes})


@pytest.mark.parametrize(
    ("subject", "position", "official_on", "forms"),
    [
        (None, "", None, {"reprimand", "warning", "dissolution"}),
        ("own", "Bí thư", date(2006, 3, 3), {"reprimand", "warning", "removal_from_office", "expulsion"}),
        ("own", "", date(2006, 3, 3), {"reprimand", "warning", "expulsion"}),
        ("own", "Bí thư", None, {"reprimand", "warning"}),
        ("own", "Bí thư", date(2023, 7, 2), {"reprimand", "warning"}),
    ],
)
def test_each_subject_has_its_own_forms(client, world, subject, position, official_on, forms):
    member = world.members[subject] if subject else None
    if member:
        member.official_on = official_on
        member.save()
    for form in Discipline.Form:
        case = _violated(world, member=member, member_position=position)
        response = _discipline(client, case, form=form)
        assert case.disciplines.exists() is (form in forms), form
        case.refresh_from_db()
        assert case.discipline_applied is (True if form in forms else None)
        if form not in forms:
            assert list(response.context["form"].errors) == ["form"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"decided_on": TOMORROW}, "decided_on"),
        ({"decided_on": "01/01/2023"}, "decided_on"),
        ({"announced_on": "30/06/2023"}, "announced_on"),
        ({"announced_on": TOMORROW}, "announced_on"),
        ({"announced_on": "25/05/2054"}, "announced_on"),
        ({"counted_in_year": "2022"}, "counted_in_year"),
        ({"counted_in_year": "2025"}, "counted_in_year"),
        ({"violated_from": "02/07/2023"}, "violated_from"),
        ({"violated_until": "02/07/2023"}, "violated_until"),
        ({"violated_from": "02/06/2023", "violated_until": "01/06/2023"}, "violated_until"),
        ({"violated_from": "không rõ"}, "violated_from"),
        ({"decision_number": ""}, "decision_number"),
        ({"counted_in_year": "23"}, "counted_in_year"),
        ({"counted_in_year": "2.023,5"}, "counted_in_year"),
    ],
)
def test_wrong_discipline_is_refused_at_its_field(client, world, changes, field):
    case = _violated(world)

    assert list(_discipline(client, case, **changes).context["form"].errors) == [field]
    assert not case.disciplines.exists()


def test_without_a_conclusion_that_requires_it_there_is_no_discipline(client, world):
    case = _violated(world, discipline_required=False)

    assert "Kết luận không yêu cầu thi hành kỷ luật" in _discipline(client, case).text
    assert not case.disciplines.exists()


def test_conclusion_cannot_deny_a_discipline_that_is_entered(client, world):
    case = _violated(world)
    _discipline(client, case)

    response = conclude(client, case, outcome="required")

    assert list(response.context["form"].errors) == ["outcome"]
    assert "chọn “Có vi phạm, đã thi hành kỷ luật”" in response.text


@pytest.mark.parametrize("number", ["9-QĐ", " 9 - qđ ", "9\u2011QĐ"])
def test_a_decision_stands_in_a_case_once(client, world, number):
    case = _violated(world)
    assert _discipline(client, case).status_code == 302
    again = _discipline(client, case, decision_number=number, form="warning", decided_on="02/07/2023")
    assert "khiển trách" in str(again.context["form"].errors["decision_number"]).lower()
    assert case.disciplines.count() == 1


def test_numbers_begin_anew_with_each_year(client, world):
    case = _violated(world)
    _discipline(client, case)
    _discipline(client, case, decided_on="01/07/2024", counted_in_year="2024")
    assert case.disciplines.count() == 2


HAPPENED = {"violated_from": "01/02/2021", "violated_until": "05/06/2022"}


def test_where_and_when_it_happened_stands_on_the_record_in_the_trail_and_in_the_export(client, world):
    case = _violated(world, member=world.members["own"])
    there = world.own_second_cell
    assert _discipline(client, case, violated_at=there.pk, **HAPPENED).status_code == 302
    discipline = case.disciplines.get()
    assert (discipline.violated_at, discipline.violated_from) == (there, date(2021, 2, 1))
    happened = f"{there.name}, 01/02/2021 – 05/06/2022"
    assert happened in client.get(reverse("inspections:detail", args=[case.pk])).text
    assert history(discipline).get().data["happened"] == happened
    assert happened in client.get(reverse("inspections:list"), {"columns": ["number", "happened"]}).text
    notice = Notice.objects.get(kind="case.discipline", recipient=world.users["leader"])
    assert happened in notice.text


def test_an_organization_violates_nowhere_else(client, world):
    case = _violated(world)
    page = client.get(reverse("inspections:add_discipline", args=[case.pk]))
    assert "violated_at" not in page.context["form"].fields
    assert _discipline(client, case, violated_at=world.sibling_cell.pk, **HAPPENED).status_code == 302
    assert case.disciplines.get().violated_at is None


def test_a_place_out_of_reach_is_refused_and_what_was_typed_stays(client, world):
    case = _violated(world, member=world.members["own"])
    page = _discipline(client, case, violated_at=world.foreign_cell.pk, **HAPPENED)
    assert list(page.context["form"].errors) == ["violated_at"]
    assert world.foreign_cell.name not in page.text
    assert "01/02/2021" in page.text
    assert not case.disciplines.exists()
