"""Disciplines are entered in a case that requires one."""

from datetime import date

import pytest
from django.urls import reverse

from inspections.models import Case, Discipline
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
