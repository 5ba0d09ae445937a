import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from accounts.trail.record import history
from ratings.approval import actions
from ratings.models import Sheet
from ratings.sheets import entry, saving
from tests import factories
from tests.ratings import sheets
from tests.ratings.sheets import row

DRAFT, SUBMITTED, RETURNED, APPROVED = (
    Sheet.State.DRAFT,
    Sheet.State.SUBMITTED,
    Sheet.State.RETURNED,
    Sheet.State.APPROVED,
)


def url_of(organization, name):
    return reverse(f"ratings:{name}", args=[2024, organization.pk])


def post(client, world, name, user, **fields):
    client.force_login(world.users[user])
    sheet = sheets.sheet_of(world.own_cell)
    return client.post(url_of(world.own_cell, name), {"version": str(sheet.version), **fields})


def test_a_sheet_goes_its_whole_way(client, world, year):
    sheets.fill(sheets.sheet_of(world.own_cell), world.users["clerk"])
    assert post(client, world, "submit", "clerk", **sheets.SENT).status_code == 302
    assert sheets.sheet_of(world.own_cell).state == SUBMITTED
    key = entry.key_of(world.members["own"].pk)
    fields = {"return-reason": "Xem lại phiếu bầu", f"remark-{key}": "Thiếu phiếu"}
    assert post(client, world, "return", "committee", **fields).status_code == 302
    assert sheets.sheet_of(world.own_cell).state == RETURNED
    client.force_login(world.users["clerk"])
    page = client.get(reverse("ratings:sheet", args=[2024, world.own_cell.pk])).content.decode()
    assert "Xem lại phiếu bầu" in page
    assert "Thiếu phiếu" in page
    assert post(client, world, "submit", "clerk", **sheets.SENT).status_code == 302
    fields = {"approve-decision_number": "7-QĐ/ĐU", "approve-decided_on": "06/01/2025"}
    assert post(client, world, "approve", "committee", **fields).status_code == 302
    sheet = sheets.sheet_of(world.own_cell)
    assert (sheet.state, sheet.decision_number, f"{sheet.decided_on:%d/%m/%Y}") == (APPROVED, "7-QĐ/ĐU", "06/01/2025")
    fields = {"reopen-decision_number": "8-QĐ/ĐUK", "reopen-decided_on": "20/01/2025", "reopen-reason": "Sai số liệu"}
    assert post(client, world, "reopen", "bloc_office", **fields).status_code == 302
    assert sheets.sheet_of(world.own_cell).state == RETURNED
    page = client.get(url_of(world.own_cell, "review")).content.decode()
    for words in (
        "đã trình phiếu",
        "đã trả lại phiếu",
        "đã duyệt phiếu",
        "Quyết định số 7-QĐ/ĐU ngày 06/01/2025",
        "đã mở lại",
    ):
        assert words in page


def test_withdrawing(client, world, year):
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    assert post(client, world, "withdraw", "clerk").status_code == 302
    assert sheets.sheet_of(world.own_cell).state == DRAFT


@pytest.mark.parametrize(
    ("name", "user", "fields", "words", "kept"),
    [
        (
            "return",
            "committee",
            {"return-reason": " ", "remark-own": "xem dòng này"},
            "Ghi rõ nội dung cần sửa",
            "xem dòng này",
        ),
        ("approve", "committee", {"approve-decided_on": "06/01/2025"}, "Ghi số quyết định", "06/01/2025"),
        ("approve", "committee", {"approve-decision_number": "7-QĐ"}, "Ghi ngày ký quyết định", "7-QĐ"),
        (
            "approve",
            "committee",
            {"approve-decision_number": "7-QĐ", "approve-decided_on": "31/31/2025"},
            "ngày/tháng/năm",
            "31/31/2025",
        ),
        (
            "approve",
            "committee",
            {"approve-decision_number": "7-QĐ", "approve-decided_on": "01/01/2099"},
            "chưa tới",
            "01/01/2099",
        ),
        (
            "approve",
            "committee",
            {"approve-decision_number": "7-QĐ", "approve-decided_on": "05/01/1924"},
            "mở từ 15/11/2024",
            "05/01/1924",
        ),
        ("comment", "committee", {"comment-text": ""}, "Chưa có nội dung", ""),
    ],
)
def test_an_incomplete_deed_says_what_is_missing_and_keeps_the_rest(
    client, world, year, name, user, fields, words, kept
):
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    response = post(client, world, name, user, **fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert kept in page
    assert sheets.sheet_of(world.own_cell).state == SUBMITTED


def test_the_decision_of_one_approval_is_offered_for_the_next(client, world, year):
    fields = {"approve-decision_number": "7-QĐ/ĐU", "approve-decided_on": "06/01/2025"}
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    sheets.submitted(sheets.sheet_of(world.own_second_cell), sheets.clerk_of(world.own_second_cell))
    assert post(client, world, "approve", "committee", **fields).status_code == 302

    next_one, board = (
        client.get(url_of(world.own_second_cell, "review")),
        client.get(reverse("ratings:year", args=[2024])),
    )
    for page in (next_one.content.decode(), board.content.decode()):
        assert 'value="7-QĐ/ĐU"' in page
        assert 'value="06/01/2025"' in page

    sheets.open_year(world, 2025)
    sheets.submitted(sheets.sheet_of(world.own_second_cell, 2025), sheets.clerk_of(world.own_second_cell))
    for page in (
        reverse("ratings:review", args=[2025, world.own_second_cell.pk]),
        reverse("ratings:year", args=[2025]),
    ):
        assert "7-QĐ/ĐU" not in client.get(page).text


def test_a_refused_submission_names_what_is_missing_and_keeps_the_explanation(client, world, year):
    response = post(client, world, "submit", "clerk", **{"submit-justification": "Đã họp bàn"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Trần Thị Bình Minh" in page
    assert "Đã họp bàn" in page


def test_a_deed_from_an_old_page_shows_how_it_stands_now(client, world, year):
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    client.force_login(world.users["committee"])
    fields = {"version": str(sheet.version - 1), "approve-decision_number": "7", "approve-decided_on": "06/01/2025"}
    response = client.post(url_of(world.own_cell, "approve"), fields)
    assert response.status_code == 409
    assert "đã thay đổi" in response.content.decode()
    assert sheets.sheet_of(world.own_cell).state == SUBMITTED


@pytest.mark.parametrize("name", ["submit", "withdraw", "return", "approve", "reopen", "comment"])
def test_deeds_are_posts_and_nobody_elses_business(client, world, year, name):
    client.force_login(world.users["bloc_office"])
    assert client.get(url_of(world.own_cell, name)).status_code in (404, 405)
    client.force_login(world.users["sibling_committee"])
    assert client.post(url_of(world.own_cell, name), {"version": "1", "comment-text": "x"}).status_code == 404
    assert not history(sheets.sheet_of(world.own_cell)).exists()


def test_the_brief_shows_what_changed_since_the_last_submission(client, world, year):
    sheet = sheets.returned(sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])
    key = entry.key_of(world.members["own"].pk)
    saving.save_rows(sheet=sheet, rows={key: row(level=2)}, version=sheet.version, by=world.users["clerk"])
    actions.submit(sheet=sheet, version=sheet.version, by=world.users["clerk"], **sheets.EXPLANATIONS)
    client.force_login(world.users["committee"])
    review = client.get(url_of(world.own_cell, "review")).context["brief"]
    (change,) = review.changes
    assert change.name == "Trần Thị Bình Minh"
    assert change.differences[0].values == ("Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ")


def test_the_first_submission_has_nothing_to_compare(client, world, year):
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    client.force_login(world.users["committee"])
    assert client.get(url_of(world.own_cell, "review")).context["brief"].changes is None


def test_drift_against_last_year(client, world, year):
    before = factories.RatingYearFactory(year=2023)
    old = factories.SheetFactory(rating_year=before, organization=world.own_cell)
    better, same = factories.member_of(world.own_cell), factories.member_of(world.own_cell)
    for member, level in ((world.members["own"], 4), (better, 2), (same, 3)):
        factories.MemberRatingFactory(sheet=old, member=member, level=level)
    factories.member_of(world.own_cell)
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    client.force_login(world.users["committee"])
    drift = client.get(url_of(world.own_cell, "review")).context["brief"].drift
    moves = [(move.was, move.now, [line.name for line in move.lines]) for move in (*drift.up, *drift.down)]
    assert moves == [(2, 3, [better.full_name]), (4, 3, ["Trần Thị Bình Minh"])]
    assert (drift.higher, drift.lower, drift.same, drift.new) == (1, 1, 1, 1)


@pytest.mark.parametrize("role", ["clerk", "committee", "bloc_office", "leader"])
@pytest.mark.parametrize("state", [DRAFT, SUBMITTED, RETURNED, APPROVED])
def test_the_page_offers_exactly_the_deeds_that_the_server_allows(client, world, year, role, state):
    submitter = sheets.clerk_of(world.own_cell)
    sheets.in_state(state, sheets.sheet_of(world.own_cell), submitter, world.users["committee"])
    client.force_login(world.users[role])
    response = client.get(url_of(world.own_cell, "review"))
    page = response.content.decode()
    elsewhere = {"appeal": "record_appeal", "rerate": "rate_again"}
    for name, answer in response.context["transitions"].items():
        way = f'href="{url_of(world.own_cell, elsewhere[name])}"' if name in elsewhere else ""
        if name not in ("answer", "refuse_reopening", "take_back"):
            assert ((way or f'action="{url_of(world.own_cell, name)}"') in page) is answer.allowed
        assert answer.allowed or answer.why_not in page


def test_the_brief_costs_the_same_with_more_rows(client, world, year):
    client.force_login(world.users["committee"])
    costs = []
    for more in (0, 2):
        for _each in range(more):
            factories.member_of(world.own_cell)
        sheets.fill(sheets.sheet_of(world.own_cell), world.users["clerk"])
        with CaptureQueriesContext(connection) as queries:
            client.get(url_of(world.own_cell, "review"))
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_what_is_wrong_in_a_deeds_form_is_said_at_the_top_of_the_page(client, world, year):
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    page = post(client, world, "return", "committee", **{"return-reason": ""})
    assert page.status_code == 422
    text = page.content.decode()
    top, _rest = text.split('id="return"')
    assert '<a href="#id_return-reason">Ghi rõ nội dung cần sửa.</a>' in top
    assert re.search(r'<details class="remarks"\s*>', text)


def test_whoever_submits_second_reads_who_submitted_already(client, world, year):
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    colleague = factories.user_with(Role.CLERK, world.own_cell)
    client.force_login(colleague)
    url = f"/ratings/2024/{world.own_cell.pk}/submit/"

    for version in (sheet.version - 1, sheet.version):
        response = client.post(url, {"version": version, **sheets.SENT}, follow=True)
        assert response.redirect_chain[0][1] == 302
        assert f"Phiếu này đã được {world.users['clerk'].full_name} trình lúc" in response.text
    assert sheets.sheet_of(world.own_cell).version == sheet.version


# Whom the reason of a return names


@pytest.mark.parametrize(
    ("reason", "marked"),
    [
        ("Đề nghị xem lại đồng chí Trần Thị Hoà.", {"hòa"}),
        ("đề nghị xem lại trần thị hòa, và Lê Văn Bình Minh", {"hòa", "minh"}),
        ("Xem lại Lê Văn Bình.", {"bình"}),
        ("Xem lại Phạm Văn Đôi.", set()),
        ("Xem lại Tran Thi Hoa, Trần Thị Hòang.", set()),
        ("Thiếu biên bản.", set()),
    ],
)
def test_the_rows_that_the_reason_names_are_marked(client, world, year, reason, marked):
    names = {
        "hòa": "Trần Thị Hòa",
        "hoa": "Trần Thị Hoa",
        "bình": "Lê Văn Bình",
        "minh": "Lê Văn Bình Minh",
        "đôi": "Phạm Văn Đôi",
    }
    people = {
        key: factories.member_of(world.own_cell, full_name=name, code=f"NAMED-{number}")
        for number, (key, name) in enumerate(names.items())
    }
    factories.member_of(world.own_cell, full_name="Phạm Văn Đôi", code="NAMED-TWIN")
    sheet = sheets.returned(sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])
    Sheet.objects.filter(pk=sheet.pk).update(return_reason=reason)
    client.force_login(world.users["clerk"])

    page = client.get(sheet.get_absolute_url()).text

    rows = {key: page.split(f'data-row="{entry.key_of(person.pk)}"')[1] for key, person in people.items()}
    assert {key for key, row in rows.items() if 'class="asked"' in row.split(">")[0]} == marked
    assert page.count("Được nhắc trong lý do trả lại") == len(marked)
    assert all(f'<a href="#{entry.key_of(people[key].pk)}">{names[key]}</a>' in page for key in marked)
