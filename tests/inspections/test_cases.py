import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.roles import Role
from inspections.models import Body, Case, Discipline
from inspections.rules import ACTS_AT
from tests import factories

pytestmark = pytest.mark.django_db
TOMORROW = f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}"


@pytest.fixture
def world(client, world):
    client.force_login(world.users["inspector"])
    return world


def _facts(world, **changes):
    return {
        "number": "KT-2024-01",
        "kind": "inspection",
        "basis": "programme",
        "body": "bloc_commission",
        "acting_organization": world.bloc.pk,
        "subject_organization": world.own.pk,
        "member_number": "",
        "member_position": "",
        "content": "Việc chấp hành quy chế làm việc",
        "opened_on": "05/03/2024",
        "no_secrets": "on",
        **changes,
    }


def test_case_on_an_organisation(client, world):
    response = client.post(reverse("inspections:open"), _facts(world))

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

    client.post(reverse("inspections:open"), _facts(world, subject_organization="", member_number=member.code.lower()))

    case = Case.objects.get()
    assert (case.member, case.organization, case.member_position) == (member, world.own_cell, "Phó Bí thư")


@pytest.mark.parametrize("typed", ["Ngô Thị Riêng Biệt", "ngô thị riêng biệt", "ngo thi rieng biet"])
def test_a_member_is_found_by_a_name_that_only_one_has(client, world, typed):
    member = factories.member_of(world.own_cell, full_name="Ngô Thị Riêng Biệt")

    client.post(reverse("inspections:open"), _facts(world, subject_organization="", member_number=typed))

    assert Case.objects.get().member == member


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Ngô Thị Riêng", "DV900001 Ngô Thị Riêng, Chi bộ Thử; DV900002 Ngô Thị Riêng, Chi bộ Thử."),
        ("Thị Riêng", "DV900001 Ngô Thị Riêng, Chi bộ Thử; DV900002 Ngô Thị Riêng, Chi bộ Thử."),
        ("Ngô Văn Khác", "DV900003 Ngô Văn Khắc, Chi bộ Thử."),
        ("Không Ai Cả", "Không có đảng viên nào"),
        ("???", "Không có đảng viên nào"),
    ],
)
def test_a_name_that_leaves_a_choice_enters_nothing_and_says_who_is_meant(client, world, typed, told):
    world.own_cell.name = "Chi bộ Thử"
    world.own_cell.save()
    names = ("Ngô Thị Riêng", "Ngô Thị Riêng", "Ngô Văn Khắc")
    for number, name in enumerate(names, start=1):
        factories.member_of(world.own_cell, code=f"DV90000{number}", full_name=name)
    factories.member_of(world.foreign_bloc, code="DV900009", full_name="Ngô Thị Riêng")

    response = client.post(reverse("inspections:open"), _facts(world, subject_organization="", member_number=typed))

    [sentence] = response.context["form"].errors["member_number"]
    assert told in sentence
    assert "DV900009" not in sentence
    assert not Case.objects.exists()


def test_of_many_of_a_name_five_are_told_and_that_there_are_more(client, world):
    for _number in range(6):
        factories.member_of(world.own_cell, full_name="Ngô Thị Đông")

    response = client.post(
        reverse("inspections:open"), _facts(world, subject_organization="", member_number="Ngô Thị Đông")
    )

    [sentence] = response.context["form"].errors["member_number"]
    assert sentence.count("Ngô Thị Đông") == 5
    assert sentence.endswith("; và các đồng chí khác.")


def test_the_page_of_a_subject_leads_to_its_new_case(client, world):
    member = world.members["own"]
    for part, args, query in (
        ("of_member", [member.pk], f"member={member.code}"),
        ("of_organization", [world.own.pk], f"organization={world.own.pk}"),
    ):
        address = f"{reverse('inspections:open')}?{query}"
        assert f'href="{address}"' in client.get(reverse(f"inspections:{part}", args=args)).text
        form = client.get(address).context["form"]
        assert [form["member_number"].value(), form["subject_organization"].value()].count("") == 1
    assert f'<option value="{world.own.pk}" selected>' in client.get(address).text

    client.force_login(world.users["leader"])
    assert reverse("inspections:open") not in client.get(reverse("inspections:of_member", args=[member.pk])).text


def test_who_has_left_can_still_be_a_subject(client, world):
    member = world.members["own"]
    member.memberships.update(until=date(2020, 1, 1))

    client.post(reverse("inspections:open"), _facts(world, subject_organization="", member_number=member.code))

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

    response = client.post(reverse("inspections:open"), _facts(world, **changes))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert changes.get("content", "Việc chấp hành quy chế làm việc")[:300] in response.text
    assert "Sao Xa" not in response.text
    assert Case.objects.count() == 1


KINDS = ("bloc", "own", "lone_cell", "own_cell")


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("body", Body)
def test_each_body_acts_only_where_it_exists(client, world, body, name):
    acting = getattr(world, name)

    response = client.post(reverse("inspections:open"), _facts(world, body=body, acting_organization=acting.pk))

    fits = acting.kind in ACTS_AT[body]
    assert Case.objects.exists() is fits
    if not fits:
        assert list(response.context["form"].errors) == ["acting_organization"]


def _case(world, **changes) -> Case:
    return factories.CaseFactory(**{"organization": world.own, **changes})


def _outcome(client, case: Case, **changes):
    url = reverse("inspections:conclude", args=[case.pk])
    seen = client.get(url).context["form"]["seen"].value()
    data = {
        "concluded_on": "05/06/2023",
        "conclusion": "Có khuyết điểm.",
        "violation_found": "yes",
        "discipline_required": "",
        "discipline_applied": "",
        "seen": seen,
    }
    return client.post(url, {**data, **changes})


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
    case = _case(world)

    response = _outcome(client, case, violation_found=found, discipline_required=required, discipline_applied=applied)

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
    case = _case(world)

    assert list(_outcome(client, case, **changes).context["form"].errors) == [field]


def test_supervision_has_no_discipline_chain(client, world):
    case = _case(world, kind="supervision")

    assert "discipline_required" not in client.get(reverse("inspections:conclude", args=[case.pk])).text
    assert _outcome(client, case, discipline_required="yes", discipline_applied="yes").status_code == 302
    case.refresh_from_db()
    assert (case.violation_found, case.discipline_required) == (True, None)


def test_second_conclusion_at_the_same_time_is_shown_what_the_first_wrote(client, world):
    case = _case(world)
    seen = client.get(reverse("inspections:conclude", args=[case.pk])).context["form"]["seen"].value()
    _outcome(client, case, conclusion="Kết luận thứ nhất")

    refused = _outcome(client, case, conclusion="Kết luận thứ hai", seen=seen)

    assert refused.status_code == 409
    assert "Kết luận thứ nhất" in refused.text
    assert "Kết luận thứ hai" in refused.text
    again = _outcome(client, case, conclusion="Kết luận thứ hai", seen=refused.context["form"]["seen"].value())
    assert again.status_code == 302
    assert AuditEvent.objects.filter(verb="case.conclude").first().data["changes"]["conclusion"] == [
        "Kết luận thứ nhất",
        "Kết luận thứ hai",
    ]


def test_a_conclusion_of_several_lines_can_be_corrected_from_a_browser_which_ends_lines_its_own_way(client, world):
    case = _case(world, concluded_on=date(2023, 6, 5), conclusion="Có khuyết điểm.\nĐã nhắc nhở.", violation_found=True)
    page = client.get(reverse("inspections:conclude", args=[case.pk]))
    as_sent = re.sub(r"\r\n|\r|\n", "\r\n", page.context["form"]["seen"].value())

    assert _outcome(client, case, seen=as_sent).status_code == 302


def test_open_case_can_be_corrected_and_a_concluded_one_not(client, world):
    case = _case(world)
    url = reverse("inspections:correct", args=[case.pk])
    facts = _facts(world, subject_organization=world.sibling.pk, seen=client.get(url).context["form"]["seen"].value())

    assert client.post(url, facts).status_code == 302
    case.refresh_from_db()
    assert (case.organization, case.number) == (world.sibling, "KT-2024-01")

    _outcome(client, case, concluded_on="05/06/2024")
    facts["seen"] = client.get(url).context["form"]["seen"].value()
    response = client.post(url, {**facts, "content": "Khác"})
    assert "đã kết luận" in response.text
    case.refresh_from_db()
    assert case.content != "Khác"


def _discipline(client, case: Case, **changes):
    data = {"form": "reprimand", "decision_number": "9-QĐ", "decided_on": "01/07/2023", "counted_in_year": "2023"}
    return client.post(reverse("inspections:add_discipline", args=[case.pk]), {**data, **changes})


def _violated(world, **changes) -> Case:
    outcome = {"concluded_on": date(2023, 6, 5), "conclusion": "Có vi phạm", "violation_found": True}
    return _case(world, **{**outcome, "discipline_required": True, **changes})


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

    response = _outcome(client, case, discipline_required="yes", discipline_applied="no")

    assert list(response.context["form"].errors) == ["discipline_applied"]


def test_filters_and_counts_of_acts_and_subjects(client, world):
    _case(world, opened_on=date(2022, 1, 1))
    _case(world, body=Body.CELL)
    _case(world, organization=world.sibling, kind="supervision")
    _case(world, organization=world.own_cell, member=world.members["own"], basis="suspected_violation")
    _case(
        world,
        organization=world.own_cell,
        member=world.members["own"],
        concluded_on=date(2023, 6, 1),
        violation_found=False,
    )
    _case(world, organization=world.foreign)
    expected = {
        "": (5, 2, 1),
        "kind=supervision": (1, 1, 0),
        "body=cell": (1, 1, 0),
        "body=committees": (1, 1, 0),
        "body=commissions": (4, 2, 1),
        "basis=suspected_violation": (1, 0, 1),
        "year=2022": (1, 1, 0),
        "year=2.022": (1, 1, 0),
        "subject=member": (2, 0, 1),
        "subject=organization": (3, 2, 0),
        f"organization={world.own.pk}": (4, 1, 1),
        "state=concluded": (1, 0, 1),
        "state=open&kind=inspection": (3, 1, 1),
    }

    for query, counts in expected.items():
        response = client.get(f"/cases/?{query}")
        assert tuple(response.context["counts"].values()) == counts, query
        assert len(response.context["page"]) == counts[0]


@pytest.mark.parametrize("query", [{"year": "x"}, {"year": "1"}, {"organization": "0"}, {"kind": "x"}, {"state": "x"}])
def test_wrong_filter_is_said_at_its_field(client, world, query):
    response = client.get("/cases/", query)

    assert response.status_code == 200
    assert set(response.context["form"].errors) == set(query)


def test_parts_of_other_pages_show_what_the_full_page_shows(client, world):
    case = _case(world, organization=world.own_cell, member=world.members["own"])
    _case(world, organization=world.sibling)
    for url in (
        reverse("inspections:of_organization", args=[world.own.pk]),
        reverse("inspections:of_member", args=[world.members["own"].pk]),
    ):
        fragment = client.get(url, headers={"HX-Request": "true"})
        assert "<html" not in fragment.text
        assert [one.number for one in fragment.context["cases"]] == [case.number]
        assert fragment.text.strip() in client.get(url).text


@pytest.mark.parametrize("who", ["clerk", "committee", "bloc_office", "auditor", "administrator"])
def test_who_may_not_see_cases_finds_no_page(client, world, who):
    case = _case(world)
    client.force_login(world.users[who])
    names = {
        "list": [],
        "open": [],
        "detail": [case.pk],
        "correct": [case.pk],
        "conclude": [case.pk],
        "add_discipline": [case.pk],
        "of_organization": [world.own.pk],
        "of_member": [world.members["own"].pk],
    }

    for name, args in names.items():
        assert client.get(reverse(f"inspections:{name}", args=args)).status_code == 404
    if who in ("clerk", "committee", "bloc_office"):
        assert case.number not in client.get(world.members["own"].get_absolute_url()).text


def test_leader_reads_and_does_not_write(client, world):
    case = _case(world)
    client.force_login(world.users["leader"])

    text = client.get(case.get_absolute_url()).text
    assert reverse("inspections:conclude", args=[case.pk]) not in text
    assert client.get(reverse("inspections:conclude", args=[case.pk])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(client, count, django_assert_num_queries):
    bloc = factories.OrganizationFactory()
    for _ in range(count):
        cell = factories.grassroots_cell(bloc)
        case = factories.CaseFactory(organization=cell, member=factories.member_of(cell))
        factories.CaseFactory(organization=cell)
    for number in range(count):
        Discipline.objects.create(
            case=case,
            member=case.member,
            organization=cell,
            form="warning",
            decision_number=number,
            decided_on=date(2023, 7, 1),
        )
    client.force_login(factories.user_with(Role.INSPECTOR, bloc))
    pages = (
        ("/cases/", 8),
        (case.get_absolute_url(), 7),
        (reverse("inspections:of_organization", args=[bloc.pk]), 8),
    )

    for url, queries in pages:
        client.get(url)
        with django_assert_num_queries(queries):
            client.get(url)
