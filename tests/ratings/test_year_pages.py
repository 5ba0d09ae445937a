from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from ratings import findings
from ratings.models import RatingYear, Sheet
from ratings.years import actions
from ratings.years.changing import seen_of
from tests import factories
from tests.ratings import sheets

BOARD = reverse("ratings:year", args=[2024])
EVERY_ROW = f"{BOARD}?levels=every"
SETTINGS = reverse("ratings:settings", args=[2024])


def shown(response):
    return [standing.organization.name for standing in response.context["page"]]


def test_the_index_leads_to_the_open_year(client, world, year):
    factories.RatingYearFactory(year=2025, state=RatingYear.State.PLANNED)
    client.force_login(world.users["clerk"])
    assert client.get(reverse("ratings:index")).url == BOARD


def test_without_any_year_the_index_says_so(client, world):
    client.force_login(world.users["clerk"])
    response = client.get(reverse("ratings:index"))
    assert response.status_code == 200
    assert "Chưa có năm xếp loại" in response.content.decode()


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("clerk", ["own_cell"]),
        ("committee", ["own", "own_cell", "own_second_cell"]),
        ("lone_clerk", ["lone_cell"]),
        ("leader", ["own", "own_cell", "own_second_cell", "sibling", "sibling_cell", "lone_cell"]),
    ],
)
def test_the_board_shows_what_the_person_may_see(client, world, year, role, seen):
    client.force_login(world.users[role])
    response = client.get(EVERY_ROW)
    assert shown(response) == [getattr(world, name).name for name in seen]
    assert "Sao Xa" not in response.content.decode()


def test_late_organisations_come_first_and_are_told_by_the_date(client, world, year):
    committee, office = world.users["committee"], world.users["bloc_office"]
    for cell in (world.own_cell, world.own_second_cell):
        sheets.approved(sheets.sheet_of(cell), sheets.clerk_of(cell), committee)
    sheets.approved(sheets.sheet_of(world.own), committee, office)
    client.force_login(world.users["leader"])
    response = client.get(EVERY_ROW)
    assert shown(response)[:2] == [world.sibling.name, world.sibling_cell.name]
    assert shown(response)[-3:] == [world.own.name, world.own_cell.name, world.own_second_cell.name]
    page = response.content.decode()
    assert "quá hạn từ 20/12/2024" in page
    assert "quá hạn từ 10/01/2025" in page
    assert "1/1 đảng viên" in page
    assert "2/2 đơn vị đã duyệt" in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?state=submitted", ["own_cell"]),
        ("?state=approved", []),
        ("?state=late", ["own", "own_second_cell", "sibling", "sibling_cell", "lone_cell"]),
        ("?sector=enterprises&levels=every", ["sibling", "sibling_cell"]),
        ("?sector=front&state=draft", ["lone_cell"]),
        ("?state=nonsense", []),
        ("?q=ky+thuat", ["own_second_cell"]),
        ("?levels=grassroots", ["own", "sibling", "lone_cell"]),
        ("?sort=name&levels=every", ["lone_cell", "own_cell", "own_second_cell", "sibling_cell", "sibling", "own"]),
        ("?sector=nonsense", []),
        ("?page=99&levels=every", ["own", "own_cell", "own_second_cell", "sibling", "sibling_cell", "lone_cell"]),
    ],
)
def test_filters(client, world, year, query, names):
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    client.force_login(world.users["leader"])
    assert shown(client.get(BOARD + query)) == [getattr(world, name).name for name in names]


def test_what_waits_for_the_decider_is_found(client, world, year):
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    client.force_login(world.users["committee"])
    assert shown(client.get(BOARD + "?state=mine")) == [world.own_cell.name]
    client.force_login(world.users["bloc_office"])
    assert shown(client.get(BOARD + "?state=mine")) == []


@pytest.mark.parametrize("role", ["committee", "bloc_office", "leader"])
def test_each_count_above_the_board_leads_to_so_many_rows(client, world, year, role):
    submitted = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    sheets.submitted(sheets.sheet_of(world.own_second_cell), world.users["committee"])
    sheets.approved(sheets.sheet_of(world.lone_cell), world.users["lone_clerk"], world.users["bloc_office"])
    Sheet.objects.filter(organization=world.sibling).update(state=Sheet.State.RETURNED, return_reason="Thiếu số liệu")
    factories.cell(world.own, name="Chi bộ Mới Lập")
    client.force_login(world.users[role])

    links = {link.url.partition("state=")[2]: link for link in client.get(BOARD).context["summary"]}
    listed = {state: client.get(link.url).context["page"].object_list for state, link in links.items()}

    assert {state: link.number for state, link in links.items()} == {state: len(rows) for state, rows in listed.items()}
    assert all(each.is_late for each in listed["late"])
    assert all(each.state != "approved" for each in listed["open"])
    assert [each.sheet for each in listed.get("mine", [])] == ([submitted] if role == "committee" else [])


@pytest.mark.parametrize(("query", "is_link"), [("", True), ("?state=submitted", True), ("?state=mine", False)])
def test_the_bar_says_that_it_counts_the_page_and_how_many_wait_in_all(
    client, world, year, monkeypatch, query, is_link
):
    cells = [world.own_cell, factories.cell(world.own)]
    actions.open_year(rating_year=year, by=world.users["bloc_office"])
    for cell in cells:
        sheets.submitted(sheets.sheet_of(cell), sheets.clerk_of(cell))
    client.force_login(world.users["committee"])
    whole = client.get(BOARD + query).text
    assert "Đã chọn ở trang này" in whole
    assert "phiếu chờ tôi duyệt" not in whole, "the page holds them all"
    monkeypatch.setattr("ui.lists.asked.USUAL_SIZE", 1)
    pages = [client.get(f"{BOARD}{query or '?q='}&page={number}").text for number in (1, 2, 3, 4)]
    held = [text for text in pages if "Đã chọn ở trang này" in text]
    assert held
    assert all("Tất cả 2 phiếu chờ tôi duyệt" in text for text in held)
    assert all(('state=mine">Tất cả 2' in text) is is_link for text in held)


def test_an_organisation_without_a_sheet_is_named(client, world, year):
    factories.cell(world.own, name="Chi bộ Mới Lập")
    client.force_login(world.users["committee"])
    assert "Không có phiếu" in client.get(BOARD).content.decode()


@pytest.mark.parametrize("role", ["committee", "leader"])
def test_the_board_costs_the_same_with_more_organisations(client, world, year, role):
    client.force_login(world.users[role])
    costs = []
    for more in (0, 2):
        for _each in range(more):
            factories.member_of(factories.cell(world.own))
        actions.open_year(rating_year=year, by=None)
        with CaptureQueriesContext(connection) as queries:
            client.get(BOARD)
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert costs[0] <= 20


def decision(*chosen):
    boxes = [f"{sheet.pk}:{sheet.version}" for sheet in chosen]
    return {"sheet": boxes, "decision_number": "9-QĐ/ĐU", "decided_on": "06/01/2025"}


def test_approving_many_tells_a_result_for_each(client, world, year):
    one = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["committee"])
    two = sheets.submitted(sheets.sheet_of(world.own_second_cell), sheets.clerk_of(world.own_second_cell))
    client.force_login(world.users["committee"])
    response = client.post(reverse("ratings:approve_each", args=[2024]), decision(one, two), follow=True)
    page = response.content.decode()
    approved, refused = (part.split("</ul>")[0] for part in page.split('<p class="notice-title">')[1:3])
    assert approved.startswith("Đã duyệt: 1 phiếu</p><ul><li>")
    assert f">{world.own_second_cell.name}</a></li>" in approved
    assert refused.startswith("Chưa duyệt: 1 phiếu</p><ul><li>")
    assert f">{world.own_cell.name}</a>: " in refused
    assert sheets.sheet_of(world.own_second_cell).decision_number == "9-QĐ/ĐU"
    assert sheets.sheet_of(world.own_cell).state == Sheet.State.SUBMITTED


def test_what_the_check_found_stands_beside_the_box(client, world, year):
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    Sheet.objects.filter(pk=sheet.pk).update(justification="Đã xin ý kiến <cấp trên>")
    line = AuditEvent.objects.get(verb="sheet.submit", target_id=str(sheet.pk))
    line.data["findings"] = ["siblings_over_cap", "ballot_missing:1", "majority_missing:2"]
    line.data["noted"] = ["cell_over_cap"]
    AuditEvent.objects.bulk_update([line], ["data"])
    client.force_login(world.users["committee"])
    page = client.get(BOARD).text
    tick = page.split(f'value="{sheet.pk}:{sheet.version}"')[1].split(">")[0]
    assert f'aria-describedby="doubt-{sheet.pk}"' in tick
    told = page.split(f'id="doubt-{sheet.pk}"')[1].split("</tr>")[0]
    found = "Khi trình: vượt tỷ lệ khống chế “xuất sắc”, 2 điểm cần xem, 1 điểm lưu ý."
    assert f"{found} Giải trình: Đã xin ý kiến &lt;cấp trên&gt;" in told
    client.force_login(world.users["clerk"])
    assert "doubt-" not in client.get(BOARD).text


def test_what_needed_no_explanation_is_counted_beside_the_box_too(client, world, year):
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    line = AuditEvent.objects.get(verb="sheet.submit", target_id=str(sheet.pk))
    noted = [each.key for each in findings.check(sheet) if each.severity == findings.Severity.INFO]
    assert noted
    assert line.data["noted"] == noted
    Sheet.objects.filter(pk=sheet.pk).update(justification="")
    line.data["findings"] = []
    AuditEvent.objects.bulk_update([line], ["data"])
    client.force_login(world.users["committee"])
    told = client.get(BOARD).text.split(f'id="doubt-{sheet.pk}"')[1].split("</tr>")[0]
    assert f"Khi trình: {len(noted)} điểm lưu ý." in told


def test_approving_many_reaches_no_other_branch(client, world, year):
    foreign = sheets.submitted(sheets.foreign_sheet(world), sheets.clerk_of(world.foreign_cell))
    sibling = sheets.submitted(sheets.sheet_of(world.sibling_cell), sheets.clerk_of(world.sibling_cell))
    client.force_login(world.users["committee"])
    client.post(reverse("ratings:approve_each", args=[2024]), decision(foreign, sibling))
    assert not Sheet.objects.approved().exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"sheet": []},
        {"decision_number": ""},
        {"decided_on": "31/02/2025"},
        {"decided_on": "14/11/2024"},
    ],
)
def test_approving_many_asks_for_what_is_missing_and_keeps_the_marks(client, world, year, wrong):
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    client.force_login(world.users["committee"])
    response = client.post(reverse("ratings:approve_each", args=[2024]), decision(sheet) | wrong)
    assert response.status_code == 422
    box = f'value="{sheet.pk}:{sheet.version}"'
    assert box in response.content.decode()
    tick = response.content.decode().split(box)[1].split(">")[0]
    assert ("checked" in tick) is ("sheet" not in wrong)
    assert not Sheet.objects.approved().exists()


def test_approving_many_keeps_the_filter_through_a_mistake_and_after(client, world, year):
    sheet = sheets.submitted(sheets.sheet_of(world.own_second_cell), sheets.clerk_of(world.own_second_cell))
    client.force_login(world.users["committee"])
    address = f"{reverse('ratings:approve_each', args=[2024])}?state=mine"
    assert f'action="{address}"' in client.get(f"{reverse('ratings:year', args=[2024])}?state=mine").content.decode()
    wrong = client.post(address, decision(sheet) | {"decision_number": ""})
    assert [str(each.organization) for each in wrong.context["page"]] == [str(sheet.organization)]
    top, _rest = wrong.content.decode().split('id="approve"')
    assert '<a href="#id_decision_number">' in top
    assert client.post(address, decision(sheet)).url == f"{reverse('ratings:year', args=[2024])}?state=mine"


@pytest.mark.parametrize("box", ["x", "1:", ":1", "1:1:1", "²:1", "9" * 30 + ":1", "-1:2"])
def test_nonsense_boxes_approve_nothing(client, world, year, box):
    client.force_login(world.users["committee"])
    response = client.post(reverse("ratings:approve_each", args=[2024]), {**decision(), "sheet": [box]})
    assert response.status_code in (302, 422)
    assert not Sheet.objects.approved().exists()


# Settings

CLOSING = {
    "decision_number": "45-QĐ/ĐUK",
    "decided_on": "15/01/2025",
    "reason": "Hết thời hạn theo hướng dẫn",
    "understood": "on",
}


def values(**changed):
    return {
        "rule_set": "qd124",
        "opens_on": "15/11/2024",
        "cells_due_on": "20/12/2024",
        "grassroots_due_on": "10/01/2025",
        "closes_on": "28/02/2025",
        "cap_base": "good_or_better",
        "cap_rounding": "floor",
        "cap_minimum_group": "5",
        "reason": "Theo hướng dẫn của tỉnh",
        "seen": seen_of(RatingYear.objects.get(year=2024)),
    } | changed


@pytest.mark.parametrize("role", ["clerk", "committee", "leader", "inspector", "auditor", "administrator"])
def test_only_the_organisation_board_manages_years(client, world, year, role):
    client.force_login(world.users[role])
    assert client.get(SETTINGS).status_code == 404
    assert client.post(SETTINGS, values()).status_code == 404
    assert client.post(reverse("ratings:close_year", args=[2024])).status_code == 404
    year.refresh_from_db()
    assert (year.cap_base, year.state) == (RatingYear.CapBase.GOOD_ONLY, RatingYear.State.OPEN)


def test_changing_the_cap_is_audited(client, world, year):
    client.force_login(world.users["bloc_office"])
    assert client.post(SETTINGS, values()).status_code == 302
    year.refresh_from_db()
    assert (year.cap_base, year.cap_minimum_group) == (RatingYear.CapBase.GOOD_OR_BETTER, 5)
    event = AuditEvent.objects.get(verb="year.settings")
    assert event.data["changes"]["cap_base"] == ["good_only", "good_or_better"]
    assert "Theo hướng dẫn của tỉnh" in client.get(SETTINGS).content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"reason": ""}, "Ghi lý do thay đổi"),
        ({"cells_due_on": "20/02/2025"}, "trước “Hạn trình của chi bộ” (20/02/2025)"),
        ({"closes_on": "cuối tháng"}, "ngày/tháng/năm"),
        ({"cap_base": "half"}, ""),
        ({"cap_minimum_group": "năm"}, ""),
        ({"cap_minimum_group": "-1"}, "số từ 0 trở lên"),
        ({"cap_minimum_group": "99999999999999"}, "số không quá 1000"),
    ],
)
def test_wrong_settings_are_told_at_the_field(client, world, year, wrong, words):
    client.force_login(world.users["bloc_office"])
    response = client.post(SETTINGS, values(**wrong))
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "error-summary" in page
    assert "field-errors" in page
    year.refresh_from_db()
    assert year.cap_base == RatingYear.CapBase.GOOD_ONLY


def test_the_next_year_is_planned_then_opened_then_closed(client, world, year):
    client.force_login(world.users["bloc_office"])
    url = reverse("ratings:settings", args=[2025])
    page = client.get(url).content.decode()
    assert "15/11/2025" in page
    assert not RatingYear.objects.filter(year=2025).exists()
    dates = {"opens_on": "15/11/2025", "cells_due_on": "20/12/2025", "grassroots_due_on": "31/12/2025"}
    fields = values(**dates, closes_on="28/02/2026", rule_set="qd366", reason="")
    assert client.post(url, fields).status_code == 302
    planned = RatingYear.objects.get(year=2025)
    assert (planned.state, planned.rule_set, planned.opens_on) == ("planned", "qd366", date(2025, 11, 15))
    client.post(reverse("ratings:open_year", args=[2025]))
    assert Sheet.objects.for_year(2025).count() == Sheet.objects.for_year(2024).count()
    client.post(reverse("ratings:close_year", args=[2025]), CLOSING | {"decided_on": "15/01/2026"})
    planned.refresh_from_db()
    assert planned.state == "closed"


@pytest.mark.parametrize("number", [2013, 2030, 1, 99999])
def test_a_year_out_of_the_blue_cannot_be_planned(client, world, year, number):
    client.force_login(world.users["bloc_office"])
    assert client.get(reverse("ratings:settings", args=[number])).status_code == 404


REOPEN = "/ratings/2024/reopen/"


def test_a_closed_year_is_reopened_with_a_reason_once(client, world, year):
    client.force_login(world.users["bloc_office"])
    close, settle = reverse("ratings:close_year", args=[2024]), reverse("ratings:open_year", args=[2024])
    for _click in range(2):
        client.post(close, CLOSING)
    assert AuditEvent.objects.filter(verb="year.close").count() == 1
    assert REOPEN in client.get(SETTINGS).text
    opened = AuditEvent.objects.filter(verb="year.open").count()

    client.post(settle)
    assert client.post(SETTINGS, values()).status_code == 422
    assert client.post(REOPEN, CLOSING | {"reason": "  "}).status_code == 422
    year.refresh_from_db()
    assert (year.state, year.cap_base) == ("closed", "good_only")

    assert "Mở lại năm xếp loại 2024?" in client.get(REOPEN).text
    for _click in range(2):
        client.post(REOPEN, CLOSING | {"reason": "Sửa theo kết luận kiểm tra"})
    client.post(settle)
    year.refresh_from_db()
    assert year.state == "open"
    event = AuditEvent.objects.get(verb="year.reopen")
    assert (event.reason, event.actor) == ("Sửa theo kết luận kiểm tra", world.users["bloc_office"])
    assert AuditEvent.objects.filter(verb="year.open").count() == opened
    assert client.post(SETTINGS, values()).status_code == 302
