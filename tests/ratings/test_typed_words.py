"""What people write on a sheet and about it: lines stay, nothing is cut, what cannot be kept is said and stays."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from ratings.models import MemberRating, Sheet
from ratings.sheets.entry import key_of
from tests.ratings import sheets
from tests.ratings.test_calibration import sheet  # noqa: F401
from tests.ratings.test_calibration_page import RECORD, typed
from tests.ratings.workbook.uploads import commit, send, sent
from tests.ratings.workbooks import downloaded, filled, heading, opened, saved

TWO_LINES, TCVN3 = "Dòng một\r\nDòng hai", "NguyÔn V¨n §øc"


def noted(client, world, note: str):
    address = reverse("ratings:sheet", args=[2024, world.own_cell.pk])
    client.force_login(world.users["clerk"])
    form = sheets.form_of(client, address)
    return client.post(address, {**form, f"{key_of(world.members['own'].pk)}-note": note})


def test_lines_of_a_note_stay_on_the_sheet_and_through_a_workbook(client, world, year):
    assert noted(client, world, TWO_LINES).status_code == 302
    assert MemberRating.objects.get().note == "Dòng một\nDòng hai"
    client.force_login(world.users["leader"])
    page = client.get(reverse("ratings:sheet", args=[2024, world.own_cell.pk])).text
    assert 'class="said as-typed">Dòng một\nDòng hai<' in page

    client.force_login(world.users["clerk"])
    code, now = world.members["own"].code, sheets.sheet_of(world.own_cell)
    commit(client, sent(client, now, {(code, "Ghi chú"): "Ba\nbốn\n\nnăm \u200b"}))
    assert MemberRating.objects.get().note == "Ba\nbốn\n\nnăm"


@pytest.mark.parametrize(("note", "sentence"), [(TCVN3, "TCVN3"), ("Tr\ufffdn", "bị lỗi"), ("a" * 501, "501")])
def test_a_note_that_cannot_be_kept_is_told_at_its_row_and_stays_typed(client, world, year, note, sentence):
    response = noted(client, world, note)
    assert response.status_code == 422
    assert sentence in response.text
    assert note in response.text


@pytest.mark.parametrize(("remark", "sentence"), [("x" * 511, "500"), (TCVN3, "TCVN3")])
def test_a_remark_is_never_cut(client, world, year, remark, sentence):
    found = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    key = key_of(world.members["own"].pk)
    client.force_login(world.users["committee"])
    address = reverse("ratings:return", args=[2024, world.own_cell.pk])
    fields = {"version": found.version, "return-reason": "Xem lại", f"remark-{key}": remark}
    response = client.post(address, fields)
    assert response.status_code == 422
    assert f'aria-describedby="wrong-remark-{key}"' in response.text
    assert (sentence in response.text, remark in response.text, "Xem lại" in response.text) == (True, True, True)
    assert sheets.sheet_of(world.own_cell).state == Sheet.State.SUBMITTED

    assert client.post(address, {**fields, f"remark-{key}": TWO_LINES}).status_code == 302
    assert MemberRating.objects.get().remark == "Dòng một\nDòng hai"
    assert AuditEvent.objects.get(verb="sheet.return").data["remarks"] == {key: "Dòng một\nDòng hai"}


@pytest.mark.parametrize(("reason", "sentence"), [("x" * 511, "500"), (TCVN3, "TCVN3")])
def test_a_reason_of_a_session_is_never_cut(client, world, year, sheet, reason, sentence):  # noqa: F811
    client.force_login(world.users["bloc_office"])
    response = client.post(RECORD, typed(sheet, **{f"reason-{sheet.pk}-own": reason}))
    assert response.status_code == 422
    assert (sentence in response.text, reason in response.text) == (True, True)
    assert not AuditEvent.objects.filter(verb="session.record").exists()


@pytest.mark.parametrize("title", ["Ghi chú", "Họ và tên"])
def test_a_cell_in_an_old_encoding_is_told_by_its_address(client, world, year, title):
    client.force_login(world.users["clerk"])
    code, now = world.members["own"].code, sheets.sheet_of(world.own_cell)
    upload = sent(client, now, {(code, title): TCVN3})
    page = client.get(reverse("ratings:workbook_import", args=[2024, world.own_cell.pk, upload.pk])).text
    assert "bảng mã cũ TCVN3 (ABC)" in page
    assert "tách rời nhau" not in page


def test_headings_in_an_old_encoding_are_told(client, world, year):
    client.force_login(world.users["clerk"])
    now = sheets.sheet_of(world.own_cell)
    book = opened(downloaded(now))
    for worksheet in book.worksheets[:2]:
        for cell in worksheet[heading(worksheet)[0]]:
            cell.value = "Hä vµ tªn §¶ng viªn"
    assert "bảng mã cũ TCVN3 (ABC)" in send(client, now, saved(book)).text


@pytest.mark.parametrize("change", [str.lower, lambda code: f" {code}\u200b", lambda code: code.replace("D", "Ｄ")])
def test_a_row_code_is_the_same_in_whatever_way_it_stands(client, world, year, change):
    client.force_login(world.users["clerk"])
    code, now = world.members["own"].code, sheets.sheet_of(world.own_cell)
    content = filled(downloaded(now), {(code, "Mức xếp loại"): 3, (code, "Mã dòng"): change(code)})
    book = opened(content)
    assert send(client, now, saved(book)).status_code == 302
    commit(client, now.imports.latest("pk"))
    assert MemberRating.objects.get().level == 3
