"""A request to reopen by its pages, without JavaScript: from the locked sheet to the answer."""

import pytest
from django.test import override_settings
from django.urls import reverse

from accounts.models import AuditEvent
from ratings.models import ReopeningRequest, Sheet
from tests.forms import posted_forms
from tests.ratings import sheets
from tests.ratings.requested import WHY, approved, asked, request_on

pytestmark = pytest.mark.django_db
ASK = "Đề nghị mở lại phiếu này"


def at(name: str, *arguments) -> str:
    return reverse(f"ratings:{name}", args=[2024, *arguments])


def offers(client, sheet: Sheet, name: str = "sheet") -> bool:
    page = client.get(at(name, sheet.organization_id)).text
    return any(form.action.split("?")[0] == at("ask_reopening", sheet.organization_id) for form in posted_forms(page))


@pytest.fixture
def closed(world, year) -> Sheet:
    sheets.close_year(year, world.users["bloc_office"])
    return sheets.sheet_of(world.own_cell)


def test_from_the_locked_sheet_to_the_reopened_year(client, world, closed):
    client.force_login(world.users["clerk"])
    assert offers(client, closed)
    made = client.post(at("ask_reopening", closed.organization_id), {"reason": WHY})
    found = ReopeningRequest.objects.get()
    assert made.url == found.get_absolute_url()
    for name in ("sheet", "review"):
        page = client.get(at(name, closed.organization_id)).text
        assert found.get_absolute_url() in page
        assert not offers(client, closed, name)
    assert WHY in page, "in the history"

    client.force_login(world.users["bloc_office"])
    assert found.get_absolute_url() in client.get(reverse("home")).text
    page = client.get(found.get_absolute_url()).text
    assert at("reopen_year") in page
    assert "1 đề nghị mở lại phiếu đang chờ" in client.get(at("reopen_year")).text
    decided = {"decision_number": "3-QĐ/ĐUK", "decided_on": "20/01/2025", "reason": "Sai sót"}
    assert client.post(at("reopen_year"), decided).status_code == 302
    assert found.get_absolute_url() not in client.get(reverse("home")).text

    client.force_login(world.users["clerk"])
    assert "Đã mở lại" in client.get(found.get_absolute_url()).text
    assert not offers(client, closed)
    assert "mở lại năm theo đề nghị của phiếu" in client.get(at("sheet", closed.organization_id)).text


def test_an_approved_sheet_leads_to_the_deed_or_to_a_refusal(client, world, year):
    sheet = approved(world)
    client.force_login(world.users["clerk"])
    assert offers(client, sheet)
    made = asked(sheet, world.users["clerk"])
    client.force_login(world.users["bloc_office"])
    assert f"{at('review', sheet.organization_id)}#reopen" in client.get(made.get_absolute_url()).text
    assert "1 đề nghị mở lại phiếu đang chờ" in client.get(at("close_year")).text
    empty = client.post(made.get_absolute_url(), {"reason": " "})
    assert (empty.status_code, set(empty.context["form"].errors)) == (422, {"reason"})
    assert client.post(made.get_absolute_url(), {"reason": "Đã báo cáo Tỉnh ủy"}).status_code == 302
    late = client.post(made.get_absolute_url(), {"reason": "Sai hẹn"})
    assert late.status_code == 422
    assert "đã xong lúc" in late.text
    assert "Sai hẹn" in late.text
    client.force_login(world.users["clerk"])
    assert "Đã báo cáo Tỉnh ủy" in client.get(made.get_absolute_url()).text
    assert offers(client, sheet)


def test_the_notice_names_whom_to_call(client, world, closed):
    client.force_login(world.users["clerk"])
    with override_settings(HELP_CONTACT="Đồng chí An, 0233 000 000"):
        assert "Đồng chí An, 0233 000 000" in client.get(at("sheet", closed.organization_id)).text


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001])
def test_a_wrong_request_is_told_and_keeps_what_was_typed(client, world, closed, reason):
    client.force_login(world.users["clerk"])
    answer = client.post(at("ask_reopening", closed.organization_id), {"reason": reason})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"reason"})
    assert reason.strip() in answer.text
    assert not ReopeningRequest.objects.exists()


def test_a_second_request_keeps_its_words_and_leads_to_the_first(client, world, closed):
    made = asked(closed, world.users["committee"])
    client.force_login(world.users["clerk"])
    answer = client.post(at("ask_reopening", closed.organization_id), {"reason": "Thêm một dòng"})
    assert answer.status_code == 422
    assert "Thêm một dòng" in answer.text
    assert made.get_absolute_url() in answer.text
    assert made.asked_by.full_name in answer.text


@pytest.mark.parametrize(
    ("is_approved", "is_closed", "words"),
    [
        (True, False, "Ban mở lại phiếu này theo quyết định"),
        (True, True, "Ban mở lại năm 2024 rồi mở lại phiếu này"),
        (False, True, "Ban mở lại năm 2024 theo quyết định và đồng chí sửa được phiếu này"),
    ],
)
def test_the_page_that_asks_leads_back_and_says_who_answers_and_what_follows(
    client, world, year, is_approved, is_closed, words
):
    sheet = approved(world) if is_approved else sheets.sheet_of(world.own_cell)
    if is_closed:
        sheets.close_year(year, world.users["bloc_office"])
    client.force_login(world.users["clerk"])
    page = " ".join(client.get(at("ask_reopening", sheet.organization_id)).text.split())
    assert f"Ban Tổ chức Đảng ủy trả lời. Nếu đồng ý, {words}" in page
    assert f'class="btn" href="{sheet.get_absolute_url()}"' in page


@pytest.mark.parametrize(("who", "asks"), [("clerk", True), ("leader", False)])
def test_the_words_beside_the_button_are_of_the_same_deed(client, world, closed, who, asks):
    client.force_login(world.users[who])
    for name in ("sheet", "review"):
        page = client.get(at(name, closed.organization_id)).text
        assert ("đồng chí đề nghị mở lại phiếu này: nếu đồng ý" in page, ASK in page) == (asks, asks)
        assert ("phải được Ban Tổ chức Đảng ủy mở lại năm" in page) is not asks


def test_where_nothing_is_locked_nothing_is_offered(client, world, year):
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    client.force_login(world.users["clerk"])
    assert not offers(client, sheet)
    page = client.get(at("ask_reopening", sheet.organization_id)).text
    assert "không bị khóa" in page
    assert "<textarea" not in page


def test_others_neither_see_nor_answer(client, world, closed):
    made = asked(closed, world.users["clerk"])
    for who, read, answered in (
        ("sibling_committee", 404, 404),
        ("lone_clerk", 404, 404),
        ("committee", 200, 404),
        ("leader", 200, 404),
    ):
        client.force_login(world.users[who])
        assert client.get(made.get_absolute_url()).status_code == read, who
        assert client.post(made.get_absolute_url(), {"reason": "Không"}).status_code == answered, who
        assert client.post(at("take_back", made.pk)).status_code == 404, who
    assert ReopeningRequest.objects.get().is_waiting


def test_taken_back_it_may_be_asked_anew(client, world, closed):
    made = asked(closed, world.users["clerk"])
    client.force_login(world.users["clerk"])
    assert "Đã rút đề nghị" in client.post(at("take_back", made.pk), follow=True).text
    assert "đã xong lúc" in client.post(at("take_back", made.pk), follow=True).text
    assert offers(client, closed)


def test_the_list_narrows_and_leaves_out_other_branches(client, world, closed):
    asked(closed, world.users["clerk"])
    asked(sheets.sheet_of(world.lone_cell), world.users["lone_clerk"])
    client.force_login(world.users["bloc_office"])
    for query, count in (("", 2), ("?state=mine", 2), ("?state=waiting", 2), ("?state=refused", 0), ("?q=khong+co", 0)):
        assert client.get(at("reopening_requests") + query).context["list"].count == count, query
    assert client.post(at("download_reopening_requests") + "?state=mine").status_code == 200
    assert AuditEvent.objects.filter(verb="list.download").get().data["rows"] == 2
    client.force_login(world.users["committee"])
    for query, count in (("", 1), ("?state=mine", 0)):
        assert client.get(at("reopening_requests") + query).context["list"].count == count, query


def test_requests_do_not_cost_queries_one_by_one(client, world, closed, django_assert_max_num_queries):
    client.force_login(world.users["bloc_office"])
    counts = []
    for places in (("own_cell",), ("own_second_cell", "lone_cell")):
        for place in places:
            request_on(sheets.sheet_of(getattr(world, place)), world.users["clerk"])
        with django_assert_max_num_queries(66) as made:
            assert client.get(reverse("home")).status_code == 200
            assert client.get(at("reopening_requests")).status_code == 200
            assert client.get(at("reopen_year")).status_code == 200
        counts.append(len(made))
    assert counts[0] == counts[1]
