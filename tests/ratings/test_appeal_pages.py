"""An appeal by its pages, without JavaScript: from the brief to the decision on paper."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from ratings.levels import Level
from ratings.models import Appeal, Rerating, Sheet
from ratings.sheets import entry
from tests.forms import posted_forms
from tests.ratings.appealed import answered, appealed, approved, rerated, row_of

pytestmark = pytest.mark.django_db
ANSWER = {
    "outcome": "rerated",
    "level": "4",
    "decision_number": "45-QĐ/ĐU",
    "decided_on": "20/01/2025",
    "reason": "Xác minh lại thấy đã hoàn thành.",
}


@pytest.fixture
def sheet(world, year) -> Sheet:
    return approved(world)


def at(name: str, world, *more) -> str:
    return reverse(f"ratings:{name}", args=[2024, *(more or [world.own_cell.pk])])


def test_from_the_brief_to_the_decision_on_paper(client, world, sheet):
    client.force_login(world.users["clerk"])
    brief = client.get(at("review", world)).text
    assert f"{at('record_appeal', world)}?row={row_of(world)}" in client.get(at("sheet", world)).text
    assert at("record_appeal", world) in brief
    assert at("rate_again", world) not in brief
    asked = {
        "row": row_of(world),
        "asker": "member",
        "received_on": "10/01/2025",
        "request": "Đề nghị xếp loại lại",
        "grounds": "Có biên bản",
    }
    recorded = client.post(at("record_appeal", world), asked)
    found = Appeal.objects.get()
    assert recorded.url == found.get_absolute_url()
    assert 'name="outcome"' not in client.get(recorded.url).text

    client.force_login(world.users["committee"])
    assert found.get_absolute_url() in client.get(reverse("home")).text
    page = client.get(found.get_absolute_url()).text
    [form] = [form for form in posted_forms(page) if "outcome" in form.choices]
    done = client.post(found.get_absolute_url(), {**form, **ANSWER})
    assert done.status_code == 302
    assert found.get_absolute_url() not in client.get(reverse("home")).text
    made = Rerating.objects.get()
    assert (made.appeal, made.new_level) == (found, Level.EXCELLENT)
    paper = client.get(made.get_absolute_url()).text
    signed = f"T/M {world.own.committee}"
    assert signed.startswith("T/M Đảng ủy")
    for words in (
        "Mẫu 03-HD KĐ.ĐG 2023",
        signed,
        "45-QĐ/ĐU",
        "ngày 20",
        "Trần Thị Bình Minh",
        "Hoàn thành xuất sắc",
        "12-QĐ/ĐU",
    ):
        assert words in paper

    client.force_login(world.users["clerk"])
    for address in (
        at("review", world),
        at("approvals", world),
        reverse("ratings:member_history", args=[world.members["own"].pk]),
        found.get_absolute_url(),
    ):
        assert "45-QĐ/ĐU" in client.get(address).text, address
    said = client.get(at("review", world)).text
    assert f"({world.members['own'].full_name}, Quyết định số 45-QĐ/ĐU ngày 20/01/2025)" in " ".join(said.split())


def test_the_own_level_set_anew_stands_in_the_history_and_on_the_brief_above(client, world, sheet):
    rerated(world, sheet, row=entry.OWN)
    client.force_login(world.users["committee"])
    history = client.get(reverse("ratings:organization_history", args=[world.own_cell.pk])).text
    assert "45-QĐ/ĐU" in history
    assert "trước đó: Hoàn thành tốt nhiệm vụ" in history
    assert "Hoàn thành xuất sắc nhiệm vụ" in client.get(at("review", world, world.own.pk)).text


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"outcome": ""}, {"outcome"}),
        ({"outcome": "nothing"}, {"outcome"}),
        ({"level": ""}, {"level"}),
        ({"level": "3"}, {"level"}),
        ({"level": "9"}, {"level"}),
        ({"outcome": "kept"}, {"level"}),
        ({"decision_number": ""}, {"decision_number"}),
        ({"decided_on": "09/01/2025"}, {"decided_on"}),
        ({"decided_on": "01/01/2100"}, {"decided_on"}),
        ({"reason": " "}, {"reason"}),
    ],
)
def test_a_wrong_answer_is_told_at_its_place_and_keeps_what_was_typed(client, world, sheet, changed, wrong):
    found = appealed(world, sheet)
    client.force_login(world.users["committee"])
    typed = {"version": sheet.version, **ANSWER, **changed}
    answer = client.post(found.get_absolute_url(), typed)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, wrong)
    if changed.get("decision_number") is None:
        assert "45-QĐ/ĐU" in answer.text
    assert Appeal.objects.get().is_open
    assert not Rerating.objects.exists()


def test_answered_by_somebody_else_meanwhile_it_says_by_whom_and_keeps_what_was_typed(client, world, sheet):
    found = appealed(world, sheet)
    answered(world, found, Appeal.Outcome.KEPT)
    client.force_login(world.users["committee"])
    late = client.post(found.get_absolute_url(), {"version": sheet.version, **ANSWER})
    assert late.status_code == 422
    assert "đã trả lời khiếu nại này" in late.text
    assert ANSWER["reason"] in late.text
    assert Appeal.objects.get().outcome == Appeal.Outcome.KEPT


def test_from_an_old_page_it_is_told_that_the_sheet_changed(client, world, sheet):
    found = appealed(world, sheet)
    rerated(world, sheet, row=entry.OWN)
    client.force_login(world.users["committee"])
    late = client.post(found.get_absolute_url(), {"version": found.sheet.version - 1, **ANSWER})
    assert late.status_code == 409
    assert ANSWER["reason"] in late.text
    assert Appeal.objects.get().is_open


@pytest.mark.parametrize("field", ["row", "level", "decision_number", "decided_on", "reason"])
def test_rated_again_without_an_appeal_needs_all_of_it(client, world, sheet, field):
    client.force_login(world.users["committee"])
    typed = {"version": sheet.version, "row": row_of(world), **ANSWER, field: ""}
    answer = client.post(at("rate_again", world), typed)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {field})
    made = client.post(at("rate_again", world), {**typed, **ANSWER, "row": row_of(world)})
    assert made.url == Rerating.objects.get().get_absolute_url()


def test_rows_of_others_cannot_be_named(client, world, sheet):
    client.force_login(world.users["committee"])
    typed = {"version": sheet.version, **ANSWER, "row": entry.key_of(world.members["sibling"].pk)}
    assert client.post(at("rate_again", world), typed).status_code == 422
    assert world.members["sibling"].full_name not in client.get(at("rate_again", world)).text


def test_of_a_sheet_that_is_not_decided_the_pages_say_what_to_do_instead(client, world, year):
    client.force_login(world.users["committee"])
    for name in ("record_appeal", "rate_again"):
        page = client.get(at(name, world))
        assert "phiếu đã duyệt" in page.text
        assert "<textarea" not in page.text


def test_the_list_of_a_year_narrows_and_is_handed_out(client, world, sheet):
    answered(world, appealed(world, sheet, asker="organization", row=entry.OWN), Appeal.Outcome.KEPT)
    waits = appealed(world, sheet)
    client.force_login(world.users["committee"])
    address = reverse("ratings:appeals", args=[2024])
    assert client.get(address).context["list"].count == 2
    for query, count in (
        ("state=open", 1),
        ("state=mine", 1),
        ("state=answered", 1),
        ("outcome=kept", 1),
        ("about=member", 1),
        ("q=binh+minh", 2),
        ("q=khong+co", 0),
    ):
        assert client.get(f"{address}?{query}").context["list"].count == count, query
    assert waits.get_absolute_url() in client.get(f"{address}?state=mine").text
    assert client.post(f"{address}download/?state=open").status_code == 200
    assert AuditEvent.objects.filter(verb="list.download").get().data["rows"] == 1
    client.force_login(world.users["sibling_committee"])
    assert client.get(address).context["list"].count == 0
    assert client.get(waits.get_absolute_url()).status_code == 404


def test_a_leader_reads_and_does_not_answer(client, world, sheet):
    found = appealed(world, sheet)
    client.force_login(world.users["leader"])
    assert 'name="outcome"' not in client.get(found.get_absolute_url()).text
    assert client.post(found.get_absolute_url(), {"version": sheet.version, **ANSWER}).status_code == 404


def test_appeals_do_not_cost_queries_one_by_one(client, world, sheet, django_assert_max_num_queries):
    client.force_login(world.users["committee"])
    counts = []
    for more in range(2):
        for each in range(2):
            appealed(world, sheet, request=f"Đề nghị lần {more}, {each}.")
        with django_assert_max_num_queries(80) as asked:
            assert client.get(at("review", world)).status_code == 200
            assert client.get(reverse("ratings:appeals", args=[2024])).status_code == 200
            assert client.get(reverse("home")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
