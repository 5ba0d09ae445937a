"""A case that is concluded and still asks for a discipline is told of as such, wherever cases are listed."""

from datetime import date

import pytest
from django.urls import reverse

from inspections.models import Case
from inspections.waiting import cases_waiting
from tests.inspections.cases import open_case

pytestmark = pytest.mark.django_db
DUE = "kết luận ngày 01/06/2023, chưa thi hành kỷ luật"
UNDECIDED = "kết luận ngày 01/06/2023, chưa xác định việc thi hành kỷ luật"
DONE = "kết luận ngày 01/06/2023"


def concluded(world, **answers) -> Case:
    return open_case(world, **{"concluded_on": date(2023, 6, 1), "violation_found": True, **answers})


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"discipline_required": True}, DUE),
        ({"discipline_required": True, "discipline_applied": False}, DUE),
        ({"discipline_required": True, "discipline_applied": True}, DONE),
        ({"discipline_required": False}, DONE),
        ({}, UNDECIDED),
        ({"kind": "supervision"}, DONE),
        ({"violation_found": False}, DONE),
    ],
)
def test_each_list_says_how_far_a_case_is(client, world, answers, words):
    concluded(world, **answers)
    for who in ("inspector", "leader"):
        client.force_login(world.users[who])
        for page in (reverse("inspections:list"), reverse("inspections:of_organization", args=[world.own.pk])):
            assert f">{words}<" in client.get(page).text, (who, page)


def test_the_list_is_narrowed_to_those_whose_discipline_is_not_applied(client, world):
    due = concluded(world, discipline_required=True)
    concluded(world, discipline_required=True, discipline_applied=True)
    concluded(world)
    open_case(world)
    client.force_login(world.users["inspector"])
    assert [case.pk for case in client.get("/cases/?state=due").context["page"]] == [due.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_home_leads_to_those_whose_discipline_is_not_applied(world, django_assert_num_queries, count):
    due = [concluded(world, discipline_required=True) for _ in range(count)]
    concluded(world, discipline_required=True, discipline_applied=True)
    concluded(world, discipline_required=True, organization=world.foreign)
    inspector = world.users["inspector"]
    assert inspector.grants
    with django_assert_num_queries(1):
        group, _under_way = cases_waiting(inspector)
    assert group.title == "Đã kết luận, chưa thi hành kỷ luật"
    assert [task.url for task in group.tasks] == [case.get_absolute_url() for case in due]
    assert {(task.when, task.action) for task in group.tasks} == {(DUE, "Ghi hình thức kỷ luật")}


def test_home_says_nothing_of_it_where_none_waits(world):
    concluded(world, discipline_required=True, discipline_applied=True)
    [under_way] = cases_waiting(world.users["inspector"])
    assert under_way.title == "Các cuộc kiểm tra, giám sát đang tiến hành"
