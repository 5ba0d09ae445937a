"""A workbook is looked at before anything is saved."""

import json

import pytest

from accounts.models import AuditEvent
from ratings.models import Import, Sheet
from ratings.sheets import saving
from ratings.sheets.entry import stored
from ratings.workbook.contents import Contents, contents_of
from tests import factories
from tests.ratings.workbook.uploads import LEVEL, commit, level_of, now, page, send, sent, url
from tests.ratings.workbooks import downloaded, filled, opened, place, saved
from tests.ui import workbook_corpus as corpus

pytestmark = pytest.mark.django_db


# Looking at it
def test_the_preview_shows_every_row_and_saves_nothing(client, clerk, sheet, member, other):
    factories.MemberRatingFactory(sheet=sheet, member=other, level=3)
    upload = sent(client, sheet, {(member.code, LEVEL): "HTXS", (other.code, LEVEL): "HTNV", ("T01", "Trả lời"): "Khá"})
    shown = page(client, upload)
    assert "Hoàn thành tốt nhiệm vụ → <b>Hoàn thành nhiệm vụ</b>" in shown
    assert "— → <b>Hoàn thành xuất sắc nhiệm vụ</b>" in shown
    assert "C5 <small>Tổ chức</small>" in shown
    assert "Khá" in shown
    assert (level_of(sheet, member), level_of(sheet, other), now(sheet).version) == (None, 3, sheet.version)
    assert not AuditEvent.objects.filter(verb="sheet.save").exists()


def test_an_unsaved_draft_is_spoken_of(client, clerk, sheet, member):
    upload = sent(client, sheet, {(member.code, LEVEL): 4})
    assert "bản nháp chưa lưu" not in page(client, upload)
    saving.keep_draft(sheet=sheet, version=1, fields={}, by=clerk)
    assert "bản nháp chưa lưu" in page(client, upload)


def test_a_new_file_replaces_the_one_that_was_not_saved(client, clerk, sheet, member):
    first = sent(client, sheet, {(member.code, LEVEL): 4})
    second = sent(client, sheet, {(member.code, LEVEL): 3})
    assert list(Import.objects.all()) == [second]
    assert client.get(url("workbook_import", sheet, first.pk)).status_code == 404


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: b"", "Tệp trống"),
        (lambda: b"a;b;c", "không phải bảng tính Excel"),
        (corpus.plain, "Không trang tính nào"),
        (corpus.laughs, "không thuộc về một bảng tính"),
        (corpus.old_or_locked, "có mật khẩu"),
        (corpus.broken_xml, "bị hỏng"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_at_the_field(client, clerk, sheet, make, sentence):
    answer = send(client, sheet, make())
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert list(answer.context["form"].errors) == ["workbook"]
    assert not Import.objects.exists()


def test_a_file_that_is_too_big_is_refused(client, clerk, sheet):
    answer = send(client, sheet, b"PK" + b"0" * (5 * 1024 * 1024))
    assert (answer.status_code, "lớn hơn 5 MB" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    "name", ["a" * 260 + ".xlsx", "../../x.xlsx", "<script>alert(1)</script>.xlsx", "phiếu\u0000.xlsx"]
)
def test_names_of_files_do_no_harm(client, clerk, sheet, member, name):
    answer = send(client, sheet, filled(downloaded(sheet), {(member.code, LEVEL): 4}), name)
    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        upload = Import.objects.get()
        assert len(upload.file_name) <= 200
        assert "<script>alert" not in page(client, upload)


def test_no_file_at_all_is_asked_for(client, clerk, sheet):
    answer = client.post(url("workbook_upload", sheet))
    assert (answer.status_code, "chọn bảng tính" in answer.content.decode()) == (422, True)


def test_the_marked_workbook_shows_what_to_correct_and_can_be_sent_again(client, clerk, sheet, member, other):
    upload = sent(client, sheet, {(member.code, LEVEL): "Khá", (other.code, LEVEL): "HTT", ("T01", "Trả lời"): "Tốt"})
    answer = client.get(url("workbook_marked", sheet, upload.pk))
    assert answer.headers["Content-Disposition"].endswith('-can-sua.xlsx"')
    book = opened(answer.content)
    listed = [[cell.value for cell in row] for row in book["Lỗi"].iter_rows(min_row=5)]
    (first, second) = listed
    cell = book["Đảng viên"][first[0]]
    assert (cell.value, cell.fill.fgColor.rgb) == ("Khá", "FFF8D3CF")
    assert "Chọn một trong bốn mức" in cell.comment.text
    assert first[1:] == ["Đảng viên", f"{member.code} {member}", cell.comment.text]
    assert book["Tổ chức"][second[0]].value == "Tốt"
    again = send(client, sheet, filled(answer.content, {(member.code, LEVEL): 3, ("T01", "Trả lời"): 3}))
    assert again.status_code == 302
    commit(client, Import.objects.get())
    assert (level_of(sheet, member), level_of(sheet, other), stored(sheet)["own"]["level"]) == (3, 3, 3)


def before_numbers_were_texts(sheet: Sheet, code: str) -> dict:
    """What an upload held until 2026-11, while it waited: no table of the organisation, numbers as such."""
    return {
        "base": sheet.version,
        "members": {
            "name": "Đảng viên",
            "heading": 4,
            "columns": {"code": 1, "name": 3, "level": 7},
            "rows": [[5, {"code": ["text", code], "level": ["number", "3"]}, ""]],
        },
    }


def test_an_upload_that_has_waited_since_before_is_still_read(client, clerk, sheet, member):
    upload = sent(client, sheet, {(member.code, LEVEL): "Khá"})
    Import.objects.filter(pk=upload.pk).update(contents=before_numbers_were_texts(sheet, member.code))
    assert "— → <b>Hoàn thành tốt nhiệm vụ</b>" in page(client, upload)
    marked = opened(client.get(url("workbook_marked", sheet, upload.pk)).content)
    assert marked.sheetnames[:2] == ["Lỗi", "Đảng viên"]
    commit(client, upload)
    assert level_of(sheet, member) == 3


def test_what_was_read_is_kept_to_the_letter(sheet, member):
    contents = contents_of(filled(downloaded(sheet), {(member.code, LEVEL): 4, ("T01", "Trả lời"): "Khá"}), sheet)
    assert Contents.from_json(json.loads(json.dumps(contents.to_json()))) == contents


def test_the_marked_workbook_keeps_an_answer_whose_code_is_in_small_letters(client, clerk, sheet, member):
    book = opened(filled(downloaded(sheet), {(member.code, LEVEL): "Khá", ("T01", "Trả lời"): 3}))
    place(book["Tổ chức"], "T01", "Mã dòng").value = "t01"
    send(client, sheet, saved(book))
    marked = opened(client.get(url("workbook_marked", sheet, Import.objects.get().pk)).content)
    assert place(marked["Tổ chức"], "T01", "Trả lời").value == 3
