"""A case is concluded, in the order violation, discipline required, discipline applied."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import AuditEvent
from tests.inspections.cases import TOMORROW, conclude, facts_of, open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(client, world):
    client.force_login(world.users["inspector"])
    return world


@pytest.mark.parametrize(
    ("outcome", "answers"),
    [
        ("none", (False, None, None)),
        ("found", (True, None, None)),
        ("no_discipline", (True, False, None)),
        ("required", (True, True, None)),
        ("applied", (True, True, True)),
    ],
)
def test_one_choice_answers_violation_then_required_then_applied(client, world, outcome, answers):
    case = open_case(world)

    assert conclude(client, case, outcome=outcome).status_code == 302

    case.refresh_from_db()
    assert (case.violation_found, case.discipline_required, case.discipline_applied) == answers
    again = client.get(reverse("inspections:conclude", args=[case.pk]))
    assert again.context["form"]["outcome"].value() == outcome


@pytest.mark.parametrize("outcome", ["", "maybe", "yes", "x" * 5000, ["none", "maybe"]])
def test_an_outcome_that_is_not_offered_is_refused_at_its_field(client, world, outcome):
    case = open_case(world)

    assert list(conclude(client, case, outcome=outcome).context["form"].errors) == ["outcome"]
    case.refresh_from_db()
    assert case.concluded_on is None


@pytest.mark.parametrize(
    "impossible",
    [
        {"violation_found": False, "discipline_required": True},
        {"violation_found": True, "discipline_required": False, "discipline_applied": True},
    ],
)
def test_no_case_holds_answers_that_do_not_follow_from_each_other(world, impossible):
    case = open_case(world, concluded_on=date(2023, 6, 5), violation_found=False)
    for name, answer in impossible.items():
        setattr(case, name, answer)

    with pytest.raises(ValidationError):
        case.full_clean()


@pytest.mark.parametrize(
    ("stored", "outcome"),
    [
        ({"violation_found": False, "discipline_required": False, "discipline_applied": False}, "none"),
        ({"violation_found": True, "discipline_required": False, "discipline_applied": False}, "no_discipline"),
        ({"violation_found": True, "discipline_required": True, "discipline_applied": False}, "required"),
    ],
)
def test_a_conclusion_entered_answer_by_answer_stays_as_it_is_while_its_words_are_corrected(
    client, world, stored, outcome
):
    case = open_case(world, concluded_on=date(2023, 6, 5), conclusion="Có khuyết điểm", **stored)

    assert conclude(client, case, outcome=outcome, conclusion="Khác").status_code == 302

    assert AuditEvent.objects.get(verb="case.conclude").data["changes"].keys() == {"conclusion"}


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

    page = client.get(reverse("inspections:conclude", args=[case.pk]))
    assert [value for value, _words in page.context["form"].fields["outcome"].choices] == ["none", "found"]
    assert "kỷ luật" not in page.text.split("<form", 1)[1].split("không kết luận về kỷ luật")[0]
    assert list(conclude(client, case, outcome="applied").context["form"].errors) == ["outcome"]
    assert conclude(client, case).status_code == 302
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
