"""A case is concluded, in the order violation, discipline required, discipline applied."""

import re
from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from tests.inspections.cases import TOMORROW, conclude, facts_of, open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(client, world):
    client.force_login(world.users["inspector"])
    return world


@pytest.mark.parametrize(
    ("found", "required", "applied", "field"),
    [
        ("yes", "", "", None),
        ("yes", "yes", "", None),
        ("yes", "yes", "yes", None),
        ("yes", "no", "no", None),
        ("no", "", "", None),
        ("no", "no", "no", None),
        ("", "", "", "violation_found"),
        ("no", "yes", "", "discipline_required"),
        ("yes", "no", "yes", "discipline_applied"),
        ("yes", "", "yes", "discipline_applied"),
        ("maybe", "", "", "violation_found"),
    ],
)
def test_violation_then_required_then_applied(client, world, found, required, applied, field):
    case = open_case(world)

    response = conclude(client, case, violation_found=found, discipline_required=required, discipline_applied=applied)

    case.refresh_from_db()
    if field is None:
        assert response.status_code == 302
        answers = {"yes": True, "no": False, "": None}
        assert (case.violation_found, case.discipline_required, case.discipline_applied) == (
            answers[found],
            answers[required],
            answers[applied],
        )
    else:
        assert list(response.context["form"].errors) == [field]
        assert case.concluded_on is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"concluded_on": "04/05/2023"}, "concluded_on"),
        ({"concluded_on": TOMORROW}, "concluded_on"),
        ({"conclusion": "  "}, "conclusion"),
        ({"conclusion": "x" * 4001}, "conclusion"),
    ],
)
def test_wrong_conclusion_is_refused_at_its_field(client, world, changes, field):
    case = open_case(world)

    assert list(conclude(client, case, **changes).context["form"].errors) == [field]


def test_supervision_has_no_discipline_chain(client, world):
    case = open_case(world, kind="supervision")

    assert "discipline_required" not in client.get(reverse("inspections:conclude", args=[case.pk])).text
    assert conclude(client, case, discipline_required="yes", discipline_applied="yes").status_code == 302
    case.refresh_from_db()
    assert (case.violation_found, case.discipline_required) == (True, None)


def test_second_conclusion_at_the_same_time_is_shown_what_the_first_wrote(client, world):
    case = open_case(world)
    seen = client.get(reverse("inspections:conclude", args=[case.pk])).context["form"]["seen"].value()
    conclude(client, case, conclusion="Kết luận thứ nhất")

    refused = conclude(client, case, conclusion="Kết luận thứ hai", seen=seen)

    assert refused.status_code == 409
    assert "Kết luận thứ nhất" in refused.text
    assert "Kết luận thứ hai" in refused.text
    again = conclude(client, case, conclusion="Kết luận thứ hai", seen=refused.context["form"]["seen"].value())
    assert again.status_code == 302
    assert AuditEvent.objects.filter(verb="case.conclude").first().data["changes"]["conclusion"] == [
        "Kết luận thứ nhất",
        "Kết luận thứ hai",
    ]


def test_a_conclusion_of_several_lines_can_be_corrected_from_a_browser_which_ends_lines_its_own_way(client, world):
    case = open_case(
        world, concluded_on=date(2023, 6, 5), conclusion="Có khuyết điểm.\nĐã nhắc nhở.", violation_found=True
    )
    page = client.get(reverse("inspections:conclude", args=[case.pk]))
    as_sent = re.sub(r"\r\n|\r|\n", "\r\n", page.context["form"]["seen"].value())

    assert conclude(client, case, seen=as_sent).status_code == 302


def test_open_case_can_be_corrected_and_a_concluded_one_not(client, world):
    case = open_case(world)
    url = reverse("inspections:correct", args=[case.pk])
    facts = facts_of(world, subject_organization=world.sibling.pk, seen=client.get(url).context["form"]["seen"].value())

    assert client.post(url, facts).status_code == 302
    case.refresh_from_db()
    assert (case.organization, case.number) == (world.sibling, "KT-2024-01")

    conclude(client, case, concluded_on="05/06/2024")
    facts["seen"] = client.get(url).context["form"]["seen"].value()
    response = client.post(url, {**facts, "content": "Khác"})
    assert "đã kết luận" in response.text
    case.refresh_from_db()
    assert case.content != "Khác"
